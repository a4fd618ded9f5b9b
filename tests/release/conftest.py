"""What the tests of views share."""

import duckdb
import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.marts import statements, views
from schemas.tables import TABLES
from tasks.tables.vocabulary_rows import vocabulary_tables
from tests.release.mart_rows import complete_row


@pytest.fixture
def world():
    """Return a function that makes a database of the rows of some tables, with all views."""
    connection = duckdb.connect(config={"threads": 1})
    known = vocabulary_tables()
    written = [line for view in views() for line in statements(view) if not line.startswith("COMMENT")]

    def made(**tables):
        for table in TABLES:
            rows = [complete_row(table, row) for row in tables.get(table.name, ())]
            held = pa.Table.from_pylist(rows, schema=arrow_schema(table))
            held = held if table.name in tables else known.get(table.name, held)
            connection.execute(f'CREATE TABLE "{table.name}" AS FROM held')
        for line in written:
            connection.execute(line)
        return lambda query: connection.execute(query).fetchall()

    yield made
    connection.close()
