"""Parties by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.vocabulary.entities import parties, word_set
from tasks.common.parties import party_of
from tasks.extract.entities.defined import is_explained
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import NameList, begins_sentence, has_adjective, in_compound
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_RULES = Rules("parties")


@cache
def _list() -> NameList:
    named = ((name, party.code, True) for party in parties() for name in party.spellings)
    return NameList("party", named)


def find_parties(text: str, words: Words, on: date | None) -> Iterator[Mention]:
    """Parties by names and spellings; entity_id: the row of parties.tsv with that name on the day."""
    there = [*_list().find(text, words)]
    explained = {short: is_explained(text, short) for short in {one.text for one in there}}
    for mention in there:
        listed = next(party for party in parties() if party.code == mention.entity_id)
        party = (on and party_of(mention.text, on, legislature=0)) or listed
        is_not_yet = on is not None and party.lifetime.first > on
        if not explained[mention.text] and _is_meant(text, mention, is_not_yet=is_not_yet):
            yield replace(mention, entity_id=party.code)


def _is_meant(text: str, mention: Mention, *, is_not_yet: bool) -> bool:
    """Whether a name means the party, not something else, a longer name or a common word."""
    name, start, end = mention.text, mention.start, mention.end
    is_common, is_ambiguous = (name in word_set(f"party_{kind}", "nl") for kind in ("common", "ambiguous"))
    if (
        in_compound(text, start, end)
        or has_adjective("foreign", text, start, end)
        or _RULES.before("no_party_before", text, start)
        or _RULES("no_party_behind").match(text, end)
        or (_RULES("longer_name").match(text, end) and (is_common or name.lower() == "front national"))
    ):
        return False
    if text[start - 1 : start] + text[end : end + 1] == "()" or not (is_common or is_ambiguous):
        return True
    if is_ambiguous or is_not_yet or name[0].islower():
        return False
    return not begins_sentence(text, start) or bool(_RULES("verb_of_party").match(text, end))
