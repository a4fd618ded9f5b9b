"""The state of the questions of a release, for the plan of what to fetch."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from schemas.codes import Language
from schemas.question_number import QuestionNumber, question_number
from schemas.sample import is_sample
from schemas.vocabulary.houses import house_of
from tasks.assemble import is_placeholder
from tasks.fetch.plan import QuestionState, StoredState, address_states
from tasks.raw import LogEntry
from tasks.release.published.manifest import read_manifest
from tasks.release.query import open_release, reading

_QUESTIONS = """SELECT legislature, number, question_id, status, asked_on,
    coalesce(answered_on, requalified_on), coalesce(has_page, true)
    FROM questions LEFT JOIN (SELECT question_id, max(event_on) AS requalified_on FROM events
      WHERE event = 'requalified' GROUP BY ALL) USING (question_id)
    LEFT JOIN (SELECT question_id, bool_or(variant <> 'bulletin') AS has_page FROM pages GROUP BY ALL)
    USING (question_id)"""
_ANSWERS = """SELECT question_id, language, CASE WHEN length(text) < 200 THEN text END
    FROM texts WHERE part = 'answer'"""
_NAMED = "SELECT DISTINCT target_id FROM links WHERE target_kind = 'written_question'"


def stored_state(entries: Iterable[LogEntry], release: Path | None, now: datetime) -> StoredState:
    """Everything that the plan needs to know at a moment."""
    questions, named = known_questions(release)
    return StoredState(now, questions, address_states(entries, now), named)


def known_questions(
    release: Path | None,
) -> tuple[dict[QuestionNumber, QuestionState], frozenset[QuestionNumber]]:
    """The state of every question of a release, and the written questions that they name.

    Only of houses with a page for each question: others are never asked for one.
    Both are empty without a release, and for a release of the bundled sample alone.
    """
    manifest = read_manifest(release) if release else None
    if release is None or manifest is None or is_sample(manifest.get("sources", ())):
        return {}, frozenset()
    with reading(release), open_release(release) as connection:
        questions = connection.execute(_QUESTIONS).fetchall()
        answers = connection.execute(_ANSWERS).fetchall()
        named = connection.execute(_NAMED).fetchall()
    languages: dict[str, set[Language]] = defaultdict(set)
    for question_id, language, short in answers:
        if short is None or not is_placeholder((short,)):
            languages[question_id].add(language)
    states = {
        QuestionNumber(legislature, number): QuestionState(
            status, asked_on, settled_on, frozenset(languages[question_id]), has_page
        )
        for legislature, number, question_id, status, asked_on, settled_on, has_page in questions
        if house_of(legislature).has_pages
    }
    numbers = (question_number(target) for (target,) in named)
    return states, frozenset(number for number in numbers if house_of(number.legislature).has_pages)
