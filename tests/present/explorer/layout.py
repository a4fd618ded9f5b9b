"""What is wrong with a page as it is laid out: words under something, lines and labels that break."""

from typing import Any

COVERED = """
(async (step) => {
  const words = 'h1, h2, h3, p, li, dt, dd, td, th, summary, label, a, button, .label, .badge';
  const isShown = (element, x, y) => {
    for (let one = element; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      const isOutside = x < box.left || x > box.right || y < box.top || y > box.bottom;
      if (isOutside && getComputedStyle(one).overflow !== 'visible') return false;
    }
    return true;
  };
  const covered = [];
  for (let top = 0; top < Math.min(document.documentElement.scrollHeight, 6000); top += step) {
    scrollTo({ top, behavior: 'instant' });
    await new Promise(requestAnimationFrame);
    for (const element of document.querySelectorAll(words)) {
      for (const box of element.getClientRects()) {
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        if (box.width < 3 || x <= 0 || x >= innerWidth || y <= 0 || y >= innerHeight) continue;
        if (element.closest('.unseen, .skip') || !element.checkVisibility()) continue;
        if (!isShown(element, x, y)) continue;
        const there = document.elementFromPoint(x, y);
        if (!there || element.contains(there) || there.contains(element)) continue;
        const over = there.className || there.tagName;
        covered.push(`${element.textContent.slice(0, 60)} | under ${over}, scrolled to ${top}`);
      }
    }
  }
  return covered;
})
"""
"""The words that something else lies over, wherever one has scrolled to by so many pixels."""
WIDE_LABELS = """
[...document.querySelectorAll('.part > .label, .chart .role-axis-label text')].filter((label) => {
  const row = label.closest('.part, svg');
  const beside = label.nextElementSibling?.getBoundingClientRect();
  const box = label.getBoundingClientRect();
  const isAbove = beside && beside.top >= box.bottom - 1;
  return !isAbove && box.width > row.getBoundingClientRect().width / 3 + 1;
}).map((label) => label.textContent)
"""
"""Labels beside something that take more than a third of the width."""
BROKEN_NAMES = "[...document.querySelectorAll('td > code')].filter((one) => one.getClientRects().length > 1)"
LINES_OF_NAVIGATION = (
    "new Set([...document.querySelectorAll('.top nav:first-of-type a')]"
    ".map((one) => one.getBoundingClientRect().top)).size"
)
HEIGHT = 740
"""Pixels of the window of a telephone."""


def covered(tab: Any, step: int = HEIGHT // 3) -> list[str]:
    """The words of the page shown that something lies over, wherever one has scrolled to."""
    found: list[str] = tab.evaluate(f"{COVERED}({step})")
    return found
