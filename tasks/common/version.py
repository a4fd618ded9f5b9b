"""The version of the code, and what decides each component of a release: code, data, libraries, Python.

tables         the Parquet files: what `tasks` and the vocabularies of `schemas` read from pages
database       `senate.duckdb` with its views, the table `changes`, the small tables, the checks
descriptions   what a release says about itself: dictionary, data package, card, list of changes, feeds
search         `senate.sqlite`, the search index
explorer       `site/`

The other components are made from the tables, and the explorer from the views too.
"""

import hashlib
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from schemas.vocabulary.rows import vocabulary_rows

Component = Literal["tables", "database", "descriptions", "search", "explorer"]
COMPONENTS: tuple[Component, ...] = get_args(Component)


@cache
def places() -> Mapping[str, Component | None]:
    """Path prefixes of files that do not decide tables, with what they decide; None for none.

    Those with none fetch pages or use a release, which does not change what the same pages give.
    """
    known: dict[str, Component | None] = {"-": None, **{one: one for one in COMPONENTS}}
    return {row["path"]: known[row["component"]] for row in vocabulary_rows("components.tsv", "tasks.common")}


def component_of(path: str) -> Component | None:
    """The component that a file decides; None for none.

    The path starts at the folder of the packages: 'tasks/present/explorer/build.py'. A file that no place
    names decides tables: then pages are read once too often, never once too seldom.
    """
    found = max((place for place in places() if path.startswith(place)), key=len, default=None)
    return "tables" if found is None else places()[found]


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
