"""A corpus of the size of the Senate's, in a raw store: invented questions of realistic length.

Each question has a text and an answer in both languages, made of sentences of the gold set and of the
invented questions in a drawn order, with words of its own in between, so that no two questions are the same,
and a tenth are put to a second minister word for word. The lengths are those of written questions: half
of the pages are below 5 kB, one in fifty above 30 kB.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random

from benchmarks.common import senate_questions
from benchmarks.pages import FACTS, FORM, PARAGRAPHS, Page, page_of
from schemas.codes import LANGUAGES
from schemas.records import IncomingPage
from tasks.common.batches import batches
from tasks.fetch.intake import bring_in
from tasks.raw import raw_store
from tests.gold.cases import HALVES, cases
from tests.support.render import Both, Event, QuestionFacts
from tests.support.sources import lay_out

QUESTIONS = 27_000  # of the Senate
BATCH = 2_000
NUMBERS = {4: 7_000, 5: 12_000, 6: 3_000, 7: 5_000}  # how many questions each legislature has
BEGAN = {4: date(2007, 7, 12), 5: date(2010, 7, 6), 6: date(2014, 7, 1), 7: date(2019, 7, 1)}
FETCHED = datetime(2024, 9, 1, 4, tzinfo=UTC)
ENDED = {4: date(2011, 5, 6), 5: date(2014, 4, 28), 6: date(2019, 5, 23)}
WITHOUT_DEADLINE = 5
ANSWERED = 0.93
TERMS = 3_000
GIVEN = "Noëlla Björn Cécile Daniëlle Gaëtan Gwenda Jürgen Maïté Raphaël Désirée".split()
FAMILY = "Verstrynghe Haeghebaert Lievrouw Brasseleur Hennuyer Dewandelaer Coppenhollen Haesebrouckx".split()
PARTIES = (
    *(("N-VA", "nl"), ("CD&V", "nl"), ("Open Vld", "nl"), ("sp.a", "nl"), ("Vlaams Belang", "nl")),
    *(("PS", "fr"), ("MR", "fr"), ("cdH", "fr"), ("Ecolo", "fr"), ("Groen", "nl")),
)
SENATORS = tuple(
    (f"{given} {family}", *PARTIES[(at + 3 * place) % len(PARTIES)])
    for at, given in enumerate(GIVEN)
    for place, family in enumerate(FAMILY)
)
"""Invented ones, each of one party."""
AGAIN = 0.1  # share of questions that are those before them, put to another minister
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi zo ka le mi no pe ri".split()


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Return the paragraphs from which texts are made."""
    gold = (text for half in HALVES for case in cases(half) for text in case if text.language == language)
    known = (*PARAGRAPHS[language], *(paragraph for text in gold for paragraph in text.paragraphs))
    return tuple(paragraph for paragraph in known if "\n" not in paragraph)


def own_words(chance: Random, paragraph: str) -> str:
    """Return a paragraph with words of its own: one in seven is another."""
    words = paragraph.split(" ")
    for at in range(chance.randrange(7), len(words), 7):
        if words[at].isalpha() and words[at].islower():
            words[at] = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))
    return " ".join(words)


def text(chance: Random, language: str, size: int) -> tuple[str, ...]:
    """Return paragraphs of about that many letters."""
    found: list[str] = []
    while sum(map(len, found)) < size:
        found.append(own_words(chance, chance.choice(sentences(language))))
    return tuple(found)


def question(legislature: int, number: int, before: QuestionFacts | None) -> QuestionFacts:
    """Return a question; the same number is always the same question."""
    chance = Random(f"{legislature}-{number}")
    asked = BEGAN[legislature] + timedelta(days=chance.randrange(1_300))
    template = chance.choice(FACTS)
    if before and chance.random() < AGAIN:
        return replace(before, number=number, addressee=template.addressee)
    size = min(int(chance.lognormvariate(7.4, 0.8)), 60_000)
    parts = {
        part: Both(*(text(chance, language, int(size * share)) for language in LANGUAGES))
        for part, share in (("question", 0.4), ("answer", 0.6))
    }
    author, party, language = chance.choice(SENATORS)
    answered = asked + timedelta(days=chance.randint(10, 200)) if chance.random() < ANSWERED else None
    return replace(
        template,
        legislature=legislature,
        number=number,
        author=author,
        party=party,
        original_language=language,
        asked_on=asked,
        keywords=Both(*keywords(chance)),
        title=Both(*(f"{text(chance, language, 20)[0][:60]} - {number}" for language in LANGUAGES)),
        events=tuple(events(legislature, asked, answered)),
        links=(),
        answered_on=answered,
        subquestions=(),
        answer_parts=(),
        **(parts if answered else parts | {"answer": None}),
    )


def keywords(chance: Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return one to eight terms in both languages; a few are frequent, most are rare."""
    ranks = sorted({int(TERMS * chance.random() ** 3) for _ in range(chance.randint(1, 8))})
    dutch = tuple(f"{SYLLABLES[rank % 20]}{SYLLABLES[rank // 20 % 20]}{rank}" for rank in ranks)
    return dutch, tuple(f"{term} fr" for term in dutch)


def events(legislature: int, asked: date, answered: date | None) -> Iterator[Event]:
    """Yield a chronology: no deadline in legislature 5; what has no answer lapsed, but for the last one."""
    yield Event(asked, "sent", None if legislature == WITHOUT_DEADLINE else asked + timedelta(days=30))
    if answered:
        yield Event(answered, "answered")
    elif legislature in ENDED:
        yield Event(ENDED[legislature], "legislature_ended")


def numbers() -> Iterator[tuple[int, int]]:
    """Yield legislatures and numbers: those of the Senate first, then further ones."""
    for times in count(0):
        for legislature, most in NUMBERS.items():
            yield from ((legislature, number) for number in range(most * times + 1, most * (times + 1) + 1))


def main_pages(facts: QuestionFacts) -> Iterator[Page]:
    """Yield the main page of a question in each language."""
    for language in LANGUAGES:
        yield page_of(facts, "main", language, FORM)


def incoming(wanted: int, first: int = 0) -> Iterator[Page]:
    """Yield the main pages of questions."""
    before: QuestionFacts | None = None
    for legislature, number in islice(numbers(), first, first + wanted):
        before = question(legislature, number, before)
        yield from main_pages(before)


def write(data: Path, wanted: int, first: int = 0) -> int:
    """Write the main pages of questions into the raw store of a data folder; return how many."""
    store = raw_store(data)
    pages = (
        IncomingPage(content, address, address, FETCHED, status=200, outcome="page")
        for content, address in incoming(wanted, first)
    )
    for number, batch in enumerate(batches(pages, BATCH)):
        bring_in(store, batch, "live", f"{FETCHED:%Y%m%dT%H%M%SZ}-{first:06x}", number)
    return wanted * len(LANGUAGES)


def laid_out(folder: Path, pages: Iterable[Page]) -> Path:
    """Write pages into a new folder, each with the file that tells its address."""
    files = [(f"{number:05}.html", page) for number, page in enumerate(pages)]
    addresses = {f"{name}.url": page.address.encode() for name, page in files}
    return lay_out(folder, {name: page.content for name, page in files} | addresses)


@contextmanager
def with_release(data: Path | None, questions: int = QUESTIONS) -> Iterator[tuple[Path, Path]]:
    """Yield a data folder with a release, the given one or a generated one, and a folder to work in."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if data is None:
            write(work / "data", questions)
            senate_questions("rebuild", "--data", work / "data")
        yield data or work / "data", work
