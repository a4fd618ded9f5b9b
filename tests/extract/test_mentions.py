"""Things named in a text, told by their form."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.codes import LANGUAGES, MENTION_KINDS
from tasks.extract import mentions
from tasks.extract.entities import Mention
from tests.extract.support import finishes, values
from tests.support.command import python
from tests.support.each_case import each_case

WORDS = st.sampled_from(
    "http://a.be/x www.b.be. @naam x@y.be 30 april 2013 1er août 30/4/2013 31/2/2012 € 2,5 miljoen euro "
    "1.200 1 200 000 50 % pour cent vraag nr. 5-8900 question écrite n° 5-1 5-1234/1 ( ) , ; … ” « » "
    "euros d'euros EUR 2012 100".split(" ")
)
TEXTS = st.text(max_size=60) | st.lists(WORDS | st.text(max_size=3), max_size=15).map(" ".join)


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("😀 @naam 𝔸 30 april 2013 e\u0301 www.a.be.", "nl")
def test_the_mentions_of_any_text_stand_where_they_say_and_never_overlap(text, language):
    end = 0
    for mention in mentions(text, language):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        assert mention.kind in MENTION_KINDS
        end = mention.end


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_values_of_any_text_are_of_their_form(text, language):
    for mention in mentions(text, language):
        if mention.kind in {"money", "quantity"}:
            assert all(Decimal(number) >= 0 for number in mention.value.split("/"))
            assert mention.unit
            least, most = mention.ends
            numbers = [float(number) for number in mention.value.split("/")]
            rises = numbers == sorted(numbers)
            assert (least, most) == ((numbers[0], numbers[-1]) if rises else (None, None))
        else:
            assert mention.ends == (None, None)
        if mention.kind == "url":
            assert "://" in mention.value


@given(
    st.sampled_from(("", "Het woog ", "Het woog:", "/", "(", "n°")),
    st.from_regex(r"[0-9]{1,3}(?:[ .,][0-9]{1,3}){0,3}", fullmatch=True),
    st.sampled_from((" kg", " euro", " %", " treinen", " trains")),
    st.sampled_from(LANGUAGES),
)
@example("Het woog:", "6 844", " kg", "nl")
@example("Het woog ", "44.6 04", " euro", "nl")
def test_a_figure_is_read_from_its_first_digit_or_not_at_all(before, figure, unit, language):
    found = mentions(f"{before}{figure}{unit} samen.", language)
    assert {one.start for one in found if one.kind in {"money", "quantity"}} <= {len(before)}


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("12.5", (12.5, 12.5)),
        ("35/60", (35, 60)),
        ("60/35", (None, None)),
        ("9" * 400, (None, None)),
        (None, (None, None)),
    ],
)
def test_the_ends_of_a_range_are_in_order_and_numbers(value, ends):
    assert Mention(0, 1, "money", "x", value, "EUR").ends == ends


@pytest.mark.parametrize(
    "text", ["1 auguſtus 2012", "1 aprıl 2012", "3 euroſ", "1 JUNİ 2012", "5 mıljoen euro"]
)
def test_letters_that_only_look_alike_stop_nothing(text):
    assert isinstance(mentions(text, "nl"), tuple)


@each_case("end", [".", ",", ";", ":", "!", "?", ")", "”", "»", "…", ").", "”.", "’"])
@each_case("address", ["http://www.a.be/x", "https://a.be/x?y=1&z=2", "www.a.be/Belgium.be"])
def test_an_address_is_without_the_mark_behind_it(address, end):
    (mention,) = mentions(f"zie {address}{end} Daarna", "nl")
    assert (mention.kind, mention.text) == ("url", address)
    assert mention.value == (address if "://" in address else f"http://{address}")


@each_case("text", ["@FOD_Financien", "@belgiumbe", "@Élodie"])
@each_case("end", [" ", ".", ", ", ")", ""])
def test_a_handle_is_without_the_mark_behind_it(text, end):
    assert values(f"via {text}{end}", "handle") == [(text, text.lower(), None)]


@each_case(
    ("text", "value"),
    [
        ("5", "5"),
        ("10.000", "10000"),
        ("1 200 000", "1200000"),
        ("1\u00a0200\u00a0000", "1200000"),
        ("1\u202f200", "1200"),
        ("3,75", "3.75"),
        ("1.234,5", "1234.5"),
        ("1 234,50", "1234.50"),
    ],
)
@each_case("unit", ["%", " %", "\u00a0%", " procent", " pour cent"])
def test_belgian_numbers_are_read_in_percentages(text, value, unit):
    assert values(f"Dat is {text}{unit} van het geheel.", "quantity") == [(text + unit, value, "%")]


LARGE = dict(
    row.split("\t") for row in Path(__file__).with_name("large_texts.tsv").read_text("utf-8").splitlines()[1:]
)
"""Expressions that make texts of one thing."""
LONG_ENOUGH = 250_000
"""Letters at which work that grows with their square takes minutes."""


@pytest.mark.long
@pytest.mark.parametrize("what", LARGE)
def test_the_work_grows_with_the_text_alone(what):
    text = f"({LARGE[what]})[:{LONG_ENOUGH}]"
    code = f"from tasks.extract import mentions; mentions({text}, 'nl'); mentions({text}, 'fr')"
    assert finishes(code), "the time grows with the square of the text"


@pytest.mark.parametrize(
    "piece",
    [
        "5 dagen per ",
        "5 % per ",
        "minister van Justitie, toegevoegd aan de ",
        "heren Jan, ",
        "MM. Jan, ",
        "MINISTER VAN Raad ",
        "lits MR (MR) ",
        "Vlaams en Waals en ",
    ],
)
@pytest.mark.parametrize("times", [1000, pytest.param(2000, marks=pytest.mark.long)])
def test_repetitions_end(times, piece):
    assert finishes(f"from tasks.extract import mentions; mentions({piece!r} * {times}, 'nl')")


@pytest.mark.long
def test_what_is_found_does_not_depend_on_the_process():
    text = "50 pct. van de 310 000 keer per jaar, 12 pro justitia's en 3 voltijdse equivalenten"
    code = f"from tasks.extract import mentions; print(mentions({text!r}, 'nl'))"
    done = [python(code, PYTHONHASHSEED=str(seed)) for seed in range(6)]
    assert len({one.stdout for one in done}) == 1
    assert "pct." in done[0].stdout


BLANKS = {"two": "  ", "three": "   ", "unbreakable": "\u00a0", "both": " \u00a0", "narrow": "\u202f "}


@each_case("name", BLANKS)
def test_blanks_between_words_change_nothing(name):
    text = (
        "Het koninklijk besluit van 3 mei 1999 van de minister van Justitie kostte 3,5 miljoen euro. "
        "Volgens de Raad van State en de heer Jan Janssens van Gent duurde dit 12 dagen."
    )
    spaced = re.sub("(?<!\\.) ", BLANKS[name], text)
    own = [(one.kind, one.value, one.unit, one.entity_id, one.text) for one in mentions(text, "nl")]
    found = mentions(spaced, "nl")
    assert [
        (one.kind, one.value, one.unit, one.entity_id, " ".join(one.text.split())) for one in found
    ] == own
    assert all(spaced[one.start : one.end] == one.text for one in found)
    assert len(own) >= 6


def test_a_line_break_within_a_sentence_changes_nothing_and_rows_of_a_table_stay_apart():
    broken = "Volgens de Raad van\nState en het koninklijk\nbesluit van 3 mei 1999"
    assert [one.entity_id for one in mentions(broken, "nl")] == ["raad-van-state", "eli/besluit/1999/05/03"]
    assert [one.text for one in mentions("Total\t5\t400 euros, 2010  12  300 euros", "fr")] == [
        "400 euros",
        "2010",
        "300 euros",
    ]
    act = mentions("articles 5\net 6 de la loi du 3 mai 2003", "fr")
    assert [one.articles for one in act] == ["5 et 6"]
    table = mentions("Stemmen\n812 790\nOpen Vld", "nl")
    assert [(one.kind, one.text) for one in table] == [("party", "Open Vld")]
