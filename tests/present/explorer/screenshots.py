"""The pictures of docs/explorer.md: the explorer of the bundled sample.

python -m tests.present.explorer.screenshots
"""

import sys
import tempfile
from pathlib import Path

from tasks.present.explorer import SITE
from tasks.release.published.folders import current_release
from tests.present.explorer.support import served
from tests.support.chromium import Browser, browser
from tests.support.command import run
from tests.support.nights.week import ROOT

IMAGES = ROOT / "docs/images"
WIDTH = 1280
READY = "document.documentElement.dataset.ready"
PICTURES = {
    "explorer": ("index.html?lang=en", "light", "document.documentElement.dataset.drawn", 2_000),
    "explorer-dark": ("index.html?lang=fr", "dark", "document.documentElement.dataset.drawn", 2_000),
    "explorer-question": ("question.html?id=5-90002&lang=nl", "light", READY, 2_400),
}
"""Page, colour scheme, when it is there, and the height of the picture at most."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        done = run("ingest", "--from", "sample", "--data", data)
        assert done.returncode == 0, done.stderr
        with served(current_release(data) / SITE) as address, browser() as tab:
            for name, (page, scheme, ready, most) in PICTURES.items():
                content = picture(tab, f"{address}{page}", scheme, ready, most)
                (IMAGES / f"{name}.png").write_bytes(content)
                sys.stdout.write(f"{name}.png: {len(content):,} bytes\n")


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
