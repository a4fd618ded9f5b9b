"""The pictures of docs/explorer.md, of the bundled sample: python -m docs.generate.pictures.explorer."""

from itertools import product

from docs.generate.pictures import keep
from tasks.present.explorer import SITE
from tests.present.explorer.support import DRAWN, READY, served
from tests.support.chromium import Browser, browser
from tests.support.sample import new_sample

FIRST = "index.html?lang=en"
PAGES = {
    "first": (FIRST, DRAWN),
    "member": ("member.html?id=annelore-cauwelier-daniels&lang=en", READY),
    "minister": ("minister.html?id=philippine-grandjacquet&lang=nl", READY),
    "list": ("questions.html?status=open&lang=en", READY),
    "question": ("question.html?id=5-90002&lang=nl", READY),
    "search": (
        "questions.html?q=politie&lang=fr",
        f"{READY} && document.querySelector('#list .passage b')",
    ),
}
"""Each page, and when it is there."""
WIDTHS = {"desktop": (1280, 1500), "telephone": (390, 1500)}
"""Width and height at most, in pixels."""
SCHEMES = ("light", "dark")


def main() -> None:
    """Take them."""
    with new_sample() as data, served(data / "current" / SITE) as address, browser() as tab:
        tab.prefer("light")
        show(tab, f"{address}{FIRST}", DRAWN, 1280, 2_000)
        keep("explorer.png", tab.shot())
        for (name, (page, ready)), (device, size), scheme in product(PAGES.items(), WIDTHS.items(), SCHEMES):
            tab.prefer(scheme)
            show(tab, f"{address}{page}", ready, *size)
            keep(f"explorer-{name}-{device}-{scheme}.webp", tab.shot(form="webp"))


def show(tab: Browser, address: str, ready: str, width: int, most: int) -> None:
    """Show a page as high as it is, once it is there."""
    tab.size(width, 900)
    tab.open(address, ready)
    tab.size(width, min(tab.evaluate("document.documentElement.scrollHeight"), most))
    tab.wait(f"innerWidth === {width} && document.fonts.status === 'loaded'")


if __name__ == "__main__":
    main()
