"""The page of queries, with what each gives on the sample."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from docs.generate.pages import FOLDER
from flows.cli.rows import markdown_table
from schemas.examples import examples

PAGE = FOLDER / "queries.md"
_HEAD = """\
# Example queries

The results below come from the bundled sample of 22 questions, so the numbers are small; the same queries
work on the full corpus. All but one of these questions are invented, with their senators and ministers:
nothing said here about a party or an office is true.
`make docs` regenerates this page and its results, and a test runs every query. To list the queries, run
`senate-questions sql .examples`. [dictionary.md](dictionary.md) explains every column of the views.

## Connecting

From Python:

```python
import duckdb
con = duckdb.connect("data/current/senate.duckdb", read_only=True)
con.sql("FROM v_questions").show()
questions = con.sql("FROM v_questions").df()  # pandas, with real dates
```

From R:

```r
con <- DBI::dbConnect(duckdb::duckdb(), "data/current/senate.duckdb", read_only = TRUE)
DBI::dbGetQuery(con, "FROM v_questions")
```

From the DuckDB shell:

```sh
duckdb -readonly data/current/senate.duckdb
FROM v_questions;
```

From this project (without a query, `sql` opens a prompt that completes names with Tab):

```
senate-questions sql "FROM v_questions" --format csv
```

The formats are `table`, `vertical`, `csv`, `json` and `markdown`. A table shows as many columns as fit, and
says how many there are; up to five rows that do not fit are printed with one value per line, as `vertical`
does with any number of rows. `.tables` lists what there is (`.tables minister`: only such names), and
`.schema v_questions` explains the columns of a table or view. Standard input works too, with several
statements and dot commands:

```
printf '.schema governments\\nFROM governments LIMIT 2; FROM parties LIMIT 2;' | senate-questions sql
```

A query run by `sql` can use only the release: it
cannot read or write other files, use the network, load extensions, or change any DuckDB setting except
`TimeZone`, `threads` and `memory_limit`. So you can safely run a query that somebody sent you.
`--allow-files` lifts these limits, for example to join a CSV file of your own or to `COPY` rows into one;
the release itself stays read-only.

You can also read the Parquet files without the DuckDB file:

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
