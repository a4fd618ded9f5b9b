"""The labels of the explorer in three languages, and the colours of parties in its charts."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from schemas.vocabulary.rows import vocabulary_rows

LabelLanguage = Literal["en", "nl", "fr"]
LABEL_LANGUAGES: tuple[LabelLanguage, ...] = get_args(LabelLanguage)

Labels = Mapping[str, str]
"""Label by key."""


@cache
def site_labels() -> dict[LabelLanguage, Labels]:
    """Every label of site_labels.tsv by language; {names} stand for values."""
    rows = list(vocabulary_rows("site_labels.tsv"))
    return {language: {row["key"]: row[language] for row in rows} for language in LABEL_LANGUAGES}


class PartyColour(NamedTuple):
    """The colour of a party on light and on dark ground."""

    light: str
    dark: str


@cache
def party_colours() -> dict[str, PartyColour]:
    """The colours of party_colours.tsv by party, from left to right; names of one party are together."""
    return {
        row["party_id"]: PartyColour(row["light"], row["dark"])
        for row in vocabulary_rows("party_colours.tsv")
    }
