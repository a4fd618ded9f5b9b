"""The page of queries, with what each gives on the sample."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from docs.generate.pages import FOLDER
from flows.cli.rows import markdown_table
from schemas.examples import examples

PAGE = FOLDER / "queries.md"
_HEAD = """\
# Queries to begin with

The bundled sample has 21 questions, so the numbers here are small; the queries are those for the whole. All
but one of them are invented, with their senators and ministers: nothing said here about a party or an office
is true.
`make docs` writes this page again with what they give, and a test runs them. `senate-questions sql .examples`
lists them, [dictionary.md](dictionary.md) explains every column of the views.

## From where you work

From Python:

```python
import duckdb
duckdb.connect("data/current/senate.duckdb", read_only=True).sql("FROM v_questions").show()
```

From R:

```r
con <- DBI::dbConnect(duckdb::duckdb(), "data/current/senate.duckdb", read_only = TRUE)
DBI::dbGetQuery(con, "FROM v_questions")
```

From the shell of DuckDB:

```sh
duckdb -readonly data/current/senate.duckdb
FROM v_questions;
```

From this project; without a query it opens a prompt that completes names with Tab:

```
senate-questions sql "FROM v_questions" --format csv
```

The formats are `table`, `csv`, `json` and `markdown`. A query of `sql` has the release alone: it reads and
writes no files of the machine, uses no network, loads no extensions, and changes no settings of DuckDB but
`TimeZone`, `threads` and `memory_limit`. So a query that somebody sent you can be run as it stands. With
`--allow-files` all of this is allowed, to join a CSV file of your own or to `COPY` rows into one; the release
itself stays read-only.

The Parquet files need no DuckDB file at all:

```python
import pyarrow.parquet
pyarrow.parquet.read_table("data/current/questions.parquet")
```
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
        yield markdown_table(names, connection.fetchall())
