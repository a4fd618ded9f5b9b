"""The version of the code, and what decides each component of a release: code, data, libraries, Python."""

import hashlib
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from tasks.common.components import COMPONENTS, Component, component_of

PACKAGES = ("tasks", "schemas")
"""The packages that decide what comes out of a page; `flows` only decides what runs."""
_NOT_CODE = frozenset({"sample", "__pycache__"})
_DIGITS = 8
_CODE = "code"

Fingerprint = Mapping[str, str]
"""What decides a component: the hash of its code and data, and the versions of the rest, by name."""

LIBRARIES: Mapping[Component, tuple[str, ...]] = {
    "tables": ("beautifulsoup4", "lxml", "pyarrow", "text2num", "webencodings"),
    "database": ("duckdb",),
    "descriptions": ("duckdb", "pystemmer"),
    "search": ("duckdb",),
    "explorer": ("duckdb", "pystemmer"),
}
"""The distributions that decide a component. Those of tables decide all."""


def version_of(distribution: str) -> str:
    """The version of a distribution; '0' when it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "0"


def package_version() -> str:
    """The version of the installed package; '0' when it is not installed."""
    return version_of("senate-questions")


@cache
def code_version() -> str:
    """Version and content hash of the code and its data files: '0.1.0+5f3c9a1e'."""
    return f"{package_version()}+{_together(_own_files())[:_DIGITS]}"


@cache
def fingerprints() -> dict[Component, Fingerprint]:
    """What decides each component of a release made here."""
    return fingerprints_of(_own_files(), version_of, unicodedata.unidata_version)


def fingerprints_of(
    code: Mapping[str, str], version_of: Callable[[str], str], unicode: str
) -> dict[Component, Fingerprint]:
    """What decides each component of a release; `code` is as `code_files` gives it."""
    runtime: dict[Component, dict[str, str]] = {
        "tables": {"python": ".".join(map(str, sys.version_info[:2])), "unicode": unicode},
        "search": {"sqlite": sqlite3.sqlite_version},
    }
    return {
        component: {
            _CODE: _together(
                {path: found for path, found in code.items() if component_of(path) == component}
            ),
            **{library: version_of(library) for library in LIBRARIES[component]},
            **runtime.get(component, {}),
        }
        for component in COMPONENTS
    }


def code_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of the code and its data, sorted by path; `folder` holds the packages."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for package in PACKAGES
        for path in sorted((folder / package).rglob("*"))
        if path.is_file() and not _NOT_CODE & set(path.relative_to(folder).parts)
    }


def differences(before: Fingerprint, now: Fingerprint) -> Iterator[str]:
    """The differences between two fingerprints of a component: 'lxml 6.1.3 → 6.1.4'."""
    if before.get(_CODE) != now.get(_CODE):
        yield "its code or data"
    for name in sorted((before.keys() | now.keys()) - {_CODE}):
        if before.get(name) != now.get(name):
            yield f"{name} {before.get(name, 'none')} → {now.get(name, 'none')}"


@cache
def _own_files() -> dict[str, str]:
    return code_files(Path(str(files("tasks"))).parent)


def _together(code: Mapping[str, str]) -> str:
    """One hash of files and their names."""
    return hashlib.sha256("".join(f"{found}  {path}\n" for path, found in code.items()).encode()).hexdigest()
