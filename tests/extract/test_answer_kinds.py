"""What the parts of answers give: sentences as ministers write them; of several excuses the first counts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import ANSWER_KINDS
from schemas.vocabulary.phrases import PhraseGroup, phrase_groups, phrases, phrases_of
from tasks.extract.answers.answer_kinds import LONGEST, answer_kind
from tests.extract.support import finishes
from tests.support.each_case import each_case

ROWS = (Path(__file__).parent / "answer_kind_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
SENTENCES = [(text, kind) for kind, text in (row.split("\t") for row in ROWS)]
UNSEEN = [
    row.split("\t")[1:]
    for row in (Path(__file__).parent / "answer_kind_clauses.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
]
"""Sentences of somebody who had not seen the phrases, in each language half of them."""
FIRST = {kind: text for text, kind in reversed(SENTENCES)}


@each_case(("text", "kind"), SENTENCES)
def test_a_part_is_of_the_kind_that_a_reader_sees(text, kind):
    assert answer_kind(text)[0] == kind


def test_sentences_of_a_stranger_are_read_by_their_clauses():
    read = [(kind, answer_kind(text)[0], text) for kind, text in UNSEEN]
    assert sum(kind == found for kind, found, _ in read) >= 54
    false = {"referral", "not_competent"}
    assert [one for one in read if one[1] in false and one[0] != one[1]] == []


@each_case(("text", "kind"), SENTENCES)
def test_the_evidence_is_in_the_text(text, kind):
    evidence = answer_kind(text)[1]
    assert evidence is None if kind == "substance" else evidence and evidence in text


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Mijn diensten beschikken niet over deze gegevens.", "beschikken niet over deze gegevens"),
        ("L’honorable membre est renvoyé à la réponse.", "renvoyé à la réponse"),
        ("Het antwoord volgt.", "antwoord volgt"),
        ("Ik dank het geachte lid voor zijn vraag.", None),
        ("Ik verwijs naar het verslag. " * LONGEST, None),
    ],
)
def test_the_evidence_is_the_phrase_as_printed(text, evidence):
    assert answer_kind(text)[1] == evidence


@each_case("kind", ["referral", "not_competent", "no_data", "placeholder", "deposited"])
@each_case("more", ["De campagne start in mei.", "La campagne débutera en mai.", "Er waren er 340."])
def test_a_part_that_says_something_on_the_matter_besides_is_substance(kind, more):
    text = FIRST[kind]
    assert answer_kind(f"{text} {more}")[0] == "substance"
    assert answer_kind(f"{more} {text}")[0] == "substance"
    assert answer_kind(f"{text}\n\n{more}")[0] == "substance"


def words(group: PhraseGroup, language: str) -> list[str]:
    return [phrase.text for phrase in phrases_of(group) if phrase.language == language]


@pytest.mark.parametrize(
    ("group", "language", "text", "kind"),
    [
        ("data_system", "nl", "Onze {} laat niet toe een onderscheid te maken.", "no_data"),
        ("data_system", "fr", "Notre {} ne permet pas de ventiler les phares.", "no_data"),
        ("this_question", "nl", "Wij zijn niet bij machte {} te antwoorden.", "no_data"),
        ("this_question", "fr", "Nous ne sommes pas en mesure de répondre {}.", "no_data"),
        ("of_court", "nl", "Voor {} ligt de lijst ter inzage bij de griffie.", "referral"),
        ("of_court", "fr", "Pour les {}, la liste est au greffe, où elle est conservée.", "substance"),
    ],
)
def test_every_word_of_a_group_counts(group, language, text, kind):
    assert {answer_kind(text.format(word))[0] for word in words(group, language)} == {kind}


def test_letters_of_every_form_are_read():
    assert answer_kind("JE RENVOIE À LA RÉPONSE.")[0] == "referral"
    assert answer_kind("Cette question ne rele\u0300ve pas de ma compe\u0301tence.")[0] == "substance"
    assert answer_kind("Les données\u00a0demandées ne sont pas disponibles.")[0] == "no_data"


@given(st.text(max_size=200) | st.lists(st.sampled_from([text for text, _ in SENTENCES])).map(" ".join))
def test_any_text_has_a_kind_and_evidence_of_its_own(text):
    kind, evidence = answer_kind(text)
    assert kind in ANSWER_KINDS
    assert (evidence is None) == (kind == "substance")
    assert evidence is None or evidence in text


@pytest.mark.parametrize(
    "unit", ["ik verwijs naar ", "geen cijfers ", "niet ", "maar ", "1 200 ", "x. ", "Zie. "]
)
def test_the_worst_text_that_is_looked_at_is_read_at_once(unit):
    code = (
        f"from tasks.extract.answers.answer_kinds import *; [answer_kind(({unit!r} * 3000)[:LONGEST])] * 20"
    )
    assert finishes(code)


def test_every_group_of_phrases_is_known_and_every_phrase_says_where_it_was_seen():
    assert {phrase.group for phrase in phrases()} == set(phrase_groups())
    assert {phrase.language for phrase in phrases()} == {"nl", "fr"}
    assert all(phrase.source and phrase.text == phrase.text.strip() and phrase.code for phrase in phrases())
    assert len({(phrase.group, phrase.language, phrase.text) for phrase in phrases()}) == len(phrases())
