"""The rights to the content of a release and to the database, and whom to name.

The Senate's content comes from its documents. Belgian law (Code of Economic Law, art. XI.172, earlier art. 8
of the law of 30 June 1994) gives official acts of the authorities no copyright, and allows the reproduction
of speeches in representative assemblies; docs/data-package.md says what was read. The Chamber gives CC0.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.vocabulary.houses import House
from schemas.vocabulary.rows import records

PRODUCT = "senate-questions"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, or a statement of rights; `name` is its identifier (SPDX, or Open Definition)."""

    name: str
    title: str
    address: str
    covers: str


_LICENCES = {one.name: one for one in records(Licence, "licences.tsv", "schemas.package")}
DATABASE, CONTENT = _LICENCES["CC-BY-4.0"], _LICENCES["other-pd"]


def contents(held: Iterable[House]) -> list[Licence]:
    """The rights to the content that comes from each of some houses."""
    return [_LICENCES[one.licence] for one in held]


@dataclass(frozen=True, slots=True)
class Source:
    """A source of data in a release, of one house or of all; without `tables`, it is one of all tables."""

    title: str
    address: str
    tables: tuple[str, ...]
    house: str


def sources_of(held: Iterable[House]) -> list[Source]:
    """Whom to name in a release of some houses; rows of tables with a column `source` name their own."""
    codes = {"", *(one.code for one in held)}
    return [one for one in records(Source, "sources.tsv", "schemas.package") if one.house in codes]
