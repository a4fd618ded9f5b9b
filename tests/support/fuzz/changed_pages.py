"""Nights of a site that changed all pages in one way: each value is right, null, or told in the same run.

    python -m tests.support.fuzz.changed_pages SEED UNTIL [FIRST]

Tries night after night until that time and prints the shares; begins with the night FIRST. Ends with 1 when
values are wrong in silence more often than known_changes.tsv says.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, lru_cache
from itertools import count, takewhile
from math import exp, inf
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from schemas.codes import LIVE_SOURCE
from schemas.records import Capture
from tasks.pipeline.reading import rows_of
from tasks.read import read_capture
from tasks.release.checks.changed_site import changed_site
from tasks.tables.rows import merge
from tests.support.releases import RUN, built, whole
from tests.support.render import LANGUAGES, MARKUPS, Form, build_page, document
from tests.support.site import World

from .edits import BLOCK_EDITS, LINE_EDITS, dressed, edited

WORLD = World(seed=8900, already=246, gaps=0)
DAY = WORLD.first_day + timedelta(90)
NUMBERS = tuple(WORLD.numbers(WORLD.first_day))
HELD, NEW = NUMBERS[:210], NUMBERS[210:]
PAGES, MOST_EDITS, LEAST_RIGHT, CHANCE = 12, 3, 0.8, 10_000
KNOWN, OTHER = Path(__file__).with_name("known_changes.tsv"), "any\tother"
TABLES = ("questions", "keywords", "events", "links", "texts", "issues")
TEXT = "text|block|paragraph|answer|question|boilerplate"
FIELDS = {
    "author": ("author", "author"),
    "member_id": ("author", "author|member"),
    "party": ("author", "party|author"),
    "asked_on": ("author question_line", "asked|date|sent"),
    "original_language": ("question_line", "language"),
    "addressee": ("addressee", "addressee|office"),
    "office_id": ("addressee", "addressee|office"),
    "title": ("title", "title"),
    "keywords": ("keywords", "keyword|title"),
    "status": ("chronology chronology_heading answer_line answer", "status|answer|event|chronology"),
    "events": ("chronology chronology_heading", "event|date|chronology|deadline"),
    "deadline_on": ("chronology chronology_heading", "event|date|deadline"),
    "links": ("references", "link|reference"),
    "answered_on": ("answer_line", "answer|date|event"),
    "question": ("question_line question", TEXT),
    "answer": ("answer_line answer", TEXT),
}
"""The roles of a field's own line and label, and what an issue row or a sign that speaks of it names."""
OF_ANY_FIELD = "^second_question|^layout_|^letters_|^letters that no rule"


@dataclass(frozen=True)
class Night:
    """New questions whose pages have the same edits."""

    numbers: tuple[int, ...]
    variant: str = "main"
    form: Form = field(default_factory=Form)
    edits: tuple[tuple[str, int], ...] = ()

    def page(self, number: int):
        return edited(self.edits, build_page(WORLD.facts(number, DAY), self.variant, LANGUAGES[number % 2]))

    def rows(self):
        records = []
        for number in self.numbers:
            page, _ = self.page(number)
            content = dressed(document(page, self.form), html=self.form.kind == "html").encode()
            capture = Capture(str(number), "0" * 64, page.address, None, LIVE_SOURCE, page.address)
            records.append(read_capture(capture, content))
        return rows_of(records)


def make_night(seed: str, number: int) -> Night:
    chance = Random(f"{seed}/night {number}")
    markup, variant = chance.choice(("", "", *MARKUPS)), chance.choice(("main", "main", "main", "print"))
    names = (*BLOCK_EDITS, *BLOCK_EDITS, *LINE_EDITS)
    edits = [(chance.choice(names), chance.getrandbits(40)) for _ in range(chance.randint(1, MOST_EDITS))]
    form = Form("html", markup, "raw") if markup else Form()
    return Night(tuple(chance.sample(NEW, PAGES)), variant, form, tuple(edits))


@cache
def held():
    """The rows of what is held, and its release."""
    rows = Night(HELD).rows()
    return rows, built(Path(tempfile.mkdtemp()), whole(merge([rows]), runs=[RUN]), database=False)


@lru_cache(maxsize=8)
def run(night: Night):
    """The tables of a run that brings the pages of a night, and its signs of a changed site."""
    tables = whole(merge([held()[0], night.rows()]), runs=[RUN])
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        signs = [change.sentence for change in changed_site(connection, held()[1])]
    return {name: tables[name].to_pylist() for name in TABLES}, signs


def letters(value: Any) -> Any:
    """What stays the same when a page prints a value with other marks or in capitals."""
    return re.sub(r"[\W_]", "", value).casefold() if isinstance(value, str) else value


def values(night: Night, number: int) -> dict[str, Any]:
    """The values of a question after a run; lists where it has several rows."""
    own, tables = WORLD.facts(number, DAY).question_id, run(night)[0]
    mine = {name: [row for row in tables[name] if row["question_id"] == own] for name in TABLES}
    row = (mine["questions"] or [{}])[0]
    return {
        **{name: letters(row.get(name) or row.get(f"{name}_{LANGUAGES[number % 2]}")) for name in FIELDS},
        "keywords": [letters(one["keyword"]) for one in mine["keywords"]],
        "events": [(one["event_on"], one["event"]) for one in mine["events"]],
        "links": [(one["relation"], one["target_id"]) for one in mine["links"]],
        **{one["part"]: letters(one["text"]) for one in mine["texts"]},
    }


def said_of(night: Night, number: int) -> list[tuple[str, str]]:
    """The kind of each issue row of a question or its page, with what it says."""
    own = {WORLD.facts(number, DAY).question_id, str(number)}
    issues = [row for row in run(night)[0]["issues"] if own & {row["question_id"], row["page_id"]}]
    return [(row["kind"], f"{row['kind']} {row['detail']}".lower()) for row in issues]


def is_wrong(name: str, got: Any, want: Any) -> bool:
    """Whether a value says something else; a list or a text may lack some of what it should have."""
    if got in (None, "unknown", []):
        return False
    if isinstance(want, list):
        return any(one not in want for one in got)
    return not (want or "").startswith(got) if name in ("question", "answer") else got != want


def silent_values(night: Night, found: "Found | None" = None) -> Iterator[tuple[str, int, Any, Any]]:
    """Field, question, right value and value of what is wrong and not told; the rest is counted."""
    found, whole_night = found or Found(), Night(NEW, night.variant)
    for number in night.numbers:
        got, usual = values(night, number), {kind for kind, _ in said_of(whole_night, number)}
        said = [row for kind, row in said_of(night, number) if kind not in usual] + run(night)[1]
        for name, want in values(whole_night, number).items():
            roles, words = FIELDS[name]
            told = any(re.search(f"{OF_ANY_FIELD}|{words}", one.lower()) for one in said)
            if want and not night.page(number)[1] & {*roles.split()}:
                found.left[name] += 1
                found.right[name] += got[name] == want
            if is_wrong(name, got[name], want):
                found.told[name] += told
                if not told:
                    yield name, number, want, got[name]


def fewest_edits(night: Night, name: str) -> str:
    """The fewest of a night's edits that still let a field be wrong in silence."""
    for at in range(len(night.edits)):
        fewer = replace(night, edits=night.edits[:at] + night.edits[at + 1 :])
        if any(one[0] == name for one in silent_values(fewer)):
            return fewest_edits(fewer, name)
    return " + ".join(sorted(edit for edit, _ in night.edits))


@dataclass
class Found:
    """Of some nights, by field: values whose own line and label are left, those right of them, those told.

    `kinds` are fields with the edits after which they were wrong in silence, and the nights of each.
    """

    nights: int = 0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, list[int]] = field(default_factory=dict)

    @property
    def share_right(self) -> float:
        return self.right.total() / self.left.total()

    def report(self) -> Iterator[str]:
        yield f"{self.nights * PAGES:,} pages; {self.share_right:.1%} right where line and label are left"
        for name in FIELDS:
            share = self.right[name] / max(1, self.left[name])
            yield f"  {share:6.1%} {name}; wrong: {self.told[name]} told, {self.silent[name]} silent"
        for kind, nights in sorted(self.kinds.items(), key=lambda row: -len(row[1])):
            yield f"  silent {kind}: nights {', '.join(map(str, nights))}"

    def beyond(self) -> list[str]:
        """The kinds that come in more nights than is known, beyond what chance explains."""
        known = dict(line.rsplit("\t", 1) for line in KNOWN.read_text("utf-8").splitlines()[1:])
        counts: Counter[str] = Counter()
        for kind, nights in self.kinds.items():
            counts[kind if kind in known else OTHER] += len(nights)
        usual = {kind: float(share) * self.nights for kind, share in known.items()}
        return [kind for kind, number in counts.items() if number > most_by_chance(usual[kind])]


def most_by_chance(usual: float) -> int:
    """The number of nights that chance exceeds once in CHANCE draws, where `usual` are expected (Poisson)."""
    number, one = 0, exp(-usual)
    rest = 1 - one
    while rest > 1 / CHANCE:
        number, one = number + 1, one * usual / (number + 1)
        rest -= one
    return number


def try_nights(seed: str, numbers: Iterable[int], until: float = inf) -> Found:
    found = Found()
    for number in takewhile(lambda _: time.time() < until, numbers):
        night, found.nights = make_night(seed, number), found.nights + 1
        silent = Counter(one[0] for one in silent_values(night, found))
        found.silent += silent
        for name in silent:
            found.kinds.setdefault(f"{name}\t{fewest_edits(night, name)}", []).append(number)
    return found


def main(seed: str, until: str, first: str = "0") -> int:
    found = try_nights(seed, count(int(first)), float(until))
    beyond = found.beyond()
    sys.stdout.write("\n".join((*found.report(), *(f"more often than known: {kind}" for kind in beyond), "")))
    return int(bool(beyond) or found.share_right < LEAST_RIGHT)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
