"""What a night brought, as a page of Markdown and as rows, for those who look at the engine's pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tasks.release.change_log import NEW_ANSWERS, NEW_QUESTIONS
from tasks.release.manifest import read_manifest
from tasks.release.markdown import section, shown
from tasks.release.query import open_release

_LISTS = {
    "New questions": (
        ("question", "author", "title"),
        NEW_QUESTIONS,
    ),
    "New answers": (
        ("question", "answered on", "title"),
        NEW_ANSWERS,
    ),
    "Repairs of new pages, by rule": (
        ("rule", "letters"),
        """SELECT rule, count(*) FROM changes c JOIN repairs r ON r.page_id = c.key[1]
        WHERE c.table_name = 'pages' AND c.change = 'added' GROUP BY rule ORDER BY count(*) DESC, rule""",
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
        lines += ["", f"- {shown(problem)}"]
    with open_release(release) as connection:
        for title, (head, query) in _LISTS.items():
            lines += section(title, head, connection.execute(query).fetchall())
    return "\n".join(lines) + "\n"


def counts_beside(now: Mapping[str, int], before: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row for each table: how many rows it has, how many it had, and the difference."""
    return [
        {"table": name, "rows": count, "before": before.get(name, 0), "more": count - before.get(name, 0)}
        for name, count in now.items()
    ]
