"""Descriptions in Dutch and French: each there, none left over, and names and numbers kept."""

import re

import pytest

from schemas.marts import views
from schemas.marts.small import small_tables
from schemas.tables import TABLES
from schemas.vocabulary import issue_kinds
from schemas.vocabulary.rows import vocabulary_rows
from schemas.vocabulary.site_labels import translated, translations

TRANSLATED = ("nl", "fr")
KEPT = re.compile(r"`[^`]*`|'[a-z0-9_:-]+'|\d+")


def described():
    """Every English description of the dictionary and of issues."""
    for table in TABLES:
        yield table.description
        yield from (column.description for column in table.columns)
    for view in views():
        yield view.comment
        yield from (meaning for _, meaning in view.columns)
    yield from issue_kinds().values()
    yield from filter(None, {small.note for small in small_tables()})


def test_every_description_is_translated_and_nothing_else():
    found = [row["en"] for row in vocabulary_rows("translations.tsv")]
    assert set(found) == set(described()), "schemas/vocabulary/translations.tsv has a row for each text"
    assert len(found) == len(set(found))


@pytest.mark.parametrize("language", TRANSLATED)
def test_names_codes_and_numbers_are_kept(language):
    changed = {
        text: row[language]
        for text, row in translations().items()
        if sorted(KEPT.findall(text)) != sorted(KEPT.findall(row[language]))
    }
    assert changed == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_a_sentence_of_about_the_same_length(language):
    for text, row in translations().items():
        assert row[language][-1] == text[-1], text
        assert len(text) // 2 < len(row[language]) < 2 * len(text) + 20, text


def test_english_stays_and_what_is_not_known_is_an_error():
    assert translated("Anything.", "en") == "Anything."
    with pytest.raises(KeyError):
        translated("Anything.", "nl")
