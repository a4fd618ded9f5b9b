"""The kind of a part of an answer: substance, a referral, or why there is nothing, by ministers' phrases."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from schemas.codes import AnswerKind
from schemas.vocabulary.phrases import PhraseGroup
from tasks.extract.phrase_patterns import begins_with, is_abbreviated, phrase_of, plain, plain_texts

LONGEST = 3000  # a longer text is substance, which bounds the time
MOST_WORDS_BEFORE = 16  # a reference later in its sentence is not all that the sentence says
MOST_WORDS_OF_COURTESY = 14  # after a phrase of courtesy in a sentence that says nothing else

_KINDS: dict[PhraseGroup, tuple[AnswerKind, PhraseGroup, PhraseGroup]] = {
    "deposited": ("deposited", "of_court", "parliament"),
    "referral": ("referral", "others_refer", "answered_before"),
    "passed_on": ("referral", "other_object", ""),
    "not_competent": ("not_competent", "shared", ""),
    "no_data": ("no_data", "treated", "none_at_all"),
    "placeholder": ("placeholder", "told_others", "recipient"),
}
"""The kind of a group of phrases, and what a sentence says instead, unless it says something else too."""
_STRONGER: dict[AnswerKind, set[AnswerKind]]
_STRONGER = {"no_data": {"placeholder", "deposited"}, "referral": {"deposited"}}
"""The excuses that prevail over another: figures that are promised or lie elsewhere."""
_END = re.compile(
    r"(?<=[.?!…])[\"”»)]?\s+(?=[A-ZÀ-ÖØ-Þ\d\"“«(])|;\s+|\n\s*\n"
    r"|(?<=[a-zà-ÿ)\d][a-zà-ÿ)\d%][.?!])(?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+\s)"
)
_COUNTS = re.compile(
    r"(?<!\w)(?P<before>\w*)[.°]?\s(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3}){1,3}|\d{1,3})\s(?P<noun>[^\W\d_]{4,})"
)
_AND = re.compile(r"(?:^|\s|,)(?:en|et)(?:\s(?:ik|je))?\s*\Z")


class Excuse(NamedTuple):
    """What a sentence gives instead of substance, and the place of the phrase that shows it."""

    kind: AnswerKind
    start: int
    end: int


def answer_kind(text: str) -> tuple[AnswerKind, str | None]:
    """The kind of a part of an answer, without its number, and the letters that show it.

    There are no such letters for substance. A part that refers, declines or excuses but also has substance is
    substance. Of several excuses the first counts, unless another prevails over it.
    """
    found = _excuses(text, _sentences(text)) if len(text) <= LONGEST else None
    if not found:
        return "substance", None
    stronger = _STRONGER.get(found[0].kind, set())
    kind, start, end = next((one for one in found if one.kind in stronger), found[0])
    return kind, text[start:end]


def kind_before_cut(text: str) -> AnswerKind | None:
    """The kind of a part that breaks off: substance if a complete sentence has some, else not known yet."""
    return "substance" if _excuses(text, list(_sentences(text))[:-1]) is None else None


def _excuses(text: str, sentences: Iterable[tuple[int, int]]) -> list[Excuse] | None:
    """The excuses of sentences, apart from courtesy; None if one of them has substance."""
    found = []
    for start, end in sentences:
        sentence = plain(text[start:end])
        if excuse := _excuse_of(sentence):
            found.append(Excuse(excuse.kind, start + excuse.start, start + excuse.end))
        elif not _is_courtesy(sentence):
            return None
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in chain(_END.finditer(text), [None]):
        if found and is_abbreviated(text, found.start()):
            continue
        end, following = found.span() if found else (len(text), len(text))
        if text[start:end].strip():
            yield start, end
        start = following


def _excuse_of(sentence: str) -> Excuse | None:
    """The excuse of a plain sentence (small letters, no accents); None when it has substance."""
    verdict = begins_with("verdict").match(sentence)
    if (verdict and sentence[verdict.end() :].lstrip()[:1] in ",.:;!–-") or _says_more(sentence):
        return None
    begin = sentence.find(",") + 1 if begins_with("concession").match(sentence) else 0
    contrasts = phrase_of("contrast").finditer(sentence, begin + 1)
    edges = [begin, *(edge for found in contrasts for edge in found.span()), len(sentence)]
    first = _first_phrase(sentence, *edges[:2])
    clauses = zip(edges[2::2], edges[3::2], strict=True)
    if first is None or not all(_adds_nothing(sentence, *clause) for clause in clauses):
        return None
    if first.kind in {"referral", "deposited"} and _is_supplementary(sentence, begin, first):
        return _phrase("unable", sentence, begin, first.start)
    return (first.kind in _STRONGER and _phrase("deposited", sentence, begin, len(sentence))) or first


def _is_courtesy(sentence: str) -> bool:
    """Whether a plain sentence opens or closes an answer and says nothing else."""
    found = phrase_of("courtesy").search(sentence)
    is_short = found and len(sentence[found.end() :].split()) <= MOST_WORDS_OF_COURTESY
    return bool(is_short) and not _says_more(sentence)


def _first_phrase(sentence: str, start: int, end: int) -> Excuse | None:
    """The first phrase, and the longest there; a referral within 'not mine' prevails, 'unable' is last."""
    found = [one for group in _KINDS if (one := _phrase(group, sentence, start, end))]
    first = min(found, key=lambda one: (one.start, -one.end), default=None)
    if first and first.kind == "not_competent":
        return next((one for one in found if one.kind == "referral" and one.end <= first.end), first)
    return first or _phrase("unable", sentence, start, end)


def _phrase(group: PhraseGroup, sentence: str, start: int, end: int) -> Excuse | None:
    if group == "deposited" and not phrase_of("registry").search(sentence):
        return None  # saves time
    found = phrase_of(group).finditer(sentence, start, end)
    match = next((one for one in found if not _is_of_others(sentence, start, one.start())), None)
    kind, veto, unless = _KINDS.get(group, ("no_data", "", ""))
    is_vetoed = match and veto and phrase_of(veto).search(sentence, start, end)
    if not match or (is_vetoed and not (unless and phrase_of(unless).search(sentence))):
        return None
    return Excuse(kind, *match.span())


def _is_of_others(sentence: str, start: int, found: int) -> bool:
    """Whether a place is in a clause on somebody else: 'wie geen gegevens heeft, vraagt ze op'."""
    begin = max(start, sentence.rfind(",", start, found) + 1)
    return begins_with("condition").match(sentence, begin, found) is not None


def _adds_nothing(sentence: str, start: int, end: int) -> bool:
    """Whether a clause after 'maar' only names who is responsible, or is an excuse itself."""
    if _first_phrase(sentence, start, end):
        return True
    emphasis = begins_with("emphasis").match(sentence, start, end)
    return begins_with("goes_on").match(sentence, emphasis.end() if emphasis else start, end) is not None


def _is_supplementary(sentence: str, begin: int, reference: Excuse) -> bool:
    """Whether a reference follows something that the sentence says, or leads to the answer itself."""
    before = sentence[begin : reference.start]
    words = len(before.split())
    if phrase_of("shown_here").search(sentence, reference.start):
        return True
    if _AND.search(before):
        return not phrase_of("courtesy").search(before)
    return words > MOST_WORDS_BEFORE and not begins_with("topic_lead").match(before)


def _says_more(sentence: str) -> bool:
    """Whether a sentence gives figures, or says what is in the paper it refers to."""
    if phrase_of("telling").search(sentence) or _measures().search(sentence):
        return True
    return any(
        found["before"] not in plain_texts("numbered") and found["noun"] not in plain_texts("uncounted")
        for found in _COUNTS.finditer(sentence)
    )


@cache
def _measures() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in plain_texts("measure"))
    return re.compile(rf"[€$]\s?\d|\d\s?[%€$]|\d[\d.,\s]{{0,15}}(?<=[\d\s])\s?(?:{words})\b")
