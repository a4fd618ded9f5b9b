"""No text asks for more work than its length allows; what is left then stays as it came."""

import random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import charsets, repair_text
from tasks.repair.chunks import REACH
from tasks.repair.edits import apply
from tasks.repair.misread import gains as scorer
from tasks.repair.statistics import scoring, word_lists
from tasks.repair.statistics.model import LANGUAGES

from .test_words import SENTENCES, damage, words

SMALL = "abcdefghijklmnopqrstuvwxyz"
BEYOND = "".join(map(chr, range(0x80, 0x250)))
MOST_OF_ONE = len(LANGUAGES) * 2 * scoring.BEAM * 2 * REACH
"""Letters that the last chunk may take beyond the budget."""


def by_chance(letters, size):
    return "".join(random.Random(8900).choices(letters, k=size))


def all_different(odd, size):
    """Return words that are all different, each with one odd letter."""
    chance = random.Random(8900)
    found = []
    while len(found) < size // 10:
        word = chance.choices(SMALL, k=8)
        word[chance.randrange(8)] = chance.choice(odd)
        found.append("".join(word))
    return " ".join(found)


def page(size):
    return "\n".join(
        damage(SENTENCES[language].format(word), "mac_latin2")
        for language in LANGUAGES
        for word in words(language)
    )[:size]


SHAPES = {
    "letters by chance": lambda size: by_chance(BEYOND + SMALL * 10 + " " * 60, size),
    "one endless word of strange letters": lambda size: by_chance(BEYOND, size),
    "one endless word, damaged here and there": lambda size: by_chance(SMALL + "Ž", size),
    "words all different": lambda size: all_different("Ž", size),
    "words all different, Western": lambda size: all_different("ÚþÓŠ°Ù×", size),
    "words all different, any letter": lambda size: all_different(BEYOND, size),
    "a damaged page, then nonsense": lambda size: page(size // 4) + all_different("Ž", size // 4 * 3),
    "a damaged page, then names": lambda size: page(size // 4) + all_different("Žťé", size // 4 * 3).title(),
    "Polish letters": lambda size: by_chance(SMALL + "ąęółśżźćń" + " " * 6, size),
    "Cyrillic letters": lambda size: by_chance("абвгдежзийклмнопрстуфхцчшщъыьэюя     ", size),
    "quotation marks and capitals": lambda size: by_chance("ab cé’“”‘«»…–— ÉÊô", size),
    "C1 controls": lambda size: by_chance("".join(map(chr, range(0x80, 0xA0))) + "ab \u200f\0", size),
    "letters alone": lambda size: " ".join(by_chance(BEYOND, size // 2)),
}


def letters(work, *arguments):
    """How many letters are read when something is done without any memory."""
    read, found = scoring._read, [0]

    def counting(language, reading, characters):
        found[0] += len(characters)
        return read(language, reading, characters)

    scoring.read_chunk.cache_clear()
    with patch.object(scoring, "_read", counting):
        work(*arguments)
    return found[0]


def test_a_compound_is_looked_for_only_where_words_can_end():
    assert word_lists.is_compound("straatvergunning")
    with patch.object(word_lists, "is_listed", return_value=False) as looked_up:
        assert not word_lists.is_compound("ž" * 50_000)
        assert looked_up.call_count == 0


SHORT = ("words all different", "Polish letters", "Cyrillic letters", "letters alone")


@pytest.mark.parametrize("language", ["fr", pytest.param(None, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "shape", [shape if shape in SHORT else pytest.param(shape, marks=pytest.mark.long) for shape in SHAPES]
)
def test_no_text_takes_more_letters_than_its_length_allows(shape, language, monkeypatch):
    monkeypatch.setattr(scorer, "FIXED", scorer.FIXED // 16)  # the smaller, the sooner a leak shows
    for size in (3_000, 12_000):
        text = SHAPES[shape](size)
        assert letters(repair_text, text, language) <= scorer.FIXED + len(text) // scorer.ONE_IN + MOST_OF_ONE


def test_the_bound_is_reached():
    text = SHAPES["words all different"](60_000)
    assert repair_text(text, "fr").skipped > 0


@given(
    st.text(st.sampled_from("abAB.-éŽťŲęí’“ÉÚ"), min_size=1, max_size=30),
    st.sampled_from(charsets.pairs()),
    st.sampled_from(LANGUAGES),
)
def test_letters_are_counted_in_full(chunk, pair, language):
    options = chunk.translate(pair.table)
    found = letters(scoring.read_chunk, language, chunk, options)
    assert 0 < found <= scorer.letters_read(chunk, options)


def test_no_letter_is_read_when_none_may_be(monkeypatch):
    """What the word lists know comes back all the same."""
    monkeypatch.setattr(scorer, "FIXED", 0)
    monkeypatch.setattr(scorer, "ONE_IN", 10**9)
    text = page(10_000)
    assert letters(repair_text, text) == 0
    assert repair_text(text).skipped > 0


@pytest.mark.parametrize("share", [16, 32, 64])
def test_what_is_beyond_the_bound_stays_as_it_came(share, monkeypatch):
    text = page(40_000)
    whole = repair_text(text)
    monkeypatch.setattr(scorer, "FIXED", scorer.FIXED // share)
    monkeypatch.setattr(scorer, "ONE_IN", 10**9)
    part = repair_text(text)
    assert whole.skipped == 0 < part.skipped
    assert {(change.start, change.after) for change in part.repairs} < {
        (change.start, change.after) for change in whole.repairs
    }
    assert part.text == apply(text, part.repairs)


def test_a_text_is_judged_alike_whatever_was_read_before(monkeypatch):
    monkeypatch.setattr(scorer, "FIXED", scorer.FIXED // 16)
    text = SHAPES["a damaged page, then nonsense"](12_000)
    scoring.read_chunk.cache_clear()
    cold = repair_text(text, "fr")
    assert repair_text(text, "fr") == cold
    assert cold.skipped > 0


@pytest.mark.parametrize("rule", ["mac_latin2", "cp852", "iso8859_13", "cp437"])
def test_a_page_of_unlisted_words_is_judged_complete(rule):
    """Harder than any real page: each sentence brings a word that stands in no list."""
    text = "\n".join(
        damage(SENTENCES[language].format(word), rule) for language in LANGUAGES for word in words(language)
    )
    for language in (*LANGUAGES, None):
        assert repair_text(text, language).skipped == 0


@pytest.mark.parametrize("layers", [1, 2])
def test_layers_become_one_repair_each(layers):
    """However many repairs, those of one pass and the next are put together in one walk."""
    shown, number = "é", 5_000
    for _ in range(layers):
        shown = "".join(charsets.decode_byte(code, charsets.WINDOWS) for code in shown.encode())
    found = repair_text(shown * number)
    assert found.text == "é" * number
    assert [change.start for change in found.repairs] == list(range(0, len(shown) * number, len(shown)))
    assert {(change.before, change.after) for change in found.repairs} == {(shown, "é")}
    assert found.repairs[-1].end == len(shown) * number
