"""The descriptions of tables, columns, views and issues in Dutch and French."""

from collections.abc import Mapping
from functools import cache

from schemas.vocabulary.rows import vocabulary_rows
from schemas.vocabulary.site_labels import LabelLanguage


@cache
def translations() -> Mapping[str, Mapping[str, str]]:
    """Every row of translations.tsv, by its English text."""
    return {row["en"]: row for row in vocabulary_rows("translations.tsv")}


def translated(text: str, language: LabelLanguage) -> str:
    """An English description in a language; raises KeyError when it has not been translated."""
    return text if language == "en" else translations()[text][language]
