"""The tables of a release, from independent parts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codes import Language
from schemas.records import Row, Tables
from schemas.tables import ANSWER_LIKENESS, STATUS_HISTORY, TABLES, table
from tasks.assemble import depends_on_day, is_placeholder, last_status, settle
from tasks.link.actors.holders import Sighting, holder_sightings
from tasks.link.actors.ministers import terms_for
from tasks.link.actors.offices import NamedOffice
from tasks.link.actors.tables import add_actors, named_offices, with_identifiers
from tasks.link.gaps import gap_tables
from tasks.link.same.answers import Likeness, compared_answers
from tasks.link.same.groups import of_documents, question_groups
from tasks.link.same.near import Compared, comparable
from tasks.link.same.shingles import Fingerprint, Fingerprints, fingerprint_of
from tasks.link.split_cells import split_cells
from tasks.link.subjects import subject_issues
from tasks.tables.arrow_tables import (
    ArrowTables,
    arrow_table,
    by_key,
    of_kind,
    to_rows,
    together,
    with_sightings,
)
from tasks.tables.inputs import Inputs
from tasks.tables.rows import (
    in_key_order,
    once_for_each_text,
    ordered_tables,
    reference_issues,
    withdrawn_issues,
)
from tasks.tables.vocabulary_rows import vocabulary_tables

_AS_ROWS = ("questions", "links", "keywords", "issues")
"""Tables that are read and changed row by row; the others stay in Arrow."""
_OF_PAGE = "page_id question_id url source evidence variant outcome reason is_whole seen_at".split()
"""What linking needs to know of pages."""
_LOOKED_AT = ("links", "pages", "texts")
"""Those that are only read, and texts; keywords hardly ever change."""
_OF_PAGES = ("pages", "repairs")
"""Tables whose parts do not follow each other in key order."""
_FINGERPRINT_TYPES: dict[str, pa.DataType] = {
    "question_id": pa.string(),
    "language": pa.string(),
    "digest": pa.binary(),
    "words": pa.int32(),
    "packed": pa.binary(),
}


class Part(NamedTuple):
    """Rows of some questions and their pages.

    `fingerprints` has question_id, language and the fields of a `Fingerprint` for each question's text.
    """

    tables: ArrowTables  # the rows, in the order of their keys; without tables that have none
    sightings: tuple[Sighting, ...]  # where a person is named beside an office
    fingerprints: pa.Table


def part_of(tables: Tables) -> Part:
    """Rows as a part; questions with joint rows are in the order of questions."""
    ordered = in_key_order(tables)
    texts = {(row["question_id"], row["language"], row["part"]): row["text"] for row in ordered["texts"]}
    sightings = tuple(holder_sightings(ordered["mentions"], texts))
    rows = {name: arrow_table(table(name), found) for name, found in ordered.items() if found}
    return Part(rows, sightings, fingerprint_table(ordered["texts"]))


def fingerprint_table(texts: Iterable[Row]) -> pa.Table:
    """The fingerprints of the texts of questions, as `Part` has them."""
    rows = [
        {
            "question_id": row["question_id"],
            "language": row["language"],
            **fingerprint_of(row["text"])._asdict(),
        }
        for row in texts
        if row["part"] == "question"
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema(_FINGERPRINT_TYPES))


def fingerprints_of(parts: Iterable[Part]) -> Fingerprints:
    """The fingerprints of questions' texts."""
    found: dict[str, dict[Language, Fingerprint]] = defaultdict(dict)
    for row in pa.concat_tables([part.fingerprints for part in parts]).to_pylist():
        found[row["question_id"]][row["language"]] = Fingerprint(*(row[name] for name in Fingerprint._fields))
    return found


def release_tables(
    parts: Sequence[Part], known: Compared, inputs: Inputs, runs: Iterable[Row]
) -> dict[str, pa.Table]:
    """All tables of a release, each in the order of its key.

    `parts` are in the order of their questions, and no question is in two of them; `runs` are rows of that
    table.
    """
    found = together([part.tables for part in parts])
    found["pages"] = with_sightings(found["pages"], inputs.captures)
    rows = to_rows(found, _AS_ROWS)
    rows["pages"] = found["pages"].select(_OF_PAGE).to_pylist()
    questions = of_kind(found["texts"], "part", "question")
    # All texts as rows would take most of the memory.
    among = pc.is_in(questions["question_id"], pa.array(comparable(known), pa.string()))
    rows["texts"] = questions.filter(among).to_pylist()
    found["status_history"] = _settled(rows, found["status_history"])
    rows["issues"] = once_for_each_text(rows["issues"])
    rows["issues"] += reference_issues(rows)
    rows["issues"] += withdrawn_issues(rows, inputs.attempts)
    sightings = [seen for part in parts for seen in part.sightings]
    as_printed = rows["keywords"]
    link_questions(rows, sightings, named_offices(found["mentions"]), known)
    rows |= gap_tables(rows, inputs.attempts)
    rows["runs"] = list(runs)
    same = _LOOKED_AT if rows["keywords"] is not as_printed else (*_LOOKED_AT, "keywords")
    found |= vocabulary_tables(terms_for(rows["questions"]))
    found["mentions"] = with_identifiers(found["mentions"], rows["members"])
    found |= {name: by_key(found[name], name) for name in _OF_PAGES}
    found |= ordered_tables({name: there for name, there in rows.items() if name not in same})
    return {one.name: found[one.name] for one in TABLES}


def _settled(rows: Tables, history: pa.Table) -> pa.Table:
    """`status_history` with what follows from when pages were last seen; so does what is in `rows`."""
    undecided = [row for row in rows["questions"] if depends_on_day(row)]
    settle(rows["questions"], rows["pages"])
    ends = arrow_table(STATUS_HISTORY, [row for row in map(last_status, undecided) if row])
    history = pa.concat_tables([history, ends])
    ids = pa.array([row["question_id"] for row in rows["questions"]], pa.string())
    places = pc.index_in(history["question_id"], ids)
    order = pa.table({"question": places, "position": history["position"]})
    by_question = pc.sort_indices(order, [("question", "ascending"), ("position", "ascending")])
    return history.take(by_question)


def with_answers_compared(
    tables: ArrowTables, known: Likeness | None = None
) -> tuple[dict[str, pa.Table], Likeness]:
    """All tables of a release with the similarity of answers, and what was found per pair."""
    ids, groups = (tables["questions"][name].to_pylist() for name in ("question_id", "group_id"))
    group_of = {str(question): str(group) for question, group in zip(ids, groups, strict=True)}
    sizes = Counter(group_of.values())
    shared = pa.array([question for question, group in group_of.items() if sizes[group] > 1], pa.string())
    answers = of_kind(tables["texts"], "part", "answer")
    there = pc.and_not(pc.is_in(answers["question_id"], shared), answers["is_cut"])
    rows = answers.filter(there).to_pylist()
    compared = compared_answers((row for row in rows if not is_placeholder([row["text"]])), group_of, known)
    return {**tables, **ordered_tables({ANSWER_LIKENESS.name: compared.rows})}, compared.found


def link_questions(
    tables: Tables, sightings: Iterable[Sighting], named: Iterable[NamedOffice], known: Compared
) -> None:
    """Fill in the links between questions, persons, parties and offices.

    `tables` has the rows of questions, links, keywords, pages and issues, and of questions' texts. Rows of
    `questions` get their identifiers; the tables of actors get their rows.
    """
    add_actors(tables, sightings, named)
    groups = question_groups(tables["texts"], tables["links"], tables["questions"], known)
    for row in tables["questions"]:
        row["group_id"], row["group_reason"], row["group_size"] = groups[row["question_id"]]
    tables["keywords"], tables["issues"] = split_cells(tables["keywords"], tables["pages"], tables["issues"])
    tables["issues"] += of_documents(tables["questions"], known.fingerprints)[1]
    tables["issues"] += subject_issues(tables["questions"], tables["keywords"])
