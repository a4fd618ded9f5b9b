"""Things named in a text, told by their form."""

import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.codes import LANGUAGES, MENTION_KINDS
from tasks.extract import mentions
from tasks.extract.entities import Mention
from tests.extract.support import finishes, found, shown, values
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


@each_case(
    ("text", "day"),
    [
        ("30 april 2013", date(2013, 4, 30)),
        ("1 februari 2010", date(2010, 2, 1)),
        ("1 février 2010", date(2010, 2, 1)),
        ("1er février 2010", date(2010, 2, 1)),
        ("12 aôut 2011", date(2011, 8, 12)),
        ("12 août 2011", date(2011, 8, 12)),
        ("12 aout 2011", date(2011, 8, 12)),
        ("5\u00a0mei\u00a02012", date(2012, 5, 5)),
        ("30/4/2013", date(2013, 4, 30)),
        ("08/04/2021", date(2021, 4, 8)),
        ("30.4.2013", date(2013, 4, 30)),
        ("30-04-2013", date(2013, 4, 30)),
        ("29 februari 2012", date(2012, 2, 29)),
    ],
)
def test_dates_in_words_and_figures_are_days(text, day):
    assert values(f"De brief van {text}, aangekomen.", "date") == [(text, day.isoformat(), None)]


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("eerste tot het derde kwartaal van 2012", "nl", "2012-01/2012-09"),
        ("tweede tot het derde kwartaal van 2012", "nl", "2012-04/2012-09"),
        ("premier au deuxième trimestre de 2012", "fr", "2012-01/2012-06"),
    ],
)
def test_a_range_of_quarters_begins_with_its_first_month(text, language, months):
    (mention,) = found(f"{'van het' if language == 'nl' else 'du'} {text}.", "date", language)
    assert (mention.text, mention.value) == (text, months)


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


def test_an_electronic_address_is_no_handle():
    text = "Schrijf naar Jan.Janssens@senaat.be. Of via @senaat."
    assert values(text, "email") == [("Jan.Janssens@senaat.be", "jan.janssens@senaat.be", None)]
    assert [mention.text for mention in found(text, "handle")] == ["@senaat"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("schriftelijke vraag nr. 5-8900", "5-8900"),
        ("vraag 5-8900", "5-8900"),
        ("question écrite n° 5-3820", "5-3820"),
        ("question écrite 4-12", "4-12"),
        ("Vraag nr. 3-5277", "3-5277"),
    ],
)
def test_a_question_that_is_named_has_its_identifier(text, entity):
    (mention,) = found(f"Ik verwijs naar {text}.", "document")
    assert (mention.text, mention.value, mention.entity_id) == (text, entity, entity)


def test_a_parliamentary_paper_is_a_document_but_no_question():
    (mention,) = found("stuk Senaat, nr. 5-1234/1, blz. 3", "document")
    assert (mention.text, mention.value) == ("stuk Senaat, nr. 5-1234/1", "5-1234/1")
    assert mention.entity_id == "senate:5-1234/1"


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


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2 500 euro", "2500", "EUR"),
        ("2.500 euro", "2500", "EUR"),
        ("2\u00a0500\u00a0€", "2500", "EUR"),
        ("12,50 EUR", "12.50", "EUR"),
        ("3 €", "3", "EUR"),
        ("€ 2.500,75", "2500.75", "EUR"),
        ("€2.500", "2500", "EUR"),
        ("EUR 300", "300", "EUR"),
        ("1.000 dollar", "1000", "USD"),
        ("1 200 000 euros", "1200000", "EUR"),
    ],
)
def test_amounts_are_read_with_their_currency(text, value, unit):
    assert values(f"De kostprijs is {text} per jaar.", "money") == [(text, value, unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5 miljoen euro", "2500000"),
        ("3 miljard euro", "3000000000"),
        ("1 miljoen EUR", "1000000"),
        ("1,2 million d'euros", "1200000"),
        ("1,2 million d’euros", "1200000"),
        ("3 milliards d’euros", "3000000000"),
        ("2 millions d'euros", "2000000"),
        ("1.250 miljoen euro", "1250000000"),
        ("€ 2,5 miljoen", "2500000"),
        ("EUR 3 miljard", "3000000000"),
        ("2,5 miljoen €", "2500000"),
    ],
)
def test_amounts_are_read_with_their_scale(text, value):
    ((shown, number, unit),) = values(f"Het budget is {text} per jaar.", "money")
    assert (shown, Decimal(number), unit) == (text, Decimal(value), "EUR")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2012 350 euro", ["350"]),
        ("de 1.5 euro", ["1.5"]),
        ("5.350 eurocent", ["53.5"]),
        ("nr. 12, 40 euro", ["40"]),
        ("40 europese", []),
    ],
)
def test_neighbouring_figures_and_letters_are_not_taken_into_an_amount(text, expected):
    assert [value for _, value, _ in values(text, "money")] == expected


LARGE = {
    "words": "'de dienst ' * 100_000",
    "digits": "'1' * 1_000_000",
    "digits in groups": "'111 ' * 250_000",
    "digits with points": "'111.' * 250_000",
    "address with full stops": "'http://a' + '.' * 3_000_000",
    "address with brackets": "'http://a' + '()' * 500_000",
    "at signs": "'@' * 1_000_000",
    "address without end": "'a@' + 'b.' * 500_000",
    "local part without end": "'a.' * 500_000 + '@b.be'",
    "dates": "'30/4/2013 ' * 100_000",
    "addresses": "'www.a.be ' * 110_000",
    "spaces": "' ' * 1_000_000",
    "euros": "'€ ' * 500_000",
    "laws without date": "'wet op ' * 150_000",
    "laws over lines": "'wet op\\\\n' * 150_000",
    "articles": "'artikel 1, § 1, ' * 60_000",
    "one article of many": "'artikel ' + '1, ' * 300_000",
    "titles": "'de heer ' * 120_000",
    "names": "'Jan Van ' * 120_000",
    "capitals": "'Aaa ' * 250_000",
    "ministers": "'minister van Justitie en ' * 40_000",
    "portfolios": "'minister van ' + 'Justitie, ' * 100_000",
    "questions": "'vraag nr. 5-1234, ' * 60_000",
    "papers of one question": "'vraag nr. 5-1234' + ', 5-1234' * 120_000",
    "numbers of": "'aantal x 1 ' * 90_000",
    "and": "'en 1 ' * 200_000",
    "companies": "'Aaa & ' * 170_000",
    "bodies listed and not": "'NMBS, Aankoopcomité ' * 60_000",
    "phones": "'02/' * 330_000",
    "ranges": "'2012-' * 200_000",
}


LONG_ENOUGH = 250_000
"""Letters at which work that grows with their square takes minutes."""


@pytest.mark.long
@pytest.mark.parametrize("what", LARGE)
def test_the_work_grows_with_the_text_alone(what):
    text = f"({LARGE[what]})[:{LONG_ENOUGH}]"
    code = f"from tasks.extract import mentions; mentions({text}, 'nl'); mentions({text}, 'fr')"
    assert finishes(code), "the time grows with the square of the text"


@pytest.mark.long
def test_what_is_found_does_not_depend_on_the_process():
    text = "50 pct. van de 310 000 keer per jaar, 12 pro justitia's en 3 voltijdse equivalenten"
    code = f"from tasks.extract import mentions; print(mentions({text!r}, 'nl'))"
    seeds = [{**os.environ, "PYTHONHASHSEED": str(seed)} for seed in range(6)]
    done = [
        subprocess.run(
            [sys.executable, "-c", code], env=seed, capture_output=True, encoding="utf-8", check=True
        )
        for seed in seeds
    ]
    assert len({one.stdout for one in done}) == 1
    assert "pct." in done[0].stdout


@each_case(
    ("text", "kind", "language", "expected"),
    [
        ("de heer De Man van Groen en het groene licht", "person", "nl", ["De Man"]),
        ("de heer De Man van Groen en het groene licht", "party", "nl", ["Groen"]),
        ("tussen Leuven Brussel en Oostende", "place", "nl", ["Leuven", "Brussel", "Oostende"]),
        ("la loi du 8 juillet\n1964 relative à", "legal_act", "fr", ["loi du 8 juillet\n1964"]),
        ("FOD Financiën, NMBS-personeel en de NMBS", "organisation", "nl", ["FOD Financiën", "NMBS"]),
        ("de politiezone Antwerpen en het parket", "organisation", "nl", ["politiezone Antwerpen"]),
        ("rue de Namur 5 à Namur", "place", "fr", ["Namur"]),
        ("Le nombre de plaintes s'élève à 126 en 2013", "quantity", "fr", ["126"]),
        (
            "in 2012 werden 2012 personen geteld, waarvan 12 in Gent",
            "quantity",
            "nl",
            ["2012 personen", "12"],
        ),
        (
            "tussen 2008 en 2012, van 1 tot 15 maart 2012, eerste kwartaal van 2013",
            "date",
            "nl",
            ["2008 en 2012", "1 tot 15 maart 2012", "eerste kwartaal van 2013"],
        ),
        ("trein 2108 van 7.42 uur op lijn 161", "quantity", "nl", []),
    ],
)
def test_hard_cases_are_told_apart(text, kind, language, expected):
    assert shown(text, kind, language) == expected


@each_case(
    ("text", "kind", "entity"),
    [
        ("de wet van 8 juli 1964", "legal_act", "eli/wet/1964/07/08"),
        ("richtlijn 2004/38/EG", "legal_act", "32004L0038"),
        ("verordening (EU) nr. 1169/2011", "legal_act", "32011R1169"),
        ("verordening (EG) nr. 2006/2004", "legal_act", "32004R2006"),
        ("verordening (EEG) nr. 1408/71", "legal_act", "31971R1408"),
        ("richtlijn 97/67/EG", "legal_act", "31997L0067"),
        ("kaderbesluit 2002/584/JBZ", "legal_act", "32002F0584"),
        ("verordening (EU) 2016/679", "legal_act", "32016R0679"),
        ("artikel 10 van de Grondwet", "legal_act", "code:constitution"),
        ("in Elsene", "place", "nis:21009"),
        ("in Frankrijk", "place", "country:FR"),
        ("de RVA", "organisation", "rva"),
    ],
)
def test_things_that_are_known_have_their_identifier(text, kind, entity):
    assert [mention.entity_id for mention in found(text, kind)] == [entity]


BLANKS = {
    "two": "  ",
    "three": "   ",
    "unbreakable": "\u00a0",
    "both": " \u00a0",
    "narrow": "\u202f ",
}


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
