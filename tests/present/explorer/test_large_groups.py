"""Questions of one text are many: pages list some of them, and what is built grows with their number only."""

from dataclasses import replace

import pytest

from schemas.ddl import quoted
from tasks.present.explorer.chunks import QUESTIONS_A_SHARD, question_shards, unpack, write_shards
from tasks.present.explorer.queries import make_view
from tasks.release.engine import bounded
from tasks.release.published.manifest import DUCKDB_FILE
from tests.support.releases import QUESTION, built, to_arrow, world


@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=pytest.mark.long)])
def test_a_page_lists_the_first_fifty_of_a_group_and_its_own_question(count, tmp_path):
    texts = {key: (*text, "Zij vragen het ook. " * 100) for key, text in QUESTION.texts.items()}
    of_group = [
        replace(QUESTION, question_id=f"5-{number}", number=number, links=(), texts=texts)
        for number in range(80_000, 80_000 + count)
    ]
    folder = built(tmp_path / "release", to_arrow(world(*of_group)))
    with bounded(tmp_path) as connection:
        connection.execute(f"ATTACH {quoted(str(folder / DUCKDB_FILE))} AS release (READ_ONLY); USE release")
        make_view(connection, "sentences")
        connection.execute("CREATE TEMP TABLE touched AS SELECT question_id FROM questions")
        write_shards(connection, tmp_path / "shards", None, QUESTIONS_A_SHARD, question_shards)
    last = unpack(tmp_path / f"shards/5-{80_000 + count - QUESTIONS_A_SHARD}.json.gz")[f"5-{79_999 + count}"]
    listed = [f"5-{number}" for number in (*range(80_000, 80_050), 79_999 + count)]
    assert [one["id"] for one in last["group"]] == listed
    assert last["group_size"] == count
