"""What a night brought, as Markdown and as rows, for the pages of the engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tasks.present.explorer.queries import query
from tasks.release.change_log import List, escaped, heading, news, section, without_comparison
from tasks.release.published.manifest import read_manifest
from tasks.release.query import open_release

_REPAIRS = {
    True: """SELECT rule, count(*) FROM changes c JOIN repairs r ON r.page_id = c.key[1]
        WHERE c.table_name = 'pages' AND c.change = 'added' GROUP BY rule ORDER BY count(*) DESC, rule""",
    False: "SELECT rule, count(*) FROM repairs GROUP BY rule ORDER BY count(*) DESC, rule",
}
"""By whether there is a release to compare with."""
_WITHDRAWN = """SELECT question_id, kind, detail FROM issues
WHERE kind IN ('answer_withdrawn', 'part_withdrawn', 'event_withdrawn', 'link_withdrawn') ORDER BY ALL"""
_PRESENT: tuple[List, ...] = (
    (
        "Quarantined pages",
        ("page", "reason"),
        "SELECT origin, reason FROM pages WHERE outcome = 'quarantined' ORDER BY origin",
    ),
    (
        "Gaps",
        ("legislature", "range", "numbers", "kind", "reason"),
        """SELECT legislature, if(numbers = 1, first_number::VARCHAR, first_number || '–' || last_number),
        numbers, kind, reason FROM gaps ORDER BY numbers DESC, legislature, first_number""",
    ),
    (
        "Reasons for gaps",
        ("legislature", "kind", "numbers", "reason"),
        """SELECT legislature, kind, sum(numbers)::BIGINT, reason FROM gaps
        GROUP BY legislature, kind, reason ORDER BY legislature, sum(numbers) DESC, reason""",
    ),
)
"""Lists of everything, new or not."""


def night_report(release: Path, problems: Sequence[str]) -> str:
    """The report on a release compared with the one before, in Markdown.

    `problems` are sentences on what could not be read or fetched.
    """
    manifest = read_manifest(release) or {}
    before = manifest["compared_with"]
    compared = f"Compared with {before}." if before else without_comparison(manifest)
    lines = [*heading(manifest), "", f"{compared} All checks passed."]
    for problem in problems:
        lines += ["", f"- {escaped(problem)}"]
    repairs = ("Repairs of new pages, by rule", ("rule", "letters"), _REPAIRS[bool(before)])
    unread = ("Unread letters", ("page", "letters", "first words"), query("unread"))
    with open_release(release) as connection:
        for title, head, asked in (*news(manifest), repairs, *_PRESENT, unread):
            lines += section(title, head, connection.execute(asked).fetchall())
    known = _withdrawn(release.parent / before) if before else []
    gone = [row for row in _withdrawn(release) if row not in known]
    lines += section("Withdrawn texts, events and references", ("question", "kind", "detail"), gone)
    return "\n".join(lines) + "\n"


def _withdrawn(release: Path) -> list[tuple[Any, ...]]:
    """What the site no longer shows, according to a release; nothing if it is no longer there."""
    if not release.exists():
        return []
    with open_release(release) as connection:
        return connection.execute(_WITHDRAWN).fetchall()


def counts_beside(now: Mapping[str, int], before: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row per table: its rows now, its rows before, and the difference."""
    return [
        {"table": name, "rows": count, "before": before.get(name, 0), "more": count - before.get(name, 0)}
        for name, count in now.items()
    ]
