"""The labels of both versions of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import NUMBERINGS
from tasks.extract import SubQuestion, aligned, subquestions
from tests.support.each_case import each_case

STYLES = {
    "numbers": ("1)", "2)"),
    "letters": ("a)", "b)"),
    "numerals": ("I.", "II."),
    "bullets": ("-", "-"),
    "words": ("Ten eerste,", "Ten tweede,"),
    "inferred": ("", ""),
}
LEAD = {"inferred": ("Mijn vragen:",)}


def asked(style: str) -> tuple[SubQuestion, ...]:
    first, second = STYLES[style]
    return subquestions((*LEAD.get(style, ()), f"{first} Hoeveel?", f"{second} Wie?"))


def labels(items: tuple[SubQuestion, ...]) -> list[str | None]:
    return [item.label for item in items]


@each_case(
    ("dutch", "french", "original", "expected"),
    [
        ("numbers", "numbers", None, ["1", "2"]),
        ("numbers", "letters", None, ["1", "2"]),
        ("letters", "numbers", None, ["a", "b"]),
        ("letters", "numbers", "nl", ["a", "b"]),
        ("letters", "numbers", "fr", ["1", "2"]),
        ("numerals", "numbers", "nl", ["I", "II"]),
        ("numerals", "numbers", "fr", ["1", "2"]),
        ("words", "letters", "fr", ["a", "b"]),
        ("bullets", "numbers", None, ["1", "2"]),
        ("numbers", "bullets", None, ["1", "2"]),
        ("numbers", "bullets", "fr", ["1", "2"]),
        ("bullets", "letters", "nl", ["a", "b"]),
        ("bullets", "bullets", "fr", [None, None]),
        ("inferred", "inferred", None, ["1", "2"]),
        ("inferred", "letters", "nl", ["a", "b"]),
        ("letters", "inferred", "fr", ["a", "b"]),
        ("inferred", "bullets", "fr", ["1", "2"]),
    ],
)
def test_both_versions_get_the_same_labels(dutch, french, original, expected):
    one, other = aligned(asked(dutch), asked(french), original)
    assert labels(one) == labels(other) == expected


@pytest.mark.parametrize("original", [None, "nl", "fr"])
def test_the_texts_stay_where_they_are(original):
    dutch, french = asked("numbers"), asked("bullets")
    for before, after in zip((dutch, french), aligned(dutch, french, original), strict=True):
        assert [(item.text, item.first, item.last, item.numbering) for item in before] == [
            (item.text, item.first, item.last, item.numbering) for item in after
        ]


@pytest.mark.parametrize("original", [None, "nl", "fr"])
def test_unequally_many_questions_stay_as_they_are(original):
    dutch, french = asked("numbers"), subquestions(("a) Combien ?", "b) Qui ?", "c) Pourquoi ?"))
    assert aligned(dutch, french, original) == (dutch, french)
    assert aligned(dutch, (), original) == (dutch, ())


ITEMS = st.lists(
    st.builds(
        SubQuestion,
        st.none() | st.sampled_from(["1", "2", "a", "I"]),
        st.text(),
        st.just(0),
        st.just(1),
        st.sampled_from(NUMBERINGS),
    ),
    max_size=5,
)


@given(ITEMS, ITEMS, st.sampled_from([None, "nl", "fr"]))
def test_alignment_is_done_once_and_for_all(dutch, french, original):
    once = aligned(dutch, french, original)
    assert aligned(*once, original) == once
    assert len(dutch) != len(french) or labels(once[0]) == labels(once[1])
