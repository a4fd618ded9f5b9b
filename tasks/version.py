"""Which code this is: the version of the package and a hash of its files."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

PACKAGES = ("tasks", "schemas")
"""What comes out of a page is decided here; `flows` only says what runs."""
_NOT_CODE = ("sample", "__pycache__")
_DIGITS = 8


def package_version() -> str:
    """The version of the installed package; '0' when it is not installed."""
    try:
        return version("senate-questions")
    except PackageNotFoundError:
        return "0"


@cache
def code_version() -> str:
    """Version and content hash of the code and its data files: '0.1.0+5f3c9a1e'."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and not set(_NOT_CODE) & set(relative.parts):
                digest.update(f"{package}/{relative.as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return f"{package_version()}+{digest.hexdigest()[:_DIGITS]}"
