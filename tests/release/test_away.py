"""DuckDB 1.5 with httpfs reads a release over HTTP by its `attach.sql`."""

import duckdb
import pytest

from schemas.examples import examples
from tests.support.away import ONE_QUESTION, away, engine, shown

pytestmark = pytest.mark.long


def test_queries_from_afar_answer_as_the_database_does_without_a_download(sample_data, tmp_path):
    release = (sample_data / "current").resolve()
    path = release / "senate.duckdb"
    with away(release, engine(tmp_path / "engine")) as ask, duckdb.connect(path, read_only=True) as stored:
        for query in [
            *(example.query for example in examples()),
            f"SELECT * EXCLUDE first_seen {ONE_QUESTION}",
        ]:
            expected = [[str(cell) for cell in row] for row in stored.execute(query).fetchall()]
            answer = ask(query)
            assert answer.rows == expected, query
            assert answer.sent < 300_000, shown(answer, path)
