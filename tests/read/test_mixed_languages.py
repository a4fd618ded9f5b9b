"""Bilingual texts in another order than French first, then Dutch: in rows, Dutch first, with quotations."""

import html
from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    INVENTED,
    LANGUAGES,
    SIMPLE,
    differences,
    expected_fields,
    in_halves,
    issue_kinds,
    page_text,
    read,
)
from tests.support.render import Both, QuestionFacts

BORDER = "\u00a0"
CLEAR = 75
"""Code points of a paragraph whose language its words tell."""
PARTS = ("question", "answer")


def clear_pairs(both):
    """The paragraphs that are long in both languages, in pairs."""
    pairs = [pair for pair in zip(both.nl, both.fr, strict=True) if min(map(len, pair)) >= CLEAR]
    return Both(*(tuple(pair[at] for pair in pairs) for at in (0, 1)))


def clear(facts: QuestionFacts) -> QuestionFacts | None:
    """The question with its long paragraphs alone; None when a text has fewer than two in each language."""
    texts = {part: clear_pairs(getattr(facts, part)) for part in PARTS if getattr(facts, part)}
    return replace(facts, **texts) if min(len(both.nl) for both in texts.values()) > 1 else None


CLEAR_FACTS = {name: found for name, facts in INVENTED.items() if (found := clear(facts))}


def in_rows(both, gap):
    rows = [[french, dutch] for french, dutch in zip(both.fr, both.nl, strict=True)]
    return [line for row in rows for line in (*gap, *row)][len(gap) :]


ORDERS = {
    "rows": (in_rows, ()),
    "rows with a border before each": (in_rows, (BORDER,)),
    "rows with the Dutch first": (
        lambda both, _: [one for pair in zip(both.nl, both.fr, strict=True) for one in pair],
        (),
    ),
    "the Dutch half first": (lambda both, _: [*both.nl, BORDER, *both.fr], ()),
}


def ordered(facts, order):
    """The bilingual page as text, with the paragraphs of both texts in another order."""
    arrange, gap = ORDERS[order]
    text = page_text(facts, "print_bilingual", "nl")
    for part in PARTS:
        both = getattr(facts, part)
        if both:
            usual = "\n\n".join((*both.fr, BORDER, *both.nl))
            assert usual in text
            text = text.replace(usual, "\n\n".join(arrange(both, gap)), 1)
    return text


def as_html(text):
    """A page of paragraphs, without structure."""
    blocks = (html.escape(block).replace("\n", "<br>") for block in text.split("\n\n"))
    return "<html><body>" + "\n".join(f"<p>{block}</p>" for block in blocks) + "</body></html>"


def expected(facts):
    """All but the title, which some of these pages print so that nobody can part it."""
    wanted = expected_fields(facts, "print_bilingual", "nl")
    return {name: value for name, value in wanted.items() if name != "title"}


@in_halves("name, order", CLEAR_FACTS, ORDERS)
def test_clear_paragraphs_are_split_each_by_its_language(name, order):
    text = ordered(CLEAR_FACTS[name], order)
    in_turn = (list(CLEAR_FACTS).index(name) + list(ORDERS).index(order)) % 2
    record = read(as_html(text) if in_turn else text)
    assert differences(record, expected(CLEAR_FACTS[name])) == {}
    assert "languages_not_parted" not in issue_kinds(record)


@each_case("order", ["rows", "rows with a border before each"])
@each_case("name", CLEAR_FACTS)
def test_one_clear_paragraph_in_each_language(name, order):
    one = Both(*(text[:1] for text in vars(CLEAR_FACTS[name].question).values()))
    facts = replace(SIMPLE, question=one, answer=one)
    assert differences(read(ordered(facts, order)), expected(facts)) == {}


SHORT = {
    "sentences": Both(
        ("Dat klopt.", "Neen, nog niet.", "Zie hoger."),
        ("C'est exact.", "Non, pas encore.", "Voir plus haut."),
    ),
    "figures": Both(("2010", "31", "2011"), ("2010", "31", "2011")),
    "names": Both(("Antwerpen: 12", "Namen: 4", "Totaal: 16"), ("Anvers: 12", "Namur: 4", "Total: 16")),
    "lines": SIMPLE.question,
}


@pytest.mark.parametrize(
    ("name", "order"), [*((name, "rows") for name in SHORT), ("lines", "rows with the Dutch first")]
)
def test_short_paragraphs_in_rows_are_split_right_or_reported(name, order):
    """Every paragraph is kept, in one language or the other."""
    facts = replace(SIMPLE, question=SHORT[name], answer=SHORT[name])
    record = read(ordered(facts, order))
    assert differences(record, expected(facts)) == {} or "languages_not_parted" in issue_kinds(record)
    for part in PARTS:
        found = [text for language in LANGUAGES for text in record.reading.texts.get((language, part), ())]
        assert sorted(found) == sorted((*SHORT[name].nl, *SHORT[name].fr))


@pytest.mark.parametrize("name", ["figures", "names"])
def test_paragraphs_of_no_language_in_rows_are_reported(name):
    record = read(ordered(replace(SIMPLE, question=SHORT[name], answer=SHORT[name]), "rows"))
    reported = [issue for issue in record.issues if issue.kind == "languages_not_parted"]
    assert [part for part in PARTS for issue in reported if part in issue.detail] == list(PARTS)


FOUR = 4
MANY = {name: facts for name, facts in CLEAR_FACTS.items() if len(facts.question.nl) >= FOUR}


@each_case("name", MANY)
def test_a_row_of_figures_among_clear_paragraphs_is_reported(name):
    both = MANY[name].question
    facts = replace(SIMPLE, question=Both((*both.nl, "2010"), (*both.fr, "2010")), answer=None)
    assert "languages_not_parted" in issue_kinds(read(ordered(facts, "rows")))


def with_quotation(both, language, at):
    """One paragraph of a language stands there in the other."""
    texts = {one: list(both[one]) for one in LANGUAGES}
    texts[language][at] = both["fr" if language == "nl" else "nl"][at]
    return Both(*(tuple(texts[one]) for one in LANGUAGES))


@in_halves("name, language, part", MANY, LANGUAGES, PARTS)
def test_a_quotation_in_the_other_language_stays_where_it_is(name, language, part):
    both = MANY[name].question
    for at in {0, len(both.nl) // 2, len(both.nl) - 1}:
        facts = replace(SIMPLE, **{part: with_quotation(both, language, at)})
        record = read(page_text(facts, "print_bilingual", "nl"))
        assert differences(record, expected(facts)) == {}
        assert record.issues == ()
