"""Questions in a raw store, for the tests of shards."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from schemas.records import IncomingPage, PageRecord, Tables
from tasks.common.workers import Workers
from tasks.fetch.intake import bring_in
from tasks.link.linking import fingerprints_of, release_tables, with_answers_compared
from tasks.link.same.near import compared
from tasks.pipeline.reading import ShardReader, rows_of
from tasks.pipeline.rounds import Rounds
from tasks.raw import captures, raw_store
from tasks.tables.arrow_tables import to_rows
from tasks.tables.inputs import Inputs
from tasks.tables.vocabulary_rows import vocabulary_tables
from tests.support.releases import whole
from tests.support.render import render
from tests.support.runs import many_questions

LARGEST = 8_000_000
QUESTIONS = [replace(facts, number=50_000 + 7 * at) for at, facts in enumerate(many_questions(4))]


def incoming(facts, language, *, addressed=True):
    content = render(facts, "main", language)
    url = facts.address("main", language) if addressed else None
    return IncomingPage(content, f"{facts.question_id}-{language}", url)


def bring(data, pages):
    store = raw_store(data)
    bring_in(store, pages, "somewhere", f"run-{len(list(store.entries()))}", 0)
    return captures(list(store.entries()))


class Counting:
    """Works on shards, and counts the pages."""

    def __init__(self, data):
        self.data = data
        self.names = []

    def __call__(self, shards):
        self.names += [shard.name for shard in shards]
        return [ShardReader(raw_store(self.data), LARGEST).read(shards, Workers(0))]


def work_all(captures, read, cache):
    """All shards, read by a function in as many rounds as it takes."""
    rounds = Rounds(captures, cache)
    while shards := rounds.unread():
        for batch in read(shards):
            rounds.add(batch)
    return rounds.finish()


def tables(worked):
    parts = [one.part for one in worked]
    return with_answers_compared(
        release_tables(parts, compared(fingerprints_of(parts)), Inputs((), LARGEST), [])
    )[0]


def released(records: Sequence[PageRecord]) -> Tables:
    """The tables of a release of these pages alone, but for the vocabularies, which are long."""
    found = whole(rows_of(records))
    return to_rows(found, found.keys() - vocabularies())


@cache
def vocabularies() -> set[str]:
    return set(vocabulary_tables())
