"""The dataset card of a release: README.md, whose head makes each table a configuration of `datasets`.

Values of the head are JSON, which is YAML too. Empty tables are left out, since `datasets` fails on them.
"""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files

from schemas.licences import CONTENT, DATABASE
from schemas.marts.small import small_tables
from schemas.package.datapackage import PARQUET
from schemas.package.words import KEYWORDS, TITLES, descriptions
from schemas.tables import TABLES

CARD_FILE = "README.md"
_FORM = files(__package__).joinpath("card.txt").read_text("utf-8")
_FIRST = "questions"
"""The table that is loaded when none is named."""
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))


def card(version: str, sources: Sequence[str], counts: Mapping[str, int]) -> str:
    """The text of the card; `counts` are the rows of each table."""
    tables = (f"| `{one.name}` | {counts[one.name]:,} | {one.description} |" for one in TABLES)
    return _FORM.format(
        head=_head(counts),
        title=TITLES["en"],
        description=descriptions(sources)["en"],
        version=version,
        small=", ".join(f"`{one.path}`" for one in small_tables()),
        tables="\n".join(tables),
        database=DATABASE,
        content=CONTENT,
    )


def _head(counts: Mapping[str, int]) -> str:
    size = next((name for most, name in _SIZES if counts[_FIRST] < most), "n>1M")
    found = {
        "pretty_name": TITLES["en"],
        "language": ["nl", "fr"],
        "license": [DATABASE.name.lower(), "other"],
        "license_name": CONTENT.name,
        "license_link": CONTENT.address,
        "size_categories": [size],
        "tags": [word.lower() for word in KEYWORDS["en"]],
    }
    configurations = (
        {"config_name": one.name, "data_files": f"{one.name}.{PARQUET.ending}", "default": one.name == _FIRST}
        for one in TABLES
        if counts[one.name]
    )
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in found.items())
    return "\n".join((*lines, "configs:", *(f"- {json.dumps(one)}" for one in configurations)))
