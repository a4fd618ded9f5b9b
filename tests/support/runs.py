"""What the tests of whole runs share: pages of one's own, and looking at what a release holds."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from schemas.tables import TABLES
from tests.support.data_folder import files_of
from tests.support.reading import INVENTED, SIMPLE
from tests.support.render import Form, QuestionFacts, render
from tests.support.render.sample import SEED, SEED_ADDRESS

REPRODUCIBLE = tuple(table.name for table in TABLES if table.reproducible)
OF_THE_SOURCE = ("source", "origin", "evidence", "fetched_at", "first_seen", "answer_seen", "last_changed")
"""Columns that tell where and when a page came, and nothing of what it says."""


def numbered(number: int, facts: QuestionFacts = SIMPLE) -> QuestionFacts:
    """The same question under another number."""
    return replace(facts, number=number)


def seed_with_address() -> bytes:
    """The seed page with its address in its first line."""
    return f"URL: {SEED_ADDRESS}\n\n".encode() + SEED.read_bytes()


def page_files(facts: Iterable[QuestionFacts], form: Form | None = None) -> dict[str, bytes]:
    """The Dutch and the French main page of each question as files with sidecars."""
    files = {}
    for item in facts:
        for language in ("nl", "fr"):
            name = f"{item.question_id}-{language}{(form or Form()).suffix}"
            files[name] = render(item, "main", language, form)
            files[f"{name}.url"] = f"{item.address('main', language)}\n".encode()
    return files


def many_questions(count: int) -> list[QuestionFacts]:
    """That many questions, with the bodies of the invented ones in turn."""
    bodies = list(INVENTED.values())
    return [numbered(50000 + at, bodies[at % len(bodies)]) for at in range(count)]


def rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on the current release."""
    with duckdb.connect(str(data / "current/senate.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def parquet_files(data: Path) -> dict[str, str]:
    """The hash of each Parquet file that depends on pages and code alone."""
    files = files_of(data / "current")
    return {name: files[f"{name}.parquet"] for name in REPRODUCIBLE}


def tables_without(data: Path, columns: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of all reproducible tables without some columns, each of which is in some table."""
    found = {name: pq.read_table(data / f"current/{name}.parquet").to_pylist() for name in REPRODUCIBLE}
    left_out = set(columns)
    assert left_out <= {name for rows in found.values() for row in rows[:1] for name in row}
    return {
        table: [{name: value for name, value in row.items() if name not in left_out} for row in rows]
        for table, rows in found.items()
    }


def release_faults(release: Path) -> list[Any]:
    """What the product's own verification, in a fresh process, finds wrong with a release."""
    words = [sys.executable, "-m", "tasks.release.checks.verify", str(release)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)["faults"]
