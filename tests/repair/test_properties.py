"""What holds for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import Repair, charsets, forget, repair_text
from tasks.repair.edits import apply, compose
from tasks.repair.statistics import scoring
from tests.repair.support import undo
from tests.support.examples import examples

from .test_words import MAIN, SENTENCES, damage, words

WORDS = words("nl") + words("fr") + "de la het – “x” 3 400 &amp; Ã© \x92 † ę Ľ Žižek\n".split(" ")
LETTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("éëïŽŲťÚŰ†ęĽí…ÃÂâ€&;amp#eacute \n\u00a0\x85\x92´“”’abAB"),
    ),
    max_size=60,
)
DAMAGED = st.builds(
    lambda chosen, rules: " ".join(damage(word, rule) for word, rule in zip(chosen, rules, strict=False)),
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.lists(st.sampled_from(MAIN), min_size=12, max_size=12),
)
TEXTS = st.one_of(LETTERS, DAMAGED)


@examples(300)
@given(TEXTS, st.sampled_from([None, "nl", "fr"]), st.booleans())
def test_every_text(text, language, from_bytes):
    found = repair_text(text, language, from_bytes=from_bytes)
    assert apply(text, found.repairs) == found.text
    assert undo(found.text, found.repairs) == text
    assert found.text.count("\n") == text.count("\n")
    assert found.language in ("nl", "fr", "")
    end = 0
    for repair in found.repairs:
        assert end <= repair.start < repair.end
        assert text[repair.start : repair.end] == repair.before != repair.after
        assert 0 <= repair.certainty <= 1
        end = repair.end
    again = repair_text(found.text, language, from_bytes=from_bytes)
    assert (again.text, again.repairs) == (found.text, ())


@st.composite
def edits(draw, text):
    repairs, at = [], 0
    while at < len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        repairs.append(
            Repair(start, end, text[start:end], draw(st.text("xyz", min_size=1, max_size=4)), "r", 1.0)
        )
        at = end
    return tuple(repairs)


@given(st.data(), st.text("abc", min_size=1, max_size=30))
def test_two_passes_are_one(data, text):
    first = data.draw(edits(text))
    middle = apply(text, first)
    second = data.draw(edits(middle))
    both = compose(text, first, second)
    assert apply(text, both) == apply(middle, second)
    assert undo(apply(text, both), both) == text


SHAPES = {
    "damaged sentences": lambda size: (
        damage(SENTENCES["nl"].format("coëxistentie"), "mac_latin2") * (size // 80)
    ),
    "one endless word": lambda size: "Žab" * (size // 3),
    "only suspicious letters": lambda size: "ŽťŲ" * (size // 3),
    "no spaces, nothing wrong": lambda size: "abcd" * (size // 4) + "Ž",
    "ampersands": lambda size: "&amp;" * (size // 5) + "&",
    "open entities": lambda size: "&a" * (size // 2),
    "halves of sequences": lambda size: "Ã" * size,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length(shape, monkeypatch):
    """Twice the text asks for at most about twice the readings and searches, whatever the text is."""

    def work(size):
        forget()
        counted = [0]
        plain = scoring.character_cost

        def counting(*given, **named):
            counted[0] += 1
            return plain(*given, **named)

        monkeypatch.setattr(scoring, "character_cost", counting)
        repair_text(SHAPES[shape](size), "nl")
        monkeypatch.setattr(scoring, "character_cost", plain)
        return counted[0]

    small, large = work(4_000), work(16_000)
    assert large <= 5 * small + 20_000


@pytest.mark.parametrize(
    "text", ["", "Niets aan de hand.\n" * 1000, "Rien à signaler, c’est déjà très bien. " * 500]
)
def test_text_without_suspicion_is_not_read(text, monkeypatch):
    monkeypatch.setattr("tasks.repair.text.detect_language", pytest.fail)
    monkeypatch.setattr("tasks.repair.text.repair_misread", pytest.fail)
    assert repair_text(text).text is text


def test_pairs_are_one_table():
    for pair in charsets.pairs():
        assert "\n" not in pair.table.values()
        assert all(code >= 0x80 for code in pair.table)
