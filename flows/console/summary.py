"""The table at the end of a run: figures of the release, how to look at it, and three queries to try."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from schemas.codes import LANGUAGES, STATUSES, RunOutcome
from tasks.release.published.manifest import notice_of
from tasks.release.query import fetch_rows, open_release, reading

_FIGURES: dict[str, str] = {
    "questions": "SELECT count(*) FROM questions",
    **{status: f"SELECT count(*) FROM questions WHERE status = '{status}'" for status in STATUSES},
    "repairs": "SELECT count(*) FROM repairs",
    "pages read": "SELECT count(*) FROM pages WHERE outcome = 'read'",
    "quarantined pages": "SELECT count(*) FROM pages WHERE outcome = 'quarantined'",
    "issues": "SELECT count(*) FROM issues",
}
COUNTS_OF_HOUSES = f"""SELECT house, count(*) AS questions,
    {", ".join(f"count(*) FILTER (status = '{one}') AS {one}" for one in STATUSES)}
FROM questions GROUP BY house ORDER BY house DESC"""
OF_HOUSE = "{house}: {questions:,} questions, " + ", ".join(f"{{{one}:,}} {one}" for one in STATUSES)
_LANGUAGE = "SELECT count(*) FROM questions WHERE original_language = ?"

EXAMPLE_QUERIES = (
    """SELECT house, party, count(*) AS asked, median(counted_days) AS median_days FROM v_questions
    GROUP BY house, party ORDER BY house DESC, asked DESC, party""",
    """SELECT rule, before, after, count(*) AS times FROM repairs
    GROUP BY ALL ORDER BY times DESC LIMIT 10""",
    """SELECT question_id, status, status_reason, seen_on, title_nl FROM questions
    WHERE status <> 'answered' ORDER BY asked_on""",
)
"""Queries that show what the tables are good for; they run on the bundled sample."""


def summarise(release: Path, outcome: RunOutcome) -> dict[str, Any]:
    """The figures of a release, with the outcome of the run, and the notice on a sample."""
    with reading(release), open_release(release) as connection:
        figures = {name: connection.execute(query).fetchall()[0][0] for name, query in _FIGURES.items()}
        spoken = {code: connection.execute(_LANGUAGE, [code]).fetchall()[0][0] for code in LANGUAGES}
        about = {"languages": spoken, "houses": fetch_rows(connection, COUNTS_OF_HOUSES)}
    return {"outcome": outcome, "release": str(release), "notice": notice_of(release), **about, **figures}


def print_summary(summary: dict[str, Any], started: Callable[[str], str]) -> None:
    """Print the figures, where the release is, how to look at it, and three queries to try.

    `made_anew` of the summary has a sentence for each component that was remade; `started` gives the words
    that start a command on the same data.
    """
    console = Console(highlight=False)
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name in _FIGURES:
        table.add_row(name, f"{summary[name]:,}")
    spoken = ", ".join(f"{code} {count}" for code, count in summary["languages"].items())
    table.add_row("asked in", spoken)
    console.print(f"Release {summary['outcome']}\n")
    for sentence in summary["made_anew"]:
        console.print(sentence, soft_wrap=True, markup=False)
    if summary["made_anew"]:
        console.print()
    console.print(table)
    if len(summary["houses"]) > 1:
        console.print("", *map(OF_HOUSE.format_map, summary["houses"]), sep="\n", soft_wrap=True)
    if summary["notice"]:
        console.print(f"\n{summary['notice']}", soft_wrap=True)
    console.print(f"\nIn {summary['release']}\n", soft_wrap=True)
    console.print("To see its charts and questions in the browser:")
    console.print(f"  {started('explore')}\n", soft_wrap=True, markup=False)
    console.print("Try:")
    for query in EXAMPLE_QUERIES:
        console.print(f'  {started("sql")} "{" ".join(query.split())}"', soft_wrap=True, markup=False)
