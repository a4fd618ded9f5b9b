"""Sisters confirm and refute repairs: undamaged ones are the truth, damaged and foreign ones say nothing."""

from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.records import PageRecord
from tasks.assemble import assemble_question
from tasks.assemble.sisters import compare_sisters
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import INVENTED, PAGES, SIMPLE, in_halves
from tests.support.render import Both, Form, QuestionFacts
from tests.support.sisters import kinds_of, page

DAMAGES = ("mac_latin2", "cp852", "iso8859_13", "utf8_as_cp1252")
UNDAMAGED = {
    "print": ("print", Form()),
    "bilingual": ("print_bilingual", Form("html", "tables")),
    "main": ("main", Form("html", "divs")),
}
EVIDENCE = (
    "Het coördinatiecentrum van België meldt dat de financiële criteria zijn geëvalueerd.",
    "De geïnterviewde patiënten en hun familie werden officieel geïnformeerd over één reëel probleem.",
)
RICH = replace(
    SIMPLE,
    author="Noël Daniëls",
    addressee=Both("de minister van Financiën", "le ministre des Finances"),
    title=Both("Financiële coördinatie - Criteria", "Coordination financière - Critères"),
    question=Both((*EVIDENCE, *SIMPLE.question.nl), SIMPLE.question.fr),
)
# Of each field a word, and the same word with another letter in its place.
OTHER_LETTERS = {
    "author": ("Daniëls", "Danièls"),
    "addressee": ("Financiën", "Financièn"),
    "title": ("Financiële", "Financièle"),
    "keyword": ("officiële", "officièle"),
    "question": ("geëvalueerd.", "geèvalueerd."),
}


def changed(facts: QuestionFacts, field: str, before: str, after: str) -> QuestionFacts:
    """The facts with one word of a field changed in both languages."""
    name = "keywords" if field == "keyword" else field
    value = getattr(facts, name)

    def one(part: Any) -> Any:
        return part.replace(before, after) if isinstance(part, str) else tuple(map(one, part))

    found = one(value) if isinstance(value, str) else Both(one(value.nl), one(value.fr))
    assert found != value
    return replace(facts, **{name: found})


def dutch_words(facts: QuestionFacts) -> dict[str, set[str]]:
    """The words of each field as a Dutch page shows them."""
    return {
        "author": set(facts.author.split()),
        "addressee": set(facts.addressee.nl.split()),
        "title": set(facts.title.nl.split()),
        "keyword": {word for keyword in facts.keywords.nl for word in keyword.split()},
        "question": {word for paragraph in facts.question.nl for word in paragraph.split()},
        "answer": {
            word for paragraph in (facts.answer.nl if facts.answer else ()) for word in paragraph.split()
        },
    }


def shown_words(record: PageRecord) -> set[str]:
    """Every word of what a page was read to show."""
    reading = record.reading
    texts = [reading.author or "", *reading.addressee.values(), *reading.title.values()]
    texts += [keyword for keywords in reading.keywords.values() for keyword in keywords]
    texts += [paragraph for text in reading.texts.values() for paragraph in text]
    return {word for text in texts for word in text.split()}


def verdicts(record: PageRecord) -> set[tuple[str, str, str | None, float]]:
    return {(one.field, one.word, one.verdict, one.certainty) for one in record.repairs}


@in_halves("name, damage, sister", INVENTED, DAMAGES, UNDAMAGED)
def test_an_undamaged_sister_confirms_every_right_word(sister, damage, name):
    facts, (variant, form) = INVENTED[name], UNDAMAGED[sister]
    record = page(facts, "main", "nl", Form(damage=damage))
    compared, other = compare_sisters([record, page(facts, variant, "nl", form)])
    right = dutch_words(facts)
    for one in compared.repairs:
        if one.word in right.get(one.field, ()):
            assert (one.verdict, one.certainty) == ("confirmed", 1.0), one
    assert "repair_refuted" not in kinds_of(compared) + kinds_of(other)
    assert replace(compared, repairs=record.repairs) == record


def test_there_is_something_to_confirm():
    """Every field that damage hits is repaired on the page that the tests below use."""
    for damage in DAMAGES:
        repaired = {one.field for one in page(RICH, "main", "nl", Form(damage=damage)).repairs}
        assert repaired >= set(OTHER_LETTERS), damage


@each_case("field", OTHER_LETTERS)
@each_case("damage", DAMAGES)
@each_case("sister", UNDAMAGED)
def test_a_sister_that_shows_another_letter_refutes(sister, damage, field):
    """And the question takes the letters of the sister, in the field at least that was refuted."""
    (word, other_word), (variant, form) = OTHER_LETTERS[field], UNDAMAGED[sister]
    record = page(RICH, "main", "nl", Form(damage=damage))
    truth = changed(RICH, field, word, other_word)
    other = page(truth, variant, "nl", form)
    for order in ([record, other], [other, record]):
        compared = compare_sisters(order)[order.index(record)]
        assert {one[2:] for one in verdicts(compared) if one[:2] == (field, word)} == {("refuted", 0.0)}
        (issue,) = [issue for issue in compared.issues if issue.kind == "repair_refuted"]
        for shown in (record.capture.page_id, other.capture.page_id, f'"{word}"', f'"{other_word}"'):
            assert shown in issue.detail
        question = assemble_question(compare_sisters(order))
        assert question.author == truth.author
        assert question.title["nl"] == truth.title.nl
        assert question.addressee["nl"] == truth.addressee.nl
        assert set(question.keywords["nl"]) == set(truth.keywords.nl)
        assert question.texts["nl", "question"] == truth.question.nl


def test_one_refusal_outweighs_confirmations():
    record = page(RICH, "main", "nl", Form(damage="mac_latin2"))
    truth = changed(RICH, "question", *OTHER_LETTERS["question"])
    sisters = [page(RICH, "print", "nl"), page(truth, "print_bilingual", "nl"), page(RICH, "main", "nl")]
    for order in permutations([record, *sisters]):
        found = compare_sisters(order)[order.index(record)]
        assert ("question", "geëvalueerd.", "refuted", 0.0) in verdicts(found)
        assert ("question", "België", "confirmed", 1.0) in verdicts(found)


@each_case("name", INVENTED)
@each_case("others", DAMAGES)
def test_a_damaged_sister_says_nothing_of_what_it_repaired(others, name):
    facts = INVENTED[name]
    record = page(facts, "main", "nl", Form(damage="mac_latin2"))
    sister = page(facts, "print", "nl", Form(damage=others))
    compared, other = compare_sisters([record, sister])
    doubtful = {one.word for one in sister.repairs}
    for one in compared.repairs:
        if one.word in doubtful:
            assert one.verdict is None, one
    assert "repair_refuted" not in kinds_of(compared) + kinds_of(other)


BARE = replace(
    RICH,
    addressee=SIMPLE.addressee,
    title=SIMPLE.title,
    keywords=Both(("strafgevangenis",), ("prison",)),
    question=Both(("Hoeveel aanvragen waren er?",), ("Combien de demandes ?",)),
)


@each_case("author", ["Noël Daniëls", "Maïté Van Daele", "Jürgen Haeghe", "Zoë Françqueville"])
@each_case("damage", ["mac_latin2", "cp852", "iso8859_13", "cp850"])
def test_a_damaged_sister_that_could_not_be_repaired_says_nothing(damage, author):
    """Short pages leave a damaged name as it came; that is no word against the repair of a long page."""
    record = page(replace(RICH, author=author), "main", "nl", Form(damage=damage))
    sister = page(replace(BARE, author=author), "print", "nl", Form(damage=damage))
    assert record.reading.author == author
    compared = compare_sisters([record, sister])
    assert [kind for one in compared for kind in kinds_of(one) if kind == "repair_refuted"] == []
    assert "refuted" not in {one.verdict for one in compared[0].repairs}


@each_case("name", INVENTED)
@each_case("damage", DAMAGES)
def test_a_french_sister_tells_of_the_author_alone(damage, name):
    facts = INVENTED[name]
    record = page(facts, "main", "nl", Form(damage=damage))
    compared = compare_sisters([record, page(facts, "main", "fr")])[0]
    assert {one.verdict for one in compared.repairs if one.field != "author"} <= {None}
    words = facts.author.split()
    names = {one.verdict for one in compared.repairs if one.field == "author" and one.word in words}
    assert names <= {"confirmed"}
    assert "repair_refuted" not in kinds_of(compared)


def test_missing_accents_of_a_sister_refute_nothing():
    """Authors leave out accents themselves."""
    record = page(RICH, "main", "nl", Form(damage="mac_latin2"))
    other = page(changed(RICH, "question", "coördinatiecentrum", "coordinatiecentrum"), "print", "nl")
    assert kinds_of(compare_sisters([record, other])[0]) == kinds_of(record)


def test_a_word_more_on_a_sister_moves_no_verdict():
    longer = changed(RICH, "question", "Het coördinatiecentrum van", "Het nieuwe coördinatiecentrum van heel")
    record = page(RICH, "main", "nl", Form(damage="mac_latin2"))
    compared = compare_sisters([record, page(longer, "print", "nl")])[0]
    found = {one.word: one.verdict for one in compared.repairs if one.field == "question"}
    assert len(found) > len(EVIDENCE)
    assert set(found.values()) == {"confirmed"}


FACTS = (RICH, *(changed(RICH, field, *words) for field, words in OTHER_LETTERS.items()))
DRAWN = st.builds(
    lambda facts, where, kind, damage: page(facts, *where, Form(kind, "divs", damage=damage)),
    st.sampled_from(FACTS),
    st.sampled_from(PAGES),
    st.sampled_from(["text", "html"]),
    st.sampled_from(["", "", *DAMAGES]),
)


@given(st.lists(DRAWN, min_size=2, max_size=5, unique_by=lambda record: record.capture.page_id))
@examples(200, derandomize=True)
def test_a_verdict_is_on_a_sister(records):
    """A confirmed word stands there literally, a refuted one is reported; else certainty stays."""
    for record, compared in zip(records, compare_sisters(records), strict=True):
        elsewhere = [shown_words(other) for other in records if other is not record]
        refused = [issue.detail for issue in compared.issues if issue.kind == "repair_refuted"]
        for before, one in zip(record.repairs, compared.repairs, strict=True):
            if one.verdict == "confirmed":
                assert any(one.word in words for words in elsewhere)
                assert one.certainty == 1.0
            elif one.verdict == "refuted":
                assert any(f'"{one.word}"' in detail for detail in refused)
                assert one.certainty == 0.0
            else:
                assert one == before
