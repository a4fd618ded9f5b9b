"""Authors and addressees that are known ones in other words, and so nobody new (docs/entities.md, Actors).

All questions of a release decide together who is known: a minister of the vocabulary, else the form on the
pages that changed first, and those without a date before all, else that of the first question, else of more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import takewhile

from schemas.records import Row
from schemas.tables import question_issue
from schemas.vocabulary.actor_words import phrases_of
from schemas.vocabulary.governments import Term, invented_ministers, ministers
from tasks.common.parties import names_party
from tasks.link.actors.names import is_surname_alone, name_key, words_of
from tasks.link.actors.persons import Asked
from tasks.link.actors.printed_office import (
    AND,
    OTHER_ROLE,
    counting_words,
    markers,
    read_office,
    read_plainly,
)
from tasks.link.actors.shared import quoted

_Forms = Mapping[str, Sequence[Asked]]
_Known = Mapping[tuple[str, ...], str]
_ALWAYS = datetime.min.replace(tzinfo=UTC)
_SIGNS = " ,;:/|-–—()[]"


def author_doubts(asked: Sequence[Asked]) -> list[Row]:
    """An issue row for each question whose author is not added to the members."""
    keys = {one.spelling: one.key for one in asked if one.key}
    doubts = {name: _no_name(name) for name in keys}
    forms: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.key and not doubts[one.spelling]:
            forms[one.key].append(one)
    known = _known(forms)
    doubts = {name: doubts[name] or _known_otherwise(name, key, known, forms) for name, key in keys.items()}
    detail = "{} is not added to the members: {}."
    return [
        question_issue(
            one.question["question_id"], "author_doubtful", detail.format(quoted(one.spelling), why)
        )
        for one in asked
        if (why := doubts.get(one.spelling) or _in_government(one))
    ]


def _in_government(asked: Asked) -> str | None:
    """Why a minister or secretary of state asks nothing: none has a seat (Constitution, articles 50, 104)."""
    day = asked.question["asked_on"]
    terms = _terms().get(asked.key, ()) if day else ()
    if any(term.since < day and (term.until is None or day < term.until) for term in terms):
        return "a member of the government had no seat on that day"
    return None


@cache
def _terms() -> Mapping[str, Sequence[Term]]:
    """The terms of ministers by the key of their names."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in (*ministers(), *invented_ministers()):
        found[name_key(term.name)].append(term)
    return found


def _known(forms: _Forms) -> _Known:
    """The known one of the names that have the same words in any order."""

    def evidence(key: str) -> tuple[datetime, date, int, str]:
        changed = (one.question.get("last_changed") or _ALWAYS for one in forms[key])
        asked = (one.question["asked_on"] or date.max for one in forms[key])
        return min(changed), min(asked), -len(forms[key]), key

    keys = (*sorted(forms, key=evidence, reverse=True), *_terms())
    return {words_of(key): key for key in keys}


def _no_name(spelling: str) -> str | None:
    """Why a name is none as it is, whoever is known."""
    if title := _title(spelling):
        return f"{quoted(title)} is no part of a name"
    *_, last = words = spelling.split()
    loud = takewhile(lambda word: word.isupper() and "." not in word, words)
    if last.istitle() and any(len(word) > len("JP") for word in loud):
        return "a family name in capitals stands before a given name"
    return None


def _title(words: str) -> str | None:
    return next((word for word in words.split() if word in phrases_of("title")), None)


def _known_otherwise(spelling: str, key: str, known: _Known, forms: _Forms) -> str | None:
    """Which known name the words of another are."""
    other = known[words_of(key)]
    if other != key and _may_be_one(forms[key], forms.get(other, ())):
        return f"{quoted(other)} is known, with the same words in another order"
    if others := [
        one for one in known.values() if _shortens(key, one) and _may_be_one(forms[key], forms.get(one, ()))
    ]:
        return f"{quoted(others[0])} is known, whose given name may be shortened here"
    words = spelling.split()
    parts = [(" ".join(words[:at]), " ".join(words[at:]).strip(_SIGNS)) for at in range(1, len(words))]
    for name, more in (*parts, *(part[::-1] for part in parts)):
        is_known = words_of(name_key(name)) in known and not is_surname_alone(name_key(name))
        titles = {title.casefold() for title in phrases_of("title")}
        if is_known and (names_party(more) or titles.issuperset(more.casefold().split())):
            return f"{quoted(more)} stands beside {quoted(name)}, who is known"
    return None


def _shortens(key: str, other: str) -> bool:
    """Whether a name is another with initials in place of given names."""
    words, longer = key.split(), other.split()
    pairs = [*zip(words, longer, strict=False)]
    return (
        len(words) == len(longer)
        and len(words[0]) == 1 < len(longer[0])
        and all(longest.startswith(word) if len(word) == 1 else word == longest for word, longest in pairs)
    )


def _may_be_one(asked: Sequence[Asked], others: Sequence[Asked]) -> bool:
    """Whether their parties, or those under earlier or later names, do not tell two persons apart."""
    own, their = ({one.party for one in some if one.party} for some in (asked, others))
    codes = {code for one in own for code in (one.code, one.predecessor, one.successor)}
    return not (own and their) or any(party.code in codes for party in their)


@cache
def office_with_more(printed: str) -> str | None:
    """What stands before or behind a known office and is none of its words; None if nothing does.

    A portfolio that joins the others ('en', 'belast met', in a row with commas) is one that is not known yet,
    and so is one that goes on in small letters. Anything else may be a name.
    """
    office, words = read_office(printed), counting_words(printed)
    if office.is_known:
        return next(filter(None, map(office_with_more, office.deputy_of)), None)
    opening = {word for phrase, (group, _) in markers().items() if group != "role" for word in phrase}
    own = [word for word in words if word.text not in {AND, *opening}]
    if ends := [word.end for word in own if read_plainly(printed[: word.end]).is_known]:
        stops = (word.start for word in words if word.start >= ends[-1] and word.text in opening)
        rest = printed[ends[-1] : next(stops, None)].strip(_SIGNS)
        return rest if _is_name(rest) else None
    lead = next(
        (printed[: word.start] for word in own[1:] if read_office(printed[word.start :]).is_known), ""
    )
    is_apart = lead.strip()[-1:] in _SIGNS or len(counting_words(lead)) > 1 or _title(lead)
    return lead.strip(_SIGNS) if lead and is_apart and read_plainly(lead).role == OTHER_ROLE else None


def _is_name(rest: str) -> bool:
    """Whether words behind an office join no portfolio to it."""
    words = counting_words(rest)
    is_list = any(word.text == AND and word.end - word.start > 1 for word in words)
    begins = rest[:1].isupper() and bool(words) and words[0].start == 0
    return bool(read_plainly(rest).unknown) and not is_list and (begins or _title(rest) is not None)
