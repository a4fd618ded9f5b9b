"""Words that a newer copy shows no more are in no file of the next release, nor in what changed."""

import gzip
import json
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from tests.support.command import output_of
from tests.support.data_folder import files_of
from tests.support.reading import SIMPLE
from tests.support.render import Both, Form, render
from tests.support.runs import rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

NAME = "Zeger Vermeirsteen"
KEPT = ("1) De dienst telt veertig personen.", "2) De kosten dalen.")
GONE = f"3) Volgens {NAME}, minister van Justitie, kost dat 47 euro."
LONG = replace(SIMPLE, number=95031, answer=Both((*KEPT, GONE), ("1) Quarante.",)))
SHORT = replace(LONG, answer=Both(KEPT, ("1) Quarante.",)))


def ingest(tmp_path, facts, day):
    page = render(facts, "main", "nl", Form("html", "tables"))
    sidecar = f"{facts.address('main', 'nl')}\n{day}T12:00:00+00:00\n".encode()
    folder = lay_out(tmp_path / "pages", {"page.html": page, "page.html.url": sidecar})
    shown = output_of("ingest", "--from", folder, "--json", "--data", tmp_path / "data")
    assert json.loads(shown)["outcome"] == "published"
    return (tmp_path / "data" / "current").resolve()


def words_of(release):
    """All that the files of a release say, apart from the DuckDB file, which holds the same rows."""
    for path in (release / name for name in files_of(release)):
        if path.suffix == ".parquet":
            yield str(pq.read_table(path).to_pylist())
        elif path.suffix != ".duckdb":
            content = path.read_bytes()
            yield (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")


def test_words_that_are_gone_are_in_no_file_of_the_next_release(tmp_path):
    data, first = tmp_path / "data", ingest(tmp_path, LONG, date(2016, 6, 1))
    assert any("Vermeirsteen" in words for words in words_of(first))
    second = ingest(tmp_path, SHORT, date(2016, 8, 1))
    assert not [words for words in words_of(second) if "ermeirsteen" in words]
    assert any("Vermeirsteen" in words for words in words_of(first)), "the earlier release keeps them"
    assert rows(data, "SELECT text FROM texts WHERE part = 'answer'") == [("\n\n".join(KEPT),)]
    before = "SELECT value_before FROM changes WHERE table_name = 'texts' AND column_name = 'text'"
    assert rows(data, before) == [("[…]",)]
