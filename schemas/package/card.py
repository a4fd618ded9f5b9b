"""The dataset card of a release: README.md, whose head makes each table a configuration of `datasets`.

Values of the head are JSON, which is YAML too. Empty tables are left out, since `datasets` fails on them.
"""

import json
from collections.abc import Mapping, Sequence

from schemas.licences import CONTENT, DATABASE, PRODUCT
from schemas.marts.small import SMALL_FOLDER, small_tables
from schemas.package.datapackage import PARQUET
from schemas.package.words import KEYWORDS, TITLES, descriptions
from schemas.tables import TABLES

CARD_FILE = "README.md"
_FIRST = "questions"
"""The table that is loaded when none is named."""
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"))


def card(version: str, sources: Sequence[str], counts: Mapping[str, int]) -> str:
    """The text of the card; `counts` are the rows of each table."""
    head = [f"{name}: {_as_json(value)}" for name, value in _head(counts).items()]
    tables = [f"| `{one.name}` | {counts[one.name]:,} | {one.description} |" for one in TABLES]
    small = [f"| `{one.path}` | {' '.join(one.texts)} |" for one in small_tables()]
    text = f"""\
# {TITLES["en"]}

{descriptions(sources)["en"]}

Release {version} of {PRODUCT}. `dictionary.md` explains every column, `changes.md` what is new, and
`datapackage.json` describes all files for programs.

```python
from datasets import load_dataset

load_dataset(FOLDER, "questions", split="train")  # FOLDER is this folder
```

`datasets` loads every table that has rows.

| table | rows | what it is |
|---|---|---|
{_lines(tables)}

Small tables for charts are in the folder `{SMALL_FOLDER}`, as CSV:

| file | what it is |
|---|---|
{_lines(small)}

## Licence

{DATABASE.covers} {DATABASE.title}: {DATABASE.address}

{CONTENT.covers} {CONTENT.title}: {CONTENT.address}
"""
    return f"---\n{_lines(head)}\nconfigs:\n{_lines(_configurations(counts))}\n---\n\n{text}"


def _head(counts: Mapping[str, int]) -> dict[str, object]:
    size = next((name for most, name in _SIZES if counts[_FIRST] < most), "n>1M")
    return {
        "pretty_name": TITLES["en"],
        "language": ["nl", "fr"],
        "license": [DATABASE.name.lower(), "other"],
        "license_name": CONTENT.name,
        "license_link": CONTENT.address,
        "multilinguality": ["multilingual"],
        "size_categories": [size],
        "tags": [word.lower() for word in KEYWORDS["en"]],
    }


def _configurations(counts: Mapping[str, int]) -> list[str]:
    found = []
    for one in TABLES:
        default = {"default": True} if one.name == _FIRST else {}
        file = {"config_name": one.name, "data_files": f"{one.name}.{PARQUET.ending}"}
        found += [f"- {_as_json(file | default)}"] if counts[one.name] else []
    return found


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines)
