"""Parties by name."""

import re
from collections.abc import Iterator
from functools import cache

from schemas.vocabulary.entities import parties
from tasks.extract.mentions.mention import Mention
from tasks.extract.mentions.names import NameList, begins_sentence, in_compound, mention_of
from tasks.extract.mentions.words import Words

_WORDS = frozenset(
    {
        "Groen",
        "Vooruit",
        "Spirit",
        "Vivant",
        "Onafhankelijk",
        "Onafhankelijke",
        "Indépendant",
        "Indépendante",
        "spirit",
    }
)
"""Names that are common words too."""
_AMBIGUOUS = frozenset({"SP", "VB", "FN", "PP", "VU", "MCC"})
_PARTY_VERB = re.compile(
    r"\s(?:wil|vraagt|pleit|stelt|vindt|heeft|is|zegt|diende|demande|a|est|propose|plaide|veut|en|et|ondervroeg)\b"
)


@cache
def _list() -> NameList:
    return NameList(
        (spelling, party.code, True)
        for party in parties()
        for spelling in party.spellings
        if spelling not in {"onafhankelijke", "indépendant"}
    )


def find_parties(text: str, words: Words) -> Iterator[Mention]:
    """Parties by their names and spellings; entity_id from parties.tsv."""
    for found in _list().find(words):
        mention = mention_of(text, words, found, "party")
        if not in_compound(text, mention.start, mention.end) and _is_meant(text, mention):
            yield mention


def _is_meant(text: str, mention: Mention) -> bool:
    """Whether a name that is a common word, or short for other things too, stands for the party."""
    in_brackets = (
        text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"
    )
    if in_brackets or mention.text not in _WORDS | _AMBIGUOUS:
        return True
    if mention.text in _AMBIGUOUS:
        return False
    if mention.text[:1].islower():
        return False
    return not begins_sentence(text, mention.start) or bool(_PARTY_VERB.match(text, mention.end))
