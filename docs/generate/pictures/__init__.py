"""The pictures of docs/: `make screenshots` and `make picture-superset` take them; they need Chromium."""

import sys

from docs.generate.pages import FOLDER

IMAGES = FOLDER / "images"


def keep(name: str, picture: bytes) -> None:
    """Write a picture, and say how large it is."""
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / name).write_bytes(picture)
    sys.stdout.write(f"{name}: {len(picture):,} bytes\n")
