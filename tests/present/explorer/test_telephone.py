"""The explorer on a telephone: nothing covers anything wherever one has scrolled to, and words have room."""

import pytest

from tests.present.explorer.support import PAGES, READY

pytestmark = pytest.mark.long

WIDTHS = (360, 390, 430)
HEIGHT = 740
COVERED = """
(() => {
  const shown = (element, x, y) => {
    for (let one = element; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      const clips = getComputedStyle(one).overflow !== 'visible';
      if (clips && (x < box.left || x > box.right || y < box.top || y > box.bottom)) return false;
    }
    return x > 0 && x < innerWidth && y > 0 && y < innerHeight;
  };
  const covered = [];
  const words = 'h1, h2, h3, p, li, dt, dd, td, th, summary, label, a, button, .label, .badge';
  for (const element of document.querySelectorAll(words)) {
    if (element.closest('.unseen, .skip') || !element.checkVisibility()) continue;
    for (const box of element.getClientRects()) {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (box.width < 3 || !shown(element, x, y)) continue;
      const there = document.elementFromPoint(x, y);
      if (!there || element.contains(there) || there.contains(element)) continue;
      covered.push(`${element.textContent.slice(0, 60)} | under ${there.className || there.tagName}`);
    }
  }
  return covered;
})()
"""
"""The words in view that something else lies over."""
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", [*PAGES, "question.html?id=5-8900"])
def test_nothing_covers_anything_wherever_one_has_scrolled_to(quiet, address, page, width):
    quiet.size(width, HEIGHT)
    quiet.open(f"{address}{page}", PAGES.get(page, READY))
    whole = quiet.evaluate("document.documentElement.scrollHeight")
    for top in range(0, min(whole, 6_000), HEIGHT // 3):
        quiet.evaluate(f"scrollTo({{ top: {top}, behavior: 'instant' }})")
        assert quiet.evaluate(COVERED) == [], f"scrolled to {top}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_navigation_is_one_line(quiet, address, width, language):
    quiet.size(width, HEIGHT)
    quiet.open(f"{address}quality.html?lang={language}", PAGES["quality.html"])
    links = "[...document.querySelectorAll('.top nav:first-of-type a')]"
    tops = quiet.evaluate(f"{links}.map((one) => one.getBoundingClientRect().top)")
    assert len(tops) > 3
    assert len(set(tops)) == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["index.html", "question.html?id=5-8900"])
def test_labels_leave_the_words_two_thirds_of_the_width(quiet, address, page, width):
    quiet.size(width, HEIGHT)
    quiet.open(f"{address}{page}", PAGES.get(page, READY))
    assert quiet.evaluate(WIDE_LABELS) == []
