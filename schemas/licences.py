"""What may be done with the content of a release and with the database, and whom to name.

The content is that of the Senate's documents. Belgian law (Code of Economic Law, art. XI.172, earlier art. 8
of the law of 30 June 1994) knows no copyright in official acts of the authorities, and lets speeches in
representative assemblies be reproduced freely; docs/data-package.md says what was read.
"""

from dataclasses import dataclass

PRODUCT = "senate-questions"
SENATE = "https://www.senate.be/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence, or a statement of rights.

    Attributes:
        name: Its identifier (SPDX, or Open Definition).
        title: What it is called.
        address: Where it stands.
        covers: What it is about, in a sentence.
    """

    name: str
    title: str
    address: str
    covers: str


DATABASE = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "What this product adds: the selection and arrangement of the tables, repairs, identifiers, links, "
    "vocabularies and documentation.",
)
CONTENT = Licence(
    "other-pd",
    "Documents of the Belgian Senate: no copyright, as we read art. XI.172 of the Code of Economic Law",
    "https://www.ejustice.just.fgov.be/eli/wet/2013/02/28/2013A11134/justel",
    "Titles and texts of questions and answers, and what the Senate's pages say of them: official documents, "
    "which may be reproduced freely as we read the law; no legal advice. Name the Senate as the source.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something in a release comes from.

    Attributes:
        title: Who made it, and what it is.
        address: Where it stands.
        tables: The tables that have it; empty for all.
    """

    title: str
    address: str
    tables: tuple[str, ...] = ()


SOURCES = (
    Source("Belgian Senate, written questions and answers", SENATE),
    Source("Statbel, REFNIS codes of municipalities", "https://statbel.fgov.be/", ("places",)),
    Source(
        "Wikipedia, articles on Belgian parties and governments (facts; each row names its article)",
        "https://www.wikipedia.org/",
        ("parties", "governments", "coalitions", "ministers"),
    ),
    Source(
        "Publications Office of the EU, EuroVoc",
        "https://op.europa.eu/en/web/eu-vocabularies",
        ("thesaurus",),
    ),
)
"""Whom to name; rows of tables with a column `source` name their own."""
