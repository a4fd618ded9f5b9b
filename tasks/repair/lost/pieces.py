"""What speaks for a piece as it is: it may be a word, a form of one, a foreign one, or part of a name."""

import re
from collections.abc import Iterable, Sequence

from tasks.repair.lost.options import BASE, PER_LETTER, SHORTEST
from tasks.repair.lost.restoring import HARDLY
from tasks.repair.statistics.confusion import UNKNOWN, shapes, word_cost
from tasks.repair.statistics.model import LANGUAGES, only_capital_words

OF_VERB, OF_VERBS = 20, 110
"""Extra cost of another form of a verb, and the cost from which a participle is one of a rare verb."""
_VERB_END = re.compile(r"es?\Z")
_PARTICIPLE = re.compile(r"é(es?)\Z")
_IS_PARTICIPLE = re.compile(r"é(?:e?s?)\Z")
_SUBJECT = re.compile(r"(?<![\w-])(?<!\bt )(?:je|tu|ils?|on)\s\Z", re.IGNORECASE)
"""Pronouns that are a subject alone, unless they are behind the verb (a-t-il); a finite verb follows."""
_PASSIVE = re.compile(
    r"(?:\b(?:t|tre|est|sont|ser(?:a|ont|ait|aient)|soi(?:t|ent)|t(?:ait|aient|ant)) (?:pas )?|ment )\Z",
    re.IGNORECASE,
)
"""Forms of être, as far as they are left, and adverbs in -ment: a participle may follow."""
_BY = re.compile(r" par\b")
_ENDING = re.compile(r"(?<=\w{4})(?:(?:er)?(?:ai[st]?|aient|i?ons|i?ez)|er(?:as?|ont)|ant|ent)\Z")
"""Endings of French verbs in -er, those that no other word has."""
_VOWEL = re.compile("[aeiouyA-Z]")
"""What every word has that is no abbreviation."""
_PREFIX = re.compile(
    r"(?:anti|auto|bio|co|contre|hyper|in|inter|micro|mini|multi|non|re|sous|super|sur|ultra)"
)
"""Beginnings with which French makes words that no list has."""
_PLURAL = re.compile(r"(?<=\w{4})(?<!al)(?<![^m]ent)(?<![esxz])s\Z")
"""The end of a regular plural; most words in -ent are verbs, and those in -e may be."""
_ACTION = re.compile(r"(?<=\w{3})ages?\Z")
"""The end of a noun made of a verb in -er."""
OF_FORM, OF_PREFIX = 20, 60
"""Extra cost of a regular form of a listed word, and of a prefix."""
LEAST_STEM = 5
"""Least number of letters of the word behind a prefix."""
SHARED = 10
"""Most that a word may cost more in the other language, if it is one of both or of a third."""
EVERYDAY = 90
"""Highest cost of a word that is everyday in a language, whatever others have it too."""
_BEFORE = re.compile(r"([^\W\d_]+)[-\s(\"]+\Z")
_BEHIND = re.compile(r"[-\s(\"]+([^\W\d_]+)")
_NEAR = 60
_LINK = r"(?:(?:pour|et|de) )?(?:d[ue] |[dl]es |[dl]['’]?)"
"""What joins a noun to a name: du, des, de l’, pour l’."""
_NAMED = re.compile(rf"[^\s.!?:][\s'’-]+(?:[dl]['’]?)?[A-Z][\w-]+ (?:[a-z]+ )?{_LINK}\Z")
_JOINED = re.compile(rf"(?:\A|\W){_LINK}\Z")
_NO_NOUN = re.compile(r"été|étai[st]|étaient|étant|êtes|être|.*ment")
"""Verbs and adverbs: no name has them behind an article or another name."""
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,} |[A-Z]\w+-)\Z")
"""What a name stands behind: SPF Économie, Gaz-Électricité."""


def own_cost(language: str, written: str) -> int:
    """Cost of a piece as it is; lone letters and small abbreviations are not words."""
    if len(written) == 1 or (written.islower() and written in only_capital_words(language)):
        return UNKNOWN
    lower = written.lower()
    cost = word_cost(language, lower)
    return cost if cost < HARDLY or language != "fr" else min(cost, _form_cost(lower, cost))


def _form_cost(lower: str, own: int) -> int:
    """Cost of a piece that is a regular form of a French word (veillerait), or has a prefix."""
    stems = [_PLURAL.sub("", lower), _ACTION.sub("er", lower)]
    prefix = None
    if own >= UNKNOWN:  # what is listed is a verb of its own (levait), or a frequent misspelling
        stems.append(_ENDING.sub("er", lower))
        prefix = _PREFIX.match(lower)
    cost = min(word_cost("fr", stem) for stem in stems) + OF_FORM
    if prefix and len(lower) - prefix.end() >= LEAST_STEM:
        cost = min(cost, word_cost("fr", lower[prefix.end() :]) + OF_PREFIX)
    return cost if cost < HARDLY else UNKNOWN


def is_word(written: str) -> bool:
    """Whether a piece is a word of one of the languages."""
    return any(own_cost(language, written) < HARDLY for language in LANGUAGES)


def cost_as_it_is(language: str, written: str, options: Sequence[tuple[float, str]]) -> float:
    """The cost of a piece as it is; instead of a participle (imputée) it may be another form (impute)."""
    own = float(own_cost(language, written))
    if own >= UNKNOWN and len(written) > 1:
        own = BASE + PER_LETTER * (len(written) if _VOWEL.search(written) else max(SHORTEST, len(written)))
    verb = word_cost(language, _VERB_END.sub("er", written)) < UNKNOWN or _is_of_verb(language, written)
    verbs = [
        cost + OF_VERB
        for cost, word in options
        if (verb or cost > OF_VERBS) and _PARTICIPLE.sub(r"\1", word) == written
    ]
    return min([own, *verbs])


def _is_of_verb(language: str, written: str) -> bool:
    """Whether a listed piece (destine) is of a verb of which only the participle is listed (destiné)."""
    listed = written.endswith("e") and word_cost(language, written) < UNKNOWN
    return listed and word_cost(language, written[:-1] + "é") < HARDLY


def is_in_foreign_run(language: str, text: str, start: int, end: int, *, opens: bool) -> bool:
    """Whether a piece is a word of other languages too, and stands among foreign words or is a name."""
    written = text[start:end]
    if len(written) == 1 or not _is_shared(language, written):
        return False
    if written[0].isupper() and not opens:
        return True
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    behind = _BEHIND.match(text, end)
    beside = [found[1] for found in (before, behind) if found]
    unlisted = own_cost(language, written) >= UNKNOWN
    return any(_is_foreign(language, word) or (unlisted and word[0].isupper()) for word in beside)


def may_be(text: str, start: int, word: str) -> bool:
    """Whether a word may stand where its subject goes before: not a participle (je liés)."""
    before = text[max(0, start - _NEAR) : start]
    return not (_IS_PARTICIPLE.search(word) and _SUBJECT.search(before))


def may_be_participle(text: str, start: int, end: int, best: str, words: Iterable[str]) -> bool:
    """Whether another reading is a participle (déclarée for déclare) and stands where one does."""
    longer = (word for word in words if len(word) > len(best) and _IS_PARTICIPLE.search(word))
    if _IS_PARTICIPLE.search(best) or not any(longer):
        return False
    return bool(_PASSIVE.search(text, max(0, start - _NEAR), start) or _BY.match(text, end))


def _is_shared(language: str, word: str) -> bool:
    """Whether a word is about as frequent in the other language, as those of third ones are."""
    here = word_cost(language, word.lower())
    there = min(word_cost(name, word.lower()) for name in LANGUAGES if name != language)
    return there < HARDLY and here > EVERYDAY and there <= here + SHARED


def _is_foreign(language: str, word: str) -> bool:
    """Whether a word is foreign too, and is not the rest of a more frequent one."""
    lower = word.lower()
    rest_of = shapes(language).dropped.get(lower, [""])[0]
    if word_cost(language, rest_of) < word_cost(language, lower):
        return False
    return _is_shared(language, word) or word_cost(language, lower) >= UNKNOWN


def is_in_name(text: str, start: int, end: int, article: str, noun: str) -> bool:
    """Whether a noun whose first letter is lost may be part of a name (Office des Étrangers)."""
    if _NO_NOUN.fullmatch(noun):
        return False
    before = text[max(0, start - _NEAR) : start] + article
    if _NAMED.search(before) or _ACRONYM.search(before):
        return True
    behind = text[end : end + 2]
    return behind[1:].isupper() and (behind[0] == "-" or (behind[0] == " " and bool(_JOINED.search(before))))
