"""Questions whose texts are the same, and those whose texts only look so."""

import unicodedata
from itertools import pairwise

import pytest

from tests.link.same.support import are_same, dutch, french, groups, link, question, text

SHORT = "Wat is de stand van zaken in dit dossier?"
OTHER = """
Het aantal ingevoerde honden stijgt elk jaar. Handelaars halen puppy's uit verre landen waar de inenting tegen
hondsdolheid niet wordt nagegaan. Hoeveel dieren werden er aan de grens tegengehouden, en wat gebeurde ermee?
"""


def edited(letters, *changes):
    for before, after in changes:
        assert before in letters
        letters = letters.replace(before, after)
    return letters


@pytest.mark.parametrize(("letters", "language"), [(dutch(), "nl"), (french(), "fr")])
class TestTheSameQuestion:
    def test_equal_texts(self, letters, language):
        assert are_same(letters, letters, language)

    def test_other_signs_spaces_and_capitals(self, letters, language):
        assert are_same(letters, " ".join(letters.split()).replace(",", " ;").lower(), language)

    def test_letters_in_pieces(self, letters, language):
        assert are_same(letters, unicodedata.normalize("NFD", letters), language)

    @pytest.mark.parametrize("sign", ["Ž", "ť", "Ű", "\ufffd"])
    def test_letters_read_with_a_wrong_character_set(self, letters, language, sign):
        damaged = "".join(sign if letter.isalpha() and not letter.isascii() else letter for letter in letters)
        assert are_same(letters, damaged, language)

    def test_paragraphs_added_at_the_end(self, letters, language):
        assert are_same(letters, letters + "\n\n4) Graag ook de cijfers van Gent voor 2013.", language)


def test_a_question_put_again_after_another_minister_came():
    again = edited(dutch(), ("Uw voorganger liet", "U liet"), ("zijn er behandeld", "werden behandeld"))
    assert are_same(dutch(), again)


def test_accents_left_out_of_a_name():
    assert are_same(dutch("Hélécine"), dutch("Helecine"))


def test_initials_and_the_beginnings_of_sentences_are_no_names():
    assert are_same(dutch(), edited(dutch(), ("Reizigers in", "Klanten in")))
    assert are_same(dutch(), edited(dutch(), ("1) Hoeveel klachten", "1) Welke klachten")))
    assert not are_same(dutch("A. Ryckmans"), dutch("A. Vandamme"))


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        (dutch("Aalst"), dutch("Elst"), "nl"),
        (dutch("Aalst"), dutch("Sint-Niklaas"), "nl"),
        (dutch("NMBS"), dutch("bpost"), "nl"),
        (dutch("12"), dutch("14"), "nl"),
        (dutch(month="maart"), dutch(month="april"), "nl"),
        (dutch(year="2012"), dutch(year="2013"), "nl"),
        (french("de Liège"), french("de Gand"), "fr"),
        (french("wallonne"), french("flamande"), "fr"),
        (french(month="février"), french(month="août"), "fr"),
    ],
)
def test_one_pattern_about_two_things_is_two_questions(first, second, language):
    assert not are_same(first, second, language)


def test_a_word_exchanged_throughout_is_another_matter():
    other = edited(dutch(), ("deze kantoren", "deze gevangenissen"), ("zijn kantoren", "zijn gevangenissen"))
    assert not are_same(dutch(), other)
    assert are_same(dutch(), edited(dutch(), ("kantoren", "kantoor")))


def test_another_demand_in_the_same_frame_is_another_question():
    frame = OTHER + dutch()
    demand = "Welk bedrag is daarvoor uitgetrokken in de begroting van 2012, en wie houdt toezicht op de "
    other = "Kan er met de gemeenten en hun verenigingen overlegd worden over een gratis vervangende "
    assert not are_same(frame, edited(frame, (demand, other)))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("nl", "vijf jaar", "tien jaar"),
        ("nl", "vijf jaar", "een jaar"),
        ("nl", "tweeëntwintig jaar", "drieëntwintig jaar"),
        ("nl", "het eerste kwartaal", "het tweede kwartaal"),
        ("fr", "cinq ans", "dix ans"),
        ("fr", "dix ans", "onze ans"),
        ("fr", "vingt-cinq ans", "vingt-six ans"),
    ],
)
def test_a_number_in_words_is_a_number(language, one, other):
    frame = dutch() if language == "nl" else french()
    first, second = (f"{frame} Graag de cijfers van {number} over heel het land." for number in (one, other))
    assert are_same(first, first + " Alvast bedankt.", language)
    assert not are_same(first, second, language)


def test_what_the_texts_do_not_tell_apart():
    """A common word exchanged once in a long text, and a word added, 'niet' too (docs/entities.md)."""
    assert are_same(dutch(), edited(dutch(), ("de lift buiten", "de trap buiten")))
    assert are_same(dutch(), edited(dutch(), ("er is niets gebeurd", "er is toen niets gebeurd")))
    assert are_same(dutch(), edited(dutch(), ("te been is", "te been niet is")))


def test_a_large_family_of_one_pattern_stays_apart_unless_a_link_says_otherwise():
    towns = "Aalst Gent Brugge Hasselt Luik Bergen Namen Leuven Mechelen Kortrijk".split()
    texts = [text(f"5-{at}", dutch(town)) for at, town in enumerate(towns, 1)]
    assert groups(texts) == []
    assert groups(texts, [link("5-3", "also_asked_as", "5-7")]) == [["5-3", "5-7"]]


def test_each_minister_asked_about_his_own_department_is_asked_the_same():
    ministers = ("de minister van Financiën", "de minister van Justitie")
    first, second = dutch("Financiën"), dutch("Justitie")
    assert are_same(first, second, addressee_nl=ministers)
    assert not are_same(first, second, addressee_nl=ministers[::-1])
    assert not are_same(first, second, addressee_nl=("de minister van Financiën en Justitie",) * 2)


def test_texts_in_two_languages_and_answers_are_not_compared():
    assert groups([text("5-1", dutch(), "nl"), text("5-2", dutch(), "fr")]) == []
    assert groups([text("5-1", dutch(), part="answer"), text("5-2", dutch(), part="answer")]) == []


def test_one_equal_language_suffices_for_the_other_was_translated_anew():
    texts = [text("5-1", dutch()), text("5-2", dutch())]
    texts += [text("5-1", french(), "fr"), text("5-2", OTHER, "fr")]
    assert groups(texts) == [["5-1", "5-2"]]


def test_the_other_language_can_show_that_it_is_about_something_else():
    texts = [text("5-1", dutch()), text("5-2", edited(dutch(), ("geachte", "bevoegde")))]
    assert groups(texts) == [["5-1", "5-2"]]
    texts += [text("5-1", french("de Liège"), "fr"), text("5-2", french("de Gand"), "fr")]
    assert groups(texts) == []


class TestShortTexts:
    @pytest.mark.parametrize(
        "columns",
        [
            {"author": ("Ann Peeters", "Ann Peeters")},
            {"title_nl": ("Treinen - Lift", "Treinen – lift")},
            {"author": ("Ann Peeters", "Jan Claes"), "title_nl": ("Lift", "Lift")},
        ],
    )
    def test_equal_with_author_or_title(self, columns):
        assert are_same(SHORT, SHORT.lower(), **columns)

    @pytest.mark.parametrize(
        "columns",
        [
            {},
            {"author": ("Ann Peeters", "Jan Claes")},
            {"author": ("Ann Peeters", None)},
            {"title_fr": ("Lift", "Lift")},
        ],
    )
    def test_equal_without_either(self, columns):
        assert not are_same(SHORT, SHORT, **columns)

    def test_nearly_equal(self):
        long = "Welke stappen werden er gezet om de lift te herstellen en het perron toegankelijk te maken"
        assert not are_same(long, long + " intussen", author=("Ann Peeters", "Ann Peeters"))

    def test_equal_while_the_other_language_has_other_texts(self):
        questions = [question(name, author="Ann Peeters") for name in ("5-1", "5-2")]
        texts = [text("5-1", SHORT), text("5-2", SHORT)]
        assert groups(texts, questions=questions) == [["5-1", "5-2"]]
        texts += [text("5-1", french(), "fr"), text("5-2", OTHER, "fr")]
        assert groups(texts, questions=questions) == []

    @pytest.mark.parametrize("letters", ["", "?", "…", "é"])
    def test_a_text_without_words_is_none(self, letters):
        assert not are_same(letters, letters, author=("Ann Peeters", "Ann Peeters"))


class TestChains:
    """Each text is near the next one, and the first is far from the last."""

    STEPS = (
        ("lift buiten gebruik is", "roltrap stilstaat sinds lang"),
        ("een andere weg nemen", "over het spoor lopen of thuis blijven"),
        ("ervoor te zorgen dat de toegang", "mogelijk te maken dat het vervoer"),
    )

    def chain(self):
        texts = [dutch()]
        for step in self.STEPS:
            texts.append(edited(texts[-1], step))
        return texts

    def test_each_step_is_the_same_question(self):
        chain = self.chain()
        assert all(are_same(first, second) for first, second in pairwise(chain))
        assert not are_same(chain[0], chain[-1])

    def test_a_chain_joins_only_what_is_the_same_as_all(self):
        chain = self.chain()
        together = groups([text(f"5-{at}", letters) for at, letters in enumerate(chain, 1)])
        assert [f"5-{at}" for at in range(1, len(chain) + 1)] not in together
        for members in together:
            letters = [chain[int(name.removeprefix("5-")) - 1] for name in members]
            assert all(are_same(one, other) for one in letters for other in letters)

    def test_a_bridge_of_additions_joins_no_two_names(self):
        plain = edited(dutch(), ("station Aalst melden", "station melden"))
        texts = [text("5-1", plain), text("5-2", dutch("Aalst")), text("5-3", dutch("Gent"))]
        assert groups(texts) == [["5-1", "5-2"]]

    def test_a_link_carries_on_where_texts_stop(self):
        chain = self.chain()
        texts = [text("5-1", chain[0]), text("5-2", chain[0]), text("5-3", chain[-1]), text("5-4", chain[-1])]
        assert groups(texts) == [["5-1", "5-2"], ["5-3", "5-4"]]
        assert groups(texts, [link("5-2", "reintroduced_as", "5-4")]) == [["5-1", "5-2", "5-3", "5-4"]]

    def test_a_question_in_both_languages_joins_one_in_each(self):
        texts = [text("5-1", dutch()), text("5-3", french(), "fr")]
        assert groups(texts) == []
        assert groups([*texts, text("5-2", dutch()), text("5-2", french(), "fr")]) == [["5-1", "5-2", "5-3"]]
