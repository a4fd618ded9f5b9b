"""The pictures of docs/explorer.md, of the bundled sample: python -m docs.generate.pictures.explorer."""

from docs.generate.pictures import keep
from tasks.present.explorer import SITE
from tests.present.explorer.support import served
from tests.support.chromium import Browser, browser
from tests.support.sample import new_sample

WIDTH = 1280
READY = "document.documentElement.dataset.ready"
PICTURES = {
    "explorer": ("index.html?lang=en", "light", "document.documentElement.dataset.drawn", 2_000),
    "explorer-dark": ("index.html?lang=fr", "dark", "document.documentElement.dataset.drawn", 2_000),
    "explorer-question": ("question.html?id=5-90002&lang=nl", "light", READY, 2_400),
}
"""Page, colour scheme, when it is there, and the height of the picture at most."""


def main() -> None:
    """Take them."""
    with new_sample() as data, served(data / "current" / SITE) as address, browser() as tab:
        for name, (page, scheme, ready, most) in PICTURES.items():
            keep(f"{name}.png", picture(tab, f"{address}{page}", scheme, ready, most))


def picture(tab: Browser, address: str, scheme: str, ready: str, most: int) -> bytes:
    """A page as high as it is, once it is there."""
    tab.prefer(scheme)
    tab.size(WIDTH, 900)
    tab.open(address, f"{READY} && {ready}")
    tab.size(WIDTH, min(tab.evaluate("document.documentElement.scrollHeight"), most))
    tab.wait(f"innerWidth === {WIDTH} && document.fonts.status === 'loaded'")
    return tab.shot()


if __name__ == "__main__":
    main()
