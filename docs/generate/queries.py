"""The page of queries, with what each gives on the sample."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from docs.generate.pages import FOLDER
from flows.cli.rows import markdown_table
from schemas.examples import examples

PAGE = FOLDER / "queries.md"
_SHOWN = 2
"""Rows of each result on the page; `sql` shows the others."""
_HEAD = """\
# Example queries

The results come from the bundled sample (of each, the first two rows), so the numbers are small, and nothing
said here about a party or an office is true: people are invented. `make docs` writes this
page, and a test runs every query. `senate-questions sql .examples` lists them, and
[dictionary.md](dictionary.md) explains every column of the views.

## Connecting

```python
import duckdb
con = duckdb.connect("data/current/senate.duckdb", read_only=True)
con.sql("FROM v_questions").show()
questions = con.sql("FROM v_questions").df()  # pandas, with real dates
```

[Recipes](recipes.md) has R, DuckDB's shell, polars and spreadsheets. With this project (without a query,
`sql` opens a prompt that completes names with Tab; standard input works too, with several statements):

```
senate-questions sql "FROM v_questions" --format csv
printf '.schema governments\\nFROM governments LIMIT 2; FROM parties LIMIT 2;' | senate-questions sql
```

The formats are `table`, `vertical`, `csv`, `json` and `markdown`. A table shows as many columns as fit; up to
five rows that do not fit are printed with one value per line, as `vertical` does with any number. `.tables`
lists what there is (`.tables minister`: only such names), `.schema v_questions` explains the columns.

A query can use only the release: no other files, no network, no extensions, and no DuckDB setting but
`TimeZone`, `threads` and `memory_limit`. So you can safely run a query that somebody sent you.
`--allow-files` lifts these limits, for example to join a CSV file of your own; the release stays read-only.
"""


def queries_page(release: Path) -> str:
    """Return the page, by a release of the sample."""
    with duckdb.connect(str(release / "senate.duckdb"), read_only=True) as connection:
        return "\n".join([_HEAD, *_sections(connection)])


def _sections(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for number, example in enumerate(examples()):
        yield f"## {number}. {example.question}\n\n{example.note}\n\n```sql\n{example.query}\n```\n"
        connection.execute(example.query)
        names = [column[0] for column in connection.description]
        yield markdown_table(names, connection.fetchmany(_SHOWN))
