"""Cases of repair as data: cases/*.json, each with what it should become; a known failure says so."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import repair_text
from tasks.repair.edits import apply
from tests.repair.support import undo
from tests.support import PROJECT
from tests.support.each_case import each_case
from tests.support.examples import examples

FOLDER = PROJECT / "tests/repair/cases"
CASES = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
KEYS = {"label", "comment", "language", "original", "fixed", "rule", "expect"}
PIECES = ["? ", "  ", "o?", "t ", "\n"]
LOST = [case for name in ("lost", "dropped") for case in CASES[name]]
WORDS = [word for case in LOST for word in case["fixed"].split(" ") if not {"?", "\ufffd"} & {*word}]


@each_case("case", [case for cases in CASES.values() for case in cases])
def test_a_case_becomes_what_it_should(case):
    assert case.keys() <= KEYS
    found = repair_text(case["original"], case["language"])
    assert (found.text == case["fixed"]) is (case["expect"] == "pass"), found
    assert apply(case["original"], found.repairs) == found.text
    assert "rule" not in case or set(case["rule"].split(", ")) == {repair.rule for repair in found.repairs}
    assert all(0.5 < repair.certainty < 1 for repair in found.repairs)
    assert repair_text(found.text, case["language"]).text == found.text


@each_case("case", [case for case in CASES["utf8"] if {"rule", "comment"} & case.keys()])
def test_what_needs_no_guess_is_repaired_in_text_from_bytes_too(case):
    assert repair_text(case["original"], case["language"], from_bytes=True).text == case["fixed"]


@examples(200)
@given(
    st.lists(st.sampled_from([*(case["original"] for case in LOST), *PIECES]), max_size=6),
    st.sampled_from(["nl", "fr", None]),
)
def test_every_mixture_of_lost_letters_is_undone_and_repaired_once(pieces, language):
    text = " ".join(pieces)
    found = repair_text(text, language)
    assert apply(text, found.repairs) == found.text
    assert undo(found.text, found.repairs) == text
    assert repair_text(found.text, language).repairs == ()


@examples(200)
@given(
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.sampled_from(["?", "\ufffd"]),
    st.sampled_from(["nl", "fr"]),
)
def test_only_marks_change(words, mark, language):
    shown = "".join(letter if letter.isascii() else mark for letter in " ".join(words))
    found = repair_text(shown, language).text
    assert len(found) == len(shown)
    for old, new in zip(shown, found, strict=True):
        assert old in (new, mark) or (old, new) == (" ", "-")  # before a subject: "department il"
        assert new in (old, "\u00a0") or (new.isprintable() and new != "\ufffd")
