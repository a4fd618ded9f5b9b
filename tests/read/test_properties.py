"""Drawn facts come out of drawn forms, and nothing done to a page's bytes makes the reader fail."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tasks.read import read_capture
from tests.support.examples import examples
from tests.support.fuzz.invariants import faults
from tests.support.letters import wrong_letters
from tests.support.reading import INVENTED, PAGES, SIMPLE, capture, read, read_page
from tests.support.render import DAMAGES, ENCODINGS, MARKUPS, Both, Event, Form, Link, QuestionFacts, render

USUALLY_LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]
EXAMPLES = partial(examples, derandomize=True, suppress_health_check=USUALLY_LARGE)
POOL = tuple(INVENTED.values())
PARTIES = ("Open Vld", "CD&V", "sp.a", "N-VA", "Ecolo-Groen", "PRL-FDF", "VL. BELANG", "DéFI", "Les Engagés")
PARAGRAPHS = tuple(
    pair
    for facts in POOL
    for both in (facts.question, facts.answer)
    if both and len(both.nl) == len(both.fr)
    for pair in zip(both.nl, both.fr, strict=True)
    if max(map(len, pair)) < 900
)
KEYWORDS = tuple(pair for facts in POOL for pair in zip(facts.keywords.nl, facts.keywords.fr, strict=False))
RELATIONS = ("also_asked_as", "requalified_from", "reintroduced_as", "reintroduction_of")
TARGETS = ("written_question", "explanation_request", "oral_question")
LATER = ("reminder", "requalified", "closed", "legislature_ended")
TEXT_DAMAGES = tuple(name for name in DAMAGES if name != "utf8_as_cp1252_everywhere")


def both_of(pairs) -> Both:
    return Both(tuple(dutch for dutch, _ in pairs), tuple(french for _, french in pairs))


def distinct(pairs, most):
    """Pairs of Dutch and French, of which neither occurs twice."""
    return st.lists(
        st.sampled_from(pairs), min_size=1, max_size=most, unique_by=(lambda p: p[0], lambda p: p[1])
    )


def texts(most):
    """Texts that end with a sentence: a cell of a table at the end of a page would look like a copy cut."""
    return distinct(PARAGRAPHS, most).filter(lambda text: text[-1][0][-1] in ".?!").map(both_of)


@st.composite
def events(draw, asked_on: date, answered: bool):
    """A chronology: sent, then others on later days, the answer last."""
    deadline = asked_on + timedelta(30) if draw(st.booleans()) else None
    found = [Event(asked_on, "sent", deadline)]
    for code in draw(st.lists(st.sampled_from(LATER), max_size=3)) + ["answered"] * answered:
        found.append(Event(found[-1].on + timedelta(draw(st.integers(1, 200))), code))
    return tuple(found)


links = st.lists(
    st.builds(
        Link,
        st.sampled_from(RELATIONS),
        st.sampled_from(TARGETS),
        st.builds("{}-{}".format, st.integers(3, 8), st.integers(1, 12000)),
    ),
    max_size=5,
    unique_by=lambda link: (link.relation, link.target),
).map(tuple)


@st.composite
def question_facts(draw) -> QuestionFacts:
    asked_on = draw(st.dates(date(2007, 7, 12), date(2024, 5, 1)))
    answer = draw(texts(4)) if draw(st.booleans()) else None
    chronology = draw(events(asked_on, answer is not None))
    return QuestionFacts(
        legislature=draw(st.integers(4, 8)),
        number=draw(st.integers(1, 99999)),
        author=draw(st.sampled_from(POOL)).author,
        party=draw(st.sampled_from(PARTIES)),
        asked_on=asked_on,
        original_language=draw(st.sampled_from(["nl", "fr"])),
        addressee=draw(st.sampled_from(POOL)).addressee,
        title=draw(st.sampled_from(POOL)).title,
        keywords=both_of(draw(distinct(KEYWORDS, 13))),
        question=draw(texts(5)),
        events=chronology,
        links=draw(links),
        provisional_answer=draw(st.booleans()),
        answered_on=chronology[-1].on if answer else None,
        answer=answer,
    )


text_forms = st.builds(
    Form,
    damage=st.sampled_from(["", *TEXT_DAMAGES]),
    spaced=st.booleans(),
    columns_apart=st.booleans(),
    deadline_gap=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    with_address=st.booleans(),
)
html_forms = st.builds(
    Form,
    kind=st.just("html"),
    markup=st.sampled_from(sorted(MARKUPS)),
    entities=st.sampled_from(["", "raw", "pasted", "windows"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    deadline_gap=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
    with_address=st.booleans(),
)


@given(question_facts(), st.sampled_from(PAGES), text_forms | html_forms)
@EXAMPLES(300)
def test_drawn_facts_come_out(facts, page, form):
    """Letters right or as they reached us; titles of bilingual pages have a test of their own."""
    record = read_page(facts, *page, form)
    wrong = wrong_letters(record, facts, *page, form.damage)
    if page[0] == "print_bilingual":
        wrong.pop("title", None)
    assert wrong == {}


@given(question_facts(), st.sampled_from(PAGES), text_forms | html_forms)
@EXAMPLES(100)
def test_reading_twice_gives_the_same(facts, page, form):
    content = render(facts, *page, form)
    assert read(content) == read_capture(capture(), content)


@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@EXAMPLES(300)
def test_any_bytes_are_read_or_quarantined(content):
    assert faults(read(content, SIMPLE.address("main", "nl")), content) == []


@given(st.permutations(render(SIMPLE, "main", "nl").decode("utf-8").split("\n\n")))
@EXAMPLES(150)
def test_blocks_in_any_order_are_read_or_quarantined(blocks):
    content = "\n\n".join(blocks).encode()
    assert faults(read(content), content) == []


@given(st.sampled_from(PAGES), st.integers(1, 60), st.sampled_from(["\0", "\N{ZERO WIDTH SPACE}", "\x81"]))
@EXAMPLES(100)
def test_sprinkled_characters_leave_the_number(page, every, noise):
    """A stray character in prose costs no field that it does not stand in."""
    both = SIMPLE.question.nl, SIMPLE.question.fr
    question = Both(*(tuple(f"{text[:every]}{noise}{text[every:]}" for text in texts) for texts in both))
    facts = replace(SIMPLE, question=question)
    record = read_page(facts, *page)
    assert record.outcome == "read"
    assert (record.reading.question_id, record.reading.author) == (facts.question_id, facts.author)
    assert record.reading.answered_on == facts.answered_on
