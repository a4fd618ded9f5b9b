"""The labels of the explorer in three languages, and the colours of parties in its charts."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, get_args

from schemas.codes import HouseCode
from schemas.vocabulary.houses import houses
from schemas.vocabulary.rows import vocabulary_rows

LabelLanguage = Literal["en", "nl", "fr"]
LABEL_LANGUAGES: tuple[LabelLanguage, ...] = get_args(LabelLanguage)

Labels = Mapping[str, str]
"""Label by key."""


_SENATE: tuple[HouseCode, ...] = ("senate",)


@cache
def site_labels(of: tuple[HouseCode, ...] = _SENATE) -> dict[LabelLanguage, Labels]:
    """Every label of site_labels.tsv, and of each rule of repair, by language; {names} stand for values.

    If it is `of` other houses than the Senate alone, house_labels.tsv has others in place of some.
    """
    rows = list(vocabulary_rows("site_labels.tsv"))
    rows += [] if of == _SENATE else vocabulary_rows("house_labels.tsv")
    found = {language: {row["key"]: row[language] for row in rows} for language in LABEL_LANGUAGES}
    for language, labels in found.items() if of != _SENATE else ():
        labels.update({f"house.{one.code}": str(getattr(one, f"name_{language}")) for one in houses()})
    return {language: {**labels, **dict(_rules(labels))} for language, labels in found.items()}


def _rules(labels: Labels) -> Iterator[tuple[str, str]]:
    """The label of each rule of repair that a charset names."""
    for key, charset in labels.items():
        group, _, code = key.partition(".")
        if group == "charset":
            yield f"rule.{code}", labels["rule.read"].format(charset=charset)
            yield f"rule.{code}_as_cp1252", labels["rule.backward"].format(charset=charset)
            yield f"rule.utf8_as_{code}", labels["rule.utf8"].format(charset=charset)


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


@cache
def translations() -> Mapping[str, Mapping[str, str]]:
    """Every row of translations.tsv, by its English text."""
    return {row["en"]: row for row in vocabulary_rows("translations.tsv")}


def translated(text: str, language: LabelLanguage) -> str:
    """An English description in a language; raises KeyError when it has not been translated."""
    return text if language == "en" else translations()[text][language]
