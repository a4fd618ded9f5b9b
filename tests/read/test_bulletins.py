"""Pages of the bulletins of legislatures 1 to 3: the facts come out of every form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.bulletins import (
    BULLETINS,
    HEADINGS,
    REAL,
    different,
    expected_fields,
    read_bulletin_page,
    wrong_letters,
)
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.letters import as_damaged, words_of
from tests.support.reading import differences, in_halves
from tests.support.render import DAMAGES, ENCODINGS, LANGUAGES, MARKUPS, Both, BulletinFacts, BulletinForm

# Every markup with every encoding is for one question; the others take each at least once.
LATIN = "windows_1252_labelled_iso_8859_1"
ALL_HTML = {
    f"{markup}-{encoding}": BulletinForm("html", markup, encoding=encoding)
    for markup in MARKUPS
    for encoding in ENCODINGS
}
FORMS = {
    "text": BulletinForm(),
    "text-crlf": BulletinForm(newline="\r\n"),
    "text-with-address": BulletinForm(with_address=True),
    "text-spaced": BulletinForm(spaced=True),
    "text-van": BulletinForm(date_word="van"),
    "text-ordinal-sign": BulletinForm(number_sign="nº"),
    "text-degree-sign": BulletinForm(number_sign="n°"),
    "text-nr": BulletinForm(number_sign="nr."),
    "text-answer-apart": BulletinForm(answer_apart=True),
    "text-tight-colon": BulletinForm(colon=":"),
    "text-tight-apart": BulletinForm(colon=":", answer_apart=True),
    "html-answer-apart": BulletinForm("html", answer_apart=True, date_word="van", colon=":"),
    "html-pasted": BulletinForm("html", entities="pasted", encoding="windows_1252_unlabelled"),
    "html-windows": BulletinForm("html", entities="windows", encoding="windows_1252_unlabelled"),
    "html-with-address": BulletinForm("html", with_address=True),
    "markdown": BulletinForm("markdown"),
    "markdown-answer-apart": BulletinForm("markdown", answer_apart=True),
    **{name: form for name, form in ALL_HTML.items() if LATIN in name or form.markup == "divs"},
}
LEFT_DAMAGED = 0.01
"""Share of accented words that may be left as they came."""
PLAIN_DAMAGES = ("mac_latin2", "cp852", "iso8859_13")


@in_halves("name, form", BULLETINS, FORMS)
def test_every_field_comes_out(form, name):
    assert different(BULLETINS[name], FORMS[form]) == {}


@pytest.mark.parametrize("name", REAL)
def test_every_field_of_a_real_bulletin_comes_out_of_every_form(name):
    found = {
        form: wrong
        for form, how in FORMS.items()
        if (
            wrong := differences(read_bulletin_page(REAL[name], "nl", how), expected_fields(REAL[name], "nl"))
        )
    }
    assert found == {}


@each_case("name", REAL)
@each_case("damage", DAMAGES)
def test_no_letter_of_a_real_bulletin_becomes_wrong(damage, name):
    assert wrong_letters(REAL[name], "nl", BulletinForm(damage=damage)) == {}


@each_case("form", ALL_HTML)
def test_every_field_comes_out_of_every_markup_in_every_encoding(form):
    assert different(BULLETINS["3-90303"], ALL_HTML[form]) == {}


@each_case("name", BULLETINS)
@each_case("form", ["text", "text-van", "divs-utf_8_labelled", "markdown"])
def test_pages_without_address_are_recognised_by_their_content(form, name):
    assert different(BULLETINS[name], FORMS[form], "") == {}


@in_halves("damage, kind, name", DAMAGES, ["text", "html"], BULLETINS)
def test_no_letter_of_a_damaged_page_becomes_wrong(damage, kind, name):
    """Each is right or as it reached us; numbers, dates and the borders of paragraphs are right."""
    form = BulletinForm(kind, "divs", damage=damage)
    assert [wrong_letters(BULLETINS[name], language, form) for language in LANGUAGES] == [{}, {}]


@pytest.mark.parametrize("damage", PLAIN_DAMAGES)
def test_damaged_letters_come_out_right(damage):
    """But for names that may be foreign, the ordinal sign of "nº" and a few words."""
    left, accented = [], 0
    for facts in BULLETINS.values():
        for language in LANGUAGES:
            right = expected_fields(facts, language)
            accented += sum(not word.isascii() for word in words_of([*right.values()]))
            wrong = differences(read_bulletin_page(facts, language, BulletinForm(damage=damage)), right)
            for got, wanted in wrong.values():
                left += [w for g, w in zip(words_of(got), words_of(wanted), strict=True) if g != w != "nº"]
    assert len(left) / accented < LEFT_DAMAGED, left


@pytest.mark.parametrize("name", BULLETINS)
def test_stripped_dashes_come_back_in_titles_alone(name):
    facts = BULLETINS[name]
    for language in LANGUAGES:
        fields = expected_fields(facts, language)
        right = as_damaged(fields, "c1_stripped") | {"title": fields["title"]}
        right["texts"] = {key: tuple(map(str.strip, text)) for key, text in right["texts"].items()}
        page = read_bulletin_page(facts, language, BulletinForm(damage="c1_stripped"))
        assert differences(page, right) == {}
        dashes = [repair for repair in page.repairs if repair.rule == "dash"]
        assert [repair.before for repair in dashes] == ["  "] * (len(facts.title[language]) - 1)


@in_halves("lost, name", [*((role,) for role in HEADINGS), HEADINGS], BULLETINS)
def test_missing_headings_change_nothing(lost, name):
    for kind in ("text", "html", "markdown"):
        assert different(BULLETINS[name], BulletinForm(kind, lost=lost)) == {}


@in_halves("markup, name", MARKUPS, BULLETINS)
def test_boilerplate_that_says_so_is_left_out(markup, name):
    assert different(BULLETINS[name], BulletinForm("html", markup, boilerplate="classed")) == {}


POOL = tuple(BULLETINS.values())
WORDINGS = st.fixed_dictionaries(
    {
        "date_word": st.sampled_from(["d.d.", "van"]),
        "number_sign": st.sampled_from(["", "nº", "n°", "nr."]),
        "answer_apart": st.booleans(),
        "colon": st.sampled_from([" :", ":"]),
        "with_address": st.booleans(),
        "lost": st.sets(st.sampled_from(HEADINGS)).map(tuple),
    }
)
TEXT_FORMS = st.builds(
    lambda wording, **options: BulletinForm(**wording, **options),
    WORDINGS,
    kind=st.sampled_from(["text", "html"]),
    damage=st.sampled_from(["", *(name for name in DAMAGES if name != "utf8_as_cp1252_everywhere")]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)
HTML_FORMS = st.builds(
    lambda wording, **options: BulletinForm("html", **wording, **options),
    WORDINGS,
    markup=st.sampled_from(sorted(MARKUPS)),
    entities=st.sampled_from(["", "raw", "pasted", "windows"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    newline=st.sampled_from(["\n", "\r\n"]),
)
MARKDOWN_FORMS = st.builds(lambda wording: BulletinForm("markdown", **wording), WORDINGS)


def distinct(values):
    """One to five pairs of Dutch and French out of all facts, of which none occurs twice."""
    pairs = tuple(pair for both in values for pair in zip(both.nl, both.fr, strict=True))
    chosen = st.lists(st.sampled_from(pairs), min_size=1, max_size=5, unique=True)
    return chosen.map(lambda found: Both(*(tuple(pair[at] for pair in found) for at in (0, 1))))


@st.composite
def bulletin_facts(draw) -> BulletinFacts:
    legislature, number = draw(st.integers(1, 3)), draw(st.integers(1, 99999))
    asked_on = draw(st.dates(date(1995, 7, 1), date(2007, 5, 1)))
    with_legislature = legislature == 3 and draw(st.booleans())
    texts = [both for facts in POOL for both in (facts.question, facts.answer) if both]
    return replace(
        draw(st.sampled_from(POOL)),
        legislature=legislature,
        number=number,
        number_printed=f"{legislature}-{number}" if with_legislature else f"{number}",
        suffix=None,
        author=draw(st.sampled_from(POOL)).author,
        honorific=draw(st.sampled_from("mf")),
        asked_on=asked_on,
        original_language=draw(st.sampled_from(LANGUAGES)),
        bulletin=f"{legislature}-{draw(st.integers(1, 150))}",
        published_on=asked_on + timedelta(60) if legislature == 1 else None,
        addressee=draw(st.sampled_from(POOL)).addressee,
        title=draw(distinct([facts.title for facts in POOL])),
        question=draw(distinct(texts)),
        answer=draw(st.none() | distinct(texts)),
    )


@given(bulletin_facts(), st.sampled_from(LANGUAGES), TEXT_FORMS | HTML_FORMS | MARKDOWN_FORMS)
@examples(300, derandomize=True)
def test_drawn_facts_come_out(facts, language, form):
    """Letters right or as they reached us."""
    assert wrong_letters(facts, language, form) == {}
