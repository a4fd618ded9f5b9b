"""Pieces that need no search: one word whose letters are lost, perhaps elided, and one question mark.

They are most of a text. What may be read in another way is left to the search.
"""

import re

from tasks.repair.lost.options import UNRESTORED, Case, Options
from tasks.repair.lost.restoring import VOWELS, Around, lead_of
from tasks.repair.statistics.confusion import MARK, UNKNOWN, pair_cost
from tasks.repair.statistics.word_lists import ELISIONS

Decision = tuple[str, float]
"""The reading of a piece, and its lead; the piece itself when it stays."""
_PIECE = re.compile(
    r"([(\[]*(?:[^\W\d_]{1,2}['’])?)((?:[^\W\d_]|\?)+)((?:[.,;:)\]\"-][^?]*|\d{1,2}\.[^?]*)?)"
)
FAR = 60
"""Lead of an elided word, and of a word over a rival with a sign that needs no search."""
OPENING, ENDING = 30, -10
"""Least cost of a sign at the beginning and at the end of a word."""


def _rivals_far(options: Options, shape: str, cost: float) -> bool:
    """Whether no reading with a sign at an end of the word or after an elision comes near its cost."""
    head, mark, tail = shape.lower().partition(MARK)
    if mark and head in ELISIONS and (tail[:1] == MARK or tail[:1] in VOWELS):
        return False
    trimmed = [(shape[1:], OPENING)] if shape[0] == MARK else []
    if shape[-1] == MARK:
        trimmed += [(shape[:-1], ENDING), *((rest[:-1], OPENING + ENDING) for rest, _ in trimmed)]
    return all(rest and options.least_cost(rest) + sign > cost + FAR for rest, sign in trimmed)


def _asks(run: str, rest: str, around: Around, options: Options) -> bool:
    """Whether the last mark of a run is a question mark."""
    follows = rest[0].isdigit() if rest else not around.behind[:1].islower()
    return run[-1] == MARK != run and follows and not around.quote and options.least_cost(run) >= UNKNOWN


def _elided(language: str, run: str, options: Options) -> str:
    """The article at the beginning of a run whose apostrophe is lost, '' without one."""
    head, _, tail = run.partition(MARK)
    if language != "fr" or head.lower() not in ELISIONS or not tail:
        return ""
    vowel = tail[0] == MARK != tail or tail[0].lower() in VOWELS
    return head if vowel and options.least_cost(run) >= UNKNOWN else ""


def decide(language: str, piece: str, around: Around, options: Options, *, asks: bool) -> Decision | None:
    """The reading of a piece, with `MARK` for each mark, and its lead; None for a piece to search."""
    parts = _PIECE.fullmatch(piece)
    if parts is None:
        return None
    before, run, rest = parts.groups()
    if rest[:1].isdigit() and run[-1] != MARK:
        return None
    if asks and _asks(run, rest, around, options):
        run, rest = run[:-1], MARK + rest
    elif rest[:1].isdigit():
        return None
    head = _elided(language, run, options)
    word = run[len(head) + 1 :] if head else run
    first = before.strip("([")
    opens = around.opens and not head and not first
    if (head or first)[:1].isupper() and word[0] == MARK and not around.opens:
        return None
    behind = rest[:1] or around.behind
    rated = sorted(
        (cost + pair_cost(language, around.before, option) + pair_cost(language, option, behind), option)
        for cost, option in options.words(
            word, Case.CAPITAL if opens else Case.SMALL, around.capitals, by_letters=False
        )
    )
    if MARK not in word and options.least_cost(word) >= UNKNOWN:
        return None
    if not rated or UNRESTORED in rated[0][1] or rated[0][0] >= UNKNOWN:
        return None
    if not _rivals_far(options, word, rated[0][0]):
        return None
    joined = f"{before}{head}’" if head else before
    return joined + rated[0][1] + rest, min(lead_of(rated), FAR if head else UNKNOWN)
