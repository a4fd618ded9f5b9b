"""What an assistant may ask of a release: the public methods of Tools, whose docstrings it reads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from reprlib import repr as shortened
from typing import Annotated, Any, Literal, NamedTuple, get_args

import duckdb
from pydantic import ConfigDict, Field, TypeAdapter

from schemas.codes import HouseCode, Language
from schemas.licences import sources_of
from schemas.question_number import typed_number
from schemas.vocabulary.houses import houses_of
from schemas.vocabulary.site_labels import site_labels
from tasks.common.errors import UsageError
from tasks.present.assistant.catalogue import PERSONAL_TABLES, opened
from tasks.present.explorer.queries import make_view
from tasks.present.explorer.static_pages import of_copy
from tasks.present.search import parse_query, search
from tasks.release.published.manifest import notice_of, read_manifest
from tasks.release.query import VALUES, fetch_rows, has_value, reading

_ANYTHING = TypeAdapter[Any](Any, config=ConfigDict(ser_json_inf_nan="null", ser_json_bytes="base64"))
_json = partial(_ANYTHING.dump_json, fallback=str)
_LETTERS = 200_000  # of the JSON of a query's rows; those behind are left out
_FIGURES = "figures"
_MOST_NAMES, _MOST_PASSAGES = 20, 3
_MOST_OF_QUERY, _MOST_OF_ERROR = 100_000, 1_000  # letters: a query writes its own errors
_WRITES = '"type":"[A-Z]+_QUERY_NODE"'
_TELL = "duckdb_databases duckdb_settings pg_settings pragma_database_list current_setting"
"""They tell where files are, which a query could spell in other ways; what runs a text of SQL hides them."""
_HIDES = f"{_TELL} query query_table json_execute_serialized_sql"
_TELLS = rf'(?i)"(?:function|table)_name":"(?:{_HIDES.replace(" ", "|")})"'
_HAS = "SELECT regexp_matches(s, $2), regexp_matches(s, $3) FROM (SELECT json_serialize_sql($1::VARCHAR) s)"
_LONG_WORD = re.compile(r"(\S{80})\S{20,}")
_YEAR = re.compile("[0-9]{4}")
_Identifier = Literal["party_id", "member_id", "minister_id", "office_id", "topic", "house"]
_Filter = Literal[_Identifier, "term", "legislature", "first_year", "last_year"]
_FILTERS = get_args(_Filter)
_Words = Annotated[str, Field(description='All must occur, in any form. drone* · -excluded · "exact phrase"')]
_Both = Annotated[Language | None, Field(description="Only this language; both if null.")]
_House = Annotated[HouseCode | None, Field(description="Only this house; all if null.")]
_Name = Annotated[str, Field(description="A name, words of one, or an identifier that a tool gave.")]
_Number = Annotated[str, Field(description="Legislature and number: 5-8900 (Senate), 56-316583 (Chamber).")]
_Letters = Annotated[int, Field(ge=100, le=_LETTERS, description="Most letters of each text.")]
_Few = Annotated[int, Field(ge=1, le=50)]
_Rows = Annotated[int, Field(ge=1, le=1000, description="Most rows.")]
_By = Literal["party", "member", "minister", "year", "topic"]
_Only = Annotated[dict[_Filter, str | int] | None, Field(description="Count these alone.")]
_Query = Annotated[str, Field(description="One SELECT (or FROM, WITH, DESCRIBE, SHOW).")]
_ASKED = "Also mentions of e-mail addresses, telephones, persons without identifier. Only if the user asks."
_Personal = Annotated[bool, Field(description=_ASKED)]


class _Opened(NamedTuple):
    """A release that is open for one answer."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    def rows(self, name: str, /, **values: object) -> list[dict[str, Any]]:
        """The rows of the query in a file of `sql/`."""
        text = (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8")
        return fetch_rows(self.connection, text, values)

    def answer(self, content: Mapping[str, object], questions: Sequence[str] = ()) -> str:
        """An answer as JSON, with the release, its sources and what is unsure about questions."""
        named = list(dict.fromkeys(questions))
        cited = [_with_doubts(row) for row in self.rows("cited", questions=named)]
        left = f"{len(named) - len(cited)} questions are not in the release, or come after the first 100."
        unsure = [left] if len(cited) < len(named) else []
        about = {"version": self.folder.name, "notice": notice_of(self.folder), **self.rows("release")[0]}
        counted = {"query": "v_questions", **content}
        held = houses_of((read_manifest(self.folder) or {}).get("coverage", ()))
        source = ", ".join(one.address for one in sources_of(held) if one.house)
        whole = {"release": about, "source": source, **counted, "questions": cited, "unsure": unsure}
        return _json(whole).decode()


def _with_doubts(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a question with what its status means among the sentences of `unsure`."""
    labels, day = site_labels()["en"], row["seen_on"] or "an unknown day"
    said = of_copy(labels.get(row.pop("status_is"), ""), row, labels, day)
    copy = "" if str(day) in said else f" Newest copy: {day}."
    del row["requalified_as"]
    return {**row, "unsure": [*([f"{said}{copy}"] if said else []), *row["unsure"]]}


def _with_shares(row: dict[str, Any]) -> dict[str, Any]:
    """A row of figures with its shares, each with its numerator and denominator."""
    known = row["questions"] - row["requalified"] - row["unknown"]
    parts = {
        "answered": (row["answered"], known),
        "ministers_late": (row.pop("late"), row.pop("with_deadline")),
    }
    return row | {
        f"share_{name}": {"share": round(part / of, 4) if of else None, "numerator": part, "denominator": of}
        for name, (part, of) in parts.items()
    }


class Tools:
    """The tools of an assistant, on the folder of a release and the DuckDB file to read."""

    def __init__(self, release: Path, database: Path) -> None:
        self._release = release
        self._database = database

    def search_questions(
        self, words: _Words, language: _Both = None, house: _House = None, limit: _Few = 10
    ) -> str:
        """Find questions by words of titles, texts, names or numbers; `nowhere` has words that none has."""
        with self._opened() as release:
            wanted = parse_query(words)
            found = search(release.folder, wanted, language, limit, house)
            passages = {
                str(hit.question["question_id"]): [asdict(one) for one in hit.passages[:_MOST_PASSAGES]]
                for hit in found.hits
            }
            only = {"words": [*map(str, wanted)], "language": language, "house": house}
            counted = {"by": "question", "only": only}
            content = {"counted": counted, "total": found.total, "houses": found.houses}
            content |= {"passages": passages, "topics": found.topics}
            content["nowhere"] = {term.text: near for term, near in found.nowhere}
            return release.answer(content, list(passages))

    def get_question(
        self, number: _Number, language: _Both = None, letters: _Letters = 20_000, personal: _Personal = False
    ) -> str:
        """Show a question: facts, texts, each sub-question beside its answer, events, links, doubts."""
        try:
            number = typed_number(number)
        except ValueError as error:
            raise UsageError(str(error)) from error
        with self._opened() as release:
            found = release.rows("question", question=number, language=language, longest=letters)
            if not found:
                why = release.rows("gap", question=number) or [{"reason": "It may exist all the same."}]
                raise UsageError(f"The release has no question {number}. {why[0]['reason']}")
            others = [*(found[0]["links"] or ()), *(found[0]["same_text"] or ())]
            content = {"personal": personal, "question": found[0]}
            return release.answer(content, [number, *(one["question_id"] for one in others)])

    def get_member(self, name: _Name) -> str:
        """Show a member: house, parties, counts and shares with their bases, by year, and what is open."""
        return self._actor("member", name)

    def get_minister(self, name: _Name, house: _House = None) -> str:
        """Show a minister: terms, counts and shares per house with bases, by year, and what is open."""
        return self._actor("minister", name, house)

    def get_topic(self, name: _Name, house: _House = None) -> str:
        """Show a topic: names, counts and shares per house with bases, by year, and what is open."""
        return self._actor("topic", name, house)

    def _actor(self, kind: str, name: str, house: HouseCode | None = None) -> str:
        if not name.strip():
            raise UsageError("Give a name, words of one, or an identifier.")
        with self._opened() as release:
            found = release.rows("match", kind=kind, name=name)
            if not found:
                raise UsageError(f"No {kind} of this release has a name like {shortened(name)}.")
            if len(found) > 1:
                return release.answer({"found": len(found), "ask_again_with_one": found[:_MOST_NAMES]})
            [one] = found
            only = {"topic" if kind == "topic" else f"{kind}_id": one["id"]}
            only |= {"house": house} if house else {}
            of = {"kind": kind, "id": one["id"], "house": house}
            rows = [_with_shares(row) for row in release.rows("figures", **of)]
            counts = {"query": _FIGURES, "all": [row for row in rows if not row["id"]]}
            counts["year"] = [row for row in rows if row["id"]]
            waiting = [row["question_id"] for row in release.rows("open", **of)]
            about = {kind: release.rows(kind, id=one["id"])[0], "counted": {"by": "year", "only": only}}
            return release.answer({**about, **counts, "longest_open": waiting}, waiting)

    def statistics(self, by: _By, only: _Only = None, limit: _Rows = 50) -> str:
        """Count questions, answers, median days (of `answers_with_days`), late; each share with its base.

        `query` is the view they are counted from. A minister's days and lateness are those of a term; what is
        `…_left_out` fell outside it. `announced` are no answers. Each row is of one `house`, also in `all`,
        which counts each question once; one with several topics counts for each. A row without an id: it is
        not known. Late: of those with a printed deadline of which it is known; legislature 5 has none.
        """
        filters = dict.fromkeys(_FILTERS) | (only or {})
        with self._opened() as release:
            for name, value in (only or {}).items():
                if name not in VALUES and not _YEAR.fullmatch(str(value)):
                    raise UsageError(f"{name} is a year of four digits.")
                if name in VALUES and not has_value(release.connection, name, value):
                    where = f"Find one by run_sql: FROM {VALUES[name]}"
                    raise UsageError(f"The release has no {name} {shortened(str(value))}. {where}")
            found = (release.rows("statistics", by=one, **filters) for one in ("all", by))
            total, rows = (list(map(_with_shares, some)) for some in found)
            source = {"query": "v_questions" if only or by == "year" else _FIGURES}
            about = {"counted": {"by": by, "only": only or {}}, **source}
            return release.answer({**about, "all": total, "found": len(rows), by: rows[:limit]})

    def run_sql(self, query: _Query, limit: _Rows = 100, personal: _Personal = False) -> str:
        """Run a query of DuckDB on the release; with question_id among its columns, doubts are given too."""
        if len(query) > _MOST_OF_QUERY:
            raise UsageError(f"A query has at most {_MOST_OF_QUERY:,} letters.")
        with self._opened() as release:
            columns, found = _queried(release.connection, query, limit + 1, personal=personal)
            names, *sizes = accumulate(len(_json(row)) for row in (columns, *found))
            if names > _LETTERS:
                raise UsageError("The names of its columns are too long.")
            kept = [row for row, size in zip(found, sizes, strict=True) if size <= _LETTERS][:limit]
            more = "There are more rows, or longer ones. Use WHERE, GROUP BY, or left(text, 1000)."
            left_out = more if len(kept) < len(found) else None
            said = {"query": query, "personal": personal}
            content = {**said, "columns": columns, "rows": kept, "left_out": left_out}
            place = columns.index("question_id") if "question_id" in columns else None
            named = [str(row[place]) for row in kept if place is not None and row[place] is not None]
            return release.answer(content, named)

    @contextmanager
    def _opened(self) -> Iterator[_Opened]:
        """Open the release; raises MemoryError where DuckDB has no more."""
        with reading(self._release), opened(self._database) as connection:
            make_view(connection, "sentences")
            try:
                yield _Opened(self._release, connection)
            except duckdb.OutOfMemoryException as error:
                raise MemoryError from error


def _short(error: duckdb.Error) -> str:
    return _LONG_WORD.sub(r"\1…", str(error))[:_MOST_OF_ERROR]


def _queried(
    connection: duckdb.DuckDBPyConnection, query: str, most: int, *, personal: bool
) -> tuple[list[str], list[Any]]:
    """The columns and the first rows of a query; raises UsageError unless it is one that only reads."""
    try:
        kinds = [one.type for one in connection.extract_statements(query)]
        reads = kinds == [duckdb.StatementType.SELECT]
        has = connection.execute(_HAS, [query, _WRITES, _TELLS]).fetchone() if reads else None
        if has is None or has[0]:
            raise UsageError("Give one statement that reads: a release cannot be changed, nor settings.")
        if has[1]:
            raise UsageError(f"A query reads tables and views, without {_HIDES.replace(' ', ', ')}.")
        connection.execute(query)
        return [column[0] for column in connection.description or ()], connection.fetchmany(most)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.CatalogException as error:
        why = "" if personal else f" Only with personal: {', '.join(PERSONAL_TABLES)}."
        raise UsageError(f"{_short(error)}{why}") from error
    except duckdb.Error as error:
        raise UsageError(_short(error)) from error
