"""The kind of a part of an answer: substance, a referral, or why there is nothing, by ministers' phrases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas.codes import AnswerKind
from schemas.vocabulary import labels_of
from schemas.vocabulary.phrases import PhraseGroup, phrases_of
from tasks.extract.paragraphs import is_abbreviated, plain
from tasks.extract.phrase_patterns import begins_with, plain_texts, with_gaps

LONGEST = 3000
"""A longer text is substance, which bounds the time."""
MOST_WORDS_BEFORE = 16
"""A reference later in its sentence is not all that the sentence says."""
MOST_WORDS_OF_COURTESY = 14
"""Most words after a phrase of courtesy in a sentence that says nothing else."""

_KINDS: dict[PhraseGroup, AnswerKind] = {
    "deposited": "deposited",
    "referral": "referral",
    "passed_on": "referral",
    "not_competent": "not_competent",
    "no_data": "no_data",
    "placeholder": "placeholder",
}
_STRONGER: dict[AnswerKind, tuple[AnswerKind, ...]] = {
    "no_data": ("placeholder", "deposited"),
    "referral": ("deposited",),
}
"""The excuses that prevail over another: figures that are promised or lie elsewhere."""
_VETOES: dict[PhraseGroup, PhraseGroup] = {"passed_on": "other_object", "not_competent": "shared"}
_END = re.compile(
    r"(?<=[.?!…])[\"”»)]?\s+(?=[A-ZÀ-ÖØ-Þ\d\"“«(])|;\s+|\n\s*\n"
    r"|(?<=[a-zà-ÿ)\d][a-zà-ÿ)\d%][.?!])(?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+\s)"
)
_SUBORDINATE = re.compile(r"\W*(?:dat|que|qu')")
_AND = re.compile(r"(?:^|\s|,)(?:en|et)(?:\s(?:ik|je))?\s*\Z")


@dataclass(frozen=True, slots=True)
class Excuse:
    """What a sentence gives instead of substance, and the place of the phrase that shows it."""

    kind: AnswerKind
    start: int
    end: int


def answer_kind(text: str) -> tuple[AnswerKind, str | None]:
    """The kind of a part of an answer, without its number, and the letters that show it.

    There are no such letters for substance. A part that refers, declines or excuses but also has substance is
    substance.
    """
    found = list(_excuses(text)) if len(text) <= LONGEST else []
    decisive = _decisive([excuse for excuse in found if excuse]) if None not in found else None
    return (decisive.kind, text[decisive.start : decisive.end]) if decisive else ("substance", None)


def kind_before_cut(text: str) -> AnswerKind | None:
    """The kind of a part that breaks off: substance if a complete sentence has some, else not known yet."""
    complete = [plain(text[start:end]) for start, end in list(_sentences(text))[:-1]]
    has_substance = any(not (excuse_of(one) or is_courtesy(one)) for one in complete)
    return "substance" if has_substance else None


def _excuses(text: str) -> Iterator[Excuse | None]:
    """The excuse of each sentence, and None, at the end, for the first with substance."""
    for start, end in _sentences(text):
        sentence = plain(text[start:end])
        excuse = excuse_of(sentence)
        if excuse:
            yield Excuse(excuse.kind, start + excuse.start, start + excuse.end)
        elif not is_courtesy(sentence):
            yield None
            return


def _decisive(found: Sequence[Excuse]) -> Excuse | None:
    """The first excuse, or the one that prevails over it."""
    first = found[0] if found else None
    return next((one for one in found if first and one.kind in _STRONGER.get(first.kind, ())), first)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if is_abbreviated(text, found.start()):
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def excuse_of(sentence: str) -> Excuse | None:
    """The excuse of a plain sentence (small letters, no accents); None when it has substance."""
    if _short_answer().match(sentence) or _says_more(sentence):
        return None
    begin = _behind_concession(sentence)
    clauses = _clauses(sentence, begin)
    first = _first_phrase(sentence, *clauses[0])
    if first is None or not all(_adds_nothing(sentence, *clause) for clause in clauses[1:]):
        return None
    if first.kind in {"referral", "deposited"} and _is_supplementary(sentence, begin, first):
        return _phrase("unable", sentence, begin, first.start)
    return (first.kind in _STRONGER and _phrase("deposited", sentence, begin, len(sentence))) or first


def is_courtesy(sentence: str) -> bool:
    """Whether a plain sentence opens or closes an answer and says nothing else."""
    found = _pattern("courtesy").search(sentence)
    if found is None or _says_more(sentence):
        return False
    behind = sentence[found.end() :]
    return not _SUBORDINATE.match(behind) and len(behind.split()) <= MOST_WORDS_OF_COURTESY


def _first_phrase(sentence: str, start: int, end: int) -> Excuse | None:
    """The first phrase, and the longest there; a referral within 'not mine' prevails, 'unable' is last."""
    found = [one for group in _KINDS if (one := _phrase(group, sentence, start, end))]
    first = min(found, key=lambda one: (one.start, -one.end), default=None)
    if first and first.kind == "not_competent":
        return next((one for one in found if one.kind == "referral" and one.end <= first.end), first)
    return first or _phrase("unable", sentence, start, end)


def _phrase(group: PhraseGroup, sentence: str, start: int, end: int) -> Excuse | None:
    if group == "deposited" and not _pattern("registry").search(sentence):
        return None  # saves time
    match = _pattern(group).search(sentence, start, end)
    if match is None or _is_no_excuse(group, match[0]) or _is_of_others(group, sentence):
        return None
    return Excuse(_KINDS.get(group, "no_data"), match.start(), match.end())


def _is_no_excuse(group: PhraseGroup, phrase: str) -> bool:
    """Whether a minister is competent with others, or something other than the question is passed on."""
    veto = _VETOES.get(group)
    return veto is not None and _pattern(veto).search(phrase) is not None


def _is_of_others(group: PhraseGroup, sentence: str) -> bool:
    """Whether a sentence says what happened to data, who else refers, or who else is informed."""
    match group:
        case "deposited":
            return bool(_pattern("of_court").search(sentence)) and not _pattern("parliament").search(sentence)
        case "no_data":
            return _pattern("treated").search(sentence) is not None
        case "referral":
            to_answer = any(word in sentence for word in plain_texts("answered_before"))
            return not to_answer and _others_refer().match(sentence) is not None
        case "placeholder":
            reported = _pattern("told_others").search(sentence)
            return reported is not None and not _pattern("recipient").search(sentence)
    return False


def _clauses(sentence: str, begin: int) -> list[tuple[int, int]]:
    """Start and end of the text before, between and after 'maar' and the like."""
    cuts = [found.span() for found in _pattern("contrast").finditer(sentence, begin + 1)]
    starts = [begin, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence)]
    return list(zip(starts, ends, strict=True))


def _adds_nothing(sentence: str, start: int, end: int) -> bool:
    """Whether a clause after 'maar' only names who is responsible, or is an excuse itself."""
    if _first_phrase(sentence, start, end):
        return True
    clause = sentence[start:end].lstrip(" ,")
    emphasis = begins_with("emphasis").match(clause)
    clause = clause[emphasis.end() :].lstrip(" ,") if emphasis else clause
    return clause.startswith(tuple(plain(phrase.text) for phrase in phrases_of("goes_on")))


def _behind_concession(sentence: str) -> int:
    """Start of the main clause after 'hoewel …,'."""
    if not begins_with("concession").match(sentence):
        return 0
    return sentence.find(",") + 1


def _is_supplementary(sentence: str, begin: int, reference: Excuse) -> bool:
    """Whether a reference follows something that the sentence says, or leads to the answer itself."""
    before = sentence[begin : reference.start]
    words = len(before.split())
    if _pattern("shown_here").search(sentence, reference.start):
        return True
    if _AND.search(before):
        return words > 3 and not _pattern("courtesy").search(before)  # noqa: PLR2004 - 'en', 'ik', a word
    return words > MOST_WORDS_BEFORE and not begins_with("topic_lead").match(before)


def _says_more(sentence: str) -> bool:
    """Whether a sentence gives figures, or says what is in the paper it refers to."""
    if _pattern("telling").search(sentence) or _measures().search(sentence):
        return True
    return any(
        found["before"] not in plain_texts("numbered") and found["noun"] not in plain_texts("uncounted")
        for found in _counts().finditer(sentence)
    )


@cache
def _measures() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in plain_texts("measure"))
    return re.compile(rf"[€$]\s?\d|\d\s?[%€$]|\d[\d.,\s]{{0,15}}(?<=[\d\s])\s?(?:{words})\b")


@cache
def _counts() -> re.Pattern[str]:
    number = r"(?<![\w./-])(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3}){1,3}|\d{1,3})"
    return re.compile(rf"(?<!\w)(?P<before>\w*)[.°]?\s{number}\s(?P<noun>[^\W\d_]{{4,}})")


@cache
def _pattern(group: PhraseGroup) -> re.Pattern[str]:
    """Any phrase of a group; for placeholders also those that the site prints."""
    parts = [with_gaps(phrase) for phrase in phrases_of(group)]
    if group == "placeholder":
        parts += [re.escape(plain(label.text).rstrip(".")) for label in labels_of("placeholder")]
    return re.compile(rf"(?<!\w)(?<!qui )(?:{'|'.join(parts)})(?:(?<!\w)|(?!\w))")


@cache
def _others_refer() -> re.Pattern[str]:
    """Somebody other than the minister refers: 'De Raad van State verwijst naar'."""
    ministers = "|".join(map(re.escape, plain_texts("answerer")))
    article = r"(?:(?:de|het|een|le|la|les|un|une)\s|l['’])"
    verb = r"(?:verwijst|verwijzen|renvoie|renvoient|se refere|se referent)\b"
    return re.compile(rf"\W*{article}(?!(?:{ministers})\b)[^,;:]{{1,60}}?\s{verb}")


@cache
def _short_answer() -> re.Pattern[str]:
    """A short answer that stands alone at the beginning of a sentence."""
    return re.compile(begins_with("verdict").pattern + r"\s*(?:[,.:;!–-]|\Z)")
