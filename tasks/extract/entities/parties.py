"""Parties by name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.vocabulary.entities import Party, parties
from tasks.common.parties import party_of
from tasks.extract.entities.defined import is_explained
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    NameList,
    begins_sentence,
    in_compound,
    is_foreign,
    mention_of,
    party_spellings,
)
from tasks.extract.entities.tokens import Words

_WORDS = frozenset({"Groen", "Vooruit", "Spirit", "Vivant", "Anders", "spirit", "Défi", "Les Engagés"})
"""Names that are common words too."""
_AMBIGUOUS = frozenset(
    {"SP", "VB", "FN", "PP", "VU", "MCC", "SLP", "IND", "INDEP"}
    | {"Onafhankelijk", "Onafhankelijke", "Indépendant", "Indépendante"}
)
"""Names with other meanings: they are parties only in brackets."""
_OTHER = re.compile(r"(?:MRS|MRPA|MR)[/-]$"), re.compile(r"[/-](?:MRS|MRPA)(?!\w)")
"""Homes for the elderly: 'MR/MRS', 'MRPA/MRS'."""
_LONGER = re.compile(r"\s(?:pour\b|[A-ZÀ-Ý][a-zß-ÿ])")
"""What makes a name in plain words another's beginning: 'Front national pour …', 'Groen Klimaatfonds'."""
_PARTY_VERB = re.compile(
    r"\s(?:wil|vraagt|pleit|stelt|vindt|heeft|is|zegt|diende|demande|a|est|propose|plaide|veut|en|et"
    r"|ondervroeg)\b"
)


@cache
def _list() -> NameList:
    return NameList(
        (spelling, party.code, True)
        for party in parties()
        for spelling in party.spellings
        if spelling not in {"onafhankelijke", "indépendant"}
    )


def find_parties(text: str, words: Words, on: date | None) -> Iterator[Mention]:
    """Parties by names and spellings; entity_id: the row of parties.tsv with that name on the day."""
    there = [mention_of(text, words, found, "party") for found in _list().find(words)]
    explained = {short: is_explained(text, short, party_spellings()) for short in {one.text for one in there}}
    for mention in there:
        party = (on and party_of(mention.text, on, legislature=0)) or _parties()[mention.entity_id or ""]
        is_other = in_compound(text, mention.start, mention.end) or _is_home(text, mention)
        if not is_other and _is_meant(text, mention, party, on) and not explained[mention.text]:
            yield replace(mention, entity_id=party.code)


@cache
def _parties() -> dict[str, Party]:
    return {party.code: party for party in parties()}


def _is_home(text: str, mention: Mention) -> bool:
    before, behind = _OTHER
    return bool(
        before.search(text[max(0, mention.start - 6) : mention.start]) or behind.match(text, mention.end)
    )


def _is_longer(text: str, mention: Mention) -> bool:
    """Whether a name in plain words is the beginning of another's."""
    is_plain = mention.text in _WORDS or mention.text.lower() == "front national"
    return is_plain and _LONGER.match(text, mention.end) is not None


def _is_meant(text: str, mention: Mention, party: Party, on: date | None) -> bool:
    """Whether a name that is a common word, or ambiguous, means the party."""
    in_brackets = (
        text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"
    )
    if is_foreign(text, mention.start, mention.end) or _is_longer(text, mention):
        return False
    if in_brackets or mention.text not in _WORDS | _AMBIGUOUS:
        return True
    if mention.text in _AMBIGUOUS or mention.text[:1].islower():
        return False
    if on and party.lifetime.first > on:
        return False
    return not begins_sentence(text, mention.start) or bool(_PARTY_VERB.match(text, mention.end))
