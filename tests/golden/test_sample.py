"""The sample's release holds exactly the rows that are kept beside this test.

When a change of them is meant, `make golden` writes them again; read the difference before you keep it.
"""

import difflib

import pytest

from tests.golden.rows import FOLDER, GOLDEN_TABLES, golden_files, golden_text
from tests.support.each_case import each_case

MOST_LINES = 40
WIDTH = 300


def difference(expected: str, got: str) -> str:
    lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=0)
    return "\n".join(line[:WIDTH] for line in list(lines)[:MOST_LINES])


EMPTY_IN_THE_SAMPLE = {"gaps", "legislatures", "office_holders"}
"""The sample is no part of a legislature; tests/flows has releases with gaps."""


@pytest.mark.parametrize("table", GOLDEN_TABLES)
def test_the_sample_gives_the_rows_that_are_kept(sample_data, table):
    expected = (FOLDER / f"{table}.jsonl").read_text("utf-8")
    got = golden_text(sample_data / "current", table)
    if got != expected:
        pytest.fail(
            f"{table} differs; `make golden` writes it again\n{difference(expected, got)}", pytrace=False
        )


def test_there_is_one_file_a_table_and_no_other(sample_data):
    assert {path.name for path in FOLDER.iterdir()} == set(golden_files(sample_data / "current"))


@each_case("table", sorted({*GOLDEN_TABLES} - EMPTY_IN_THE_SAMPLE))
def test_no_expected_table_is_empty(table):
    assert (FOLDER / f"{table}.jsonl").read_text("utf-8").count("\n") > 1
