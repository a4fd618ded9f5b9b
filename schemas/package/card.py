"""The dataset card of a release: README.md, whose head makes each table a configuration of `datasets`.

Values of the head are JSON, which is YAML too. Empty tables are left out, since `datasets` fails on them.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from string import Template

from schemas.licences import CONTENT, DATABASE
from schemas.marts.small import small_tables
from schemas.package.datapackage import PARQUET
from schemas.package.words import KEYWORDS, Described, release_words
from schemas.tables import TABLES

CARD_FILE = "README.md"
_FIRST = "questions"
"""The table that is loaded when none is named."""
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))


def card(described: Described, counts: Mapping[str, int]) -> str:
    """The text of the card; `counts` are the rows of each table."""
    configurations = (
        {"config_name": one.name, "data_files": PARQUET.file(one), "default": one.name == _FIRST}
        for one in TABLES
        if counts[one.name]
    )
    return Template(files(__package__).joinpath("card.txt").read_text("utf-8")).substitute(
        release_words(described),
        licences=json.dumps([DATABASE.name.lower(), "other"]),
        content=CONTENT.name,
        size=next((name for most, name in _SIZES if counts[_FIRST] < most), "n>1M"),
        tags=json.dumps([word.lower() for word in KEYWORDS["en"]]),
        configurations="\n".join(f"- {json.dumps(one)}" for one in configurations),
        small=", ".join(f"`{one.path}`" for one in small_tables()),
        tables="\n".join(f"| `{one.name}` | {counts[one.name]:,} | {one.description} |" for one in TABLES),
    )
