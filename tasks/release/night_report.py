"""What a night brought, as a page of Markdown and as rows, for those who look at the engine's pages."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tasks.release.manifest import read_manifest
from tasks.release.query import open_release

MOST_LISTED = 50
"""Rows of a list; the others are counted."""
_LISTS = {
    "New questions": (
        ("question", "author", "title"),
        """SELECT q.question_id, q.author, coalesce(q.title_nl, q.title_fr) FROM changes c
        JOIN questions q ON q.question_id = c.key
        WHERE c."table" = 'questions' AND c.change = 'added' ORDER BY legislature, number""",
    ),
    "New answers": (
        ("question", "answered on", "title"),
        """SELECT q.question_id, q.answered_on, coalesce(q.title_nl, q.title_fr) FROM changes c
        JOIN questions q ON q.question_id = c.key
        WHERE c."table" = 'questions' AND c."column" = 'status' AND c.after = 'answered'
        ORDER BY legislature, number""",
    ),
    "Repairs of new pages, by rule": (
        ("rule", "letters"),
        """SELECT rule, count(*) FROM changes c JOIN repairs r ON r.page_id = c.key
        WHERE c."table" = 'pages' AND c.change = 'added' GROUP BY rule ORDER BY count(*) DESC, rule""",
    ),
    "Quarantined pages": (
        ("page", "reason"),
        "SELECT origin, reason FROM pages WHERE outcome = 'quarantined' ORDER BY origin",
    ),
    "Gaps": (
        ("legislature", "kind", "numbers", "reason"),
        """SELECT legislature, kind, sum(numbers)::BIGINT, reason FROM gaps
        GROUP BY legislature, kind, reason ORDER BY legislature, sum(numbers) DESC, reason""",
    ),
}


def night_report(release: Path, problems: Sequence[str]) -> str:
    """The report on a release against the one before it, in Markdown.

    Args:
        release: Its folder.
        problems: Sentences on what could not be read or fetched.
    """
    manifest = read_manifest(release) or {}
    lines = [
        f"# Release {manifest.get('version')}",
        "",
        f"Before it: {manifest.get('previous') or 'none'}. All checks held.",
    ]
    for problem in problems:
        lines += ["", f"- {_shown(problem)}"]
    with open_release(release) as connection:
        for title, (head, query) in _LISTS.items():
            lines += _section(title, head, connection.execute(query).fetchall())
    return "\n".join(lines) + "\n"


def _section(title: str, head: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    yield from ("", f"## {title}: {len(rows):,}")
    if rows:
        yield from ("", _line(head), _line("---" for _ in head))
        yield from (_line(row) for row in rows[:MOST_LISTED])
    if len(rows) > MOST_LISTED:
        yield from ("", f"and {len(rows) - MOST_LISTED:,} more")


def _line(cells: Iterable[Any]) -> str:
    return f"| {' | '.join(_shown(cell) for cell in cells)} |"


def _shown(value: object) -> str:
    """A value that is data and nothing else: no markup, no end of a cell or line."""
    text = html.escape(" ".join(str("" if value is None else value).split()))
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]\\~#!" else sign for sign in text)


def counts_beside(now: Mapping[str, int], before: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row for each table: how many rows it has, how many it had, and the difference."""
    return [
        {"table": name, "rows": count, "before": before.get(name, 0), "more": count - before.get(name, 0)}
        for name, count in now.items()
    ]
