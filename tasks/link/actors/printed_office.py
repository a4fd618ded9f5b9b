"""The parts of a printed office: role, portfolios, what comes with them, and the minister it is attached to.

Pages and bulletins print it in any case and spacing (docs/source.md, 2), sometimes in the other language, so
the words of both languages are always understood. Articles and prepositions differ between pages, so they are
ignored; a comma joins portfolios like 'en'.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from schemas.codes import ROLES as ALL_ROLES
from schemas.vocabulary.actor_words import actor_words, phrases_of
from schemas.vocabulary.entities import portfolios
from tasks.common.accents import fold
from tasks.link.actors.shared import slug

AND = "&"
"""Stands for a comma and for the words that join portfolios."""
_TOKEN = re.compile(r"(?:\w\.){2,}(?:\w(?!\w))?|\w+|[,;&]")
"""Abbreviations with points, words, and joining signs."""
_JOINING_SIGNS = frozenset(",;&")


class Word(NamedTuple):
    """A significant word, without accents and case, with its place in the printed text."""

    text: str
    start: int
    end: int


class Part(NamedTuple):
    """One portfolio: its code, or None when portfolios.tsv lacks it, and its letters."""

    code: str | None
    text: str


class _Choice(NamedTuple):
    """The best split of the words from one on: fewest unknown words, then fewest portfolios."""

    unknown: int
    portfolios: int
    end: int


def counting_words(printed: str) -> list[Word]:
    """The significant words of an office, in order."""
    small, joining = _folded("small"), _folded("and") | _JOINING_SIGNS
    found = []
    for match in _TOKEN.finditer(printed):
        text = fold(match[0]).replace(".", "")
        if text in joining:
            found.append(Word(AND, *match.span()))
        elif text not in small:
            found.append(Word(text, *match.span()))
    return found


def texts(words: Iterable[Word]) -> tuple[str, ...]:
    """The words without their places."""
    return tuple(word.text for word in words)


@cache
def markers() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """What begins another clause of an office, a role or 'charged with': (group, code) by its words."""
    rows = [row for row in actor_words() if row.group in {"role", "charged", "attached", "aspect"}]
    return {texts(counting_words(phrase)): (row.group, row.code) for row in rows for phrase in row.phrases}


@cache
def _folded(group: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases_of(group))


@cache
def _portfolio_codes() -> Mapping[tuple[str, ...], str]:
    return {
        texts(counting_words(name)): portfolio.code for portfolio in portfolios() for name in portfolio.names
    }


@cache
def _longest_portfolio() -> int:
    return max(map(len, _portfolio_codes()))


def read_portfolios(words: Sequence[Word], printed: str) -> list[Part]:
    """Split a list of portfolios with as few unknown words as possible.

    A name may contain a joining word ('Kleine en Middelgrote Ondernemingen'); it ends before one. `printed`
    is the text of the words' places.
    """
    found: list[Part] = []
    choices, start = _choices(words), 0
    while start < len(words):
        end = choices[start].end
        if words[start].text != AND:
            code = _portfolio_codes().get(texts(words[start:end]))
            found.append(Part(code, printed[words[start].start : words[end - 1].end]))
        start = end
    return found


def _choices(words: Sequence[Word]) -> list[_Choice]:
    """The best choice at each word, worked out from the end."""
    last = len(words)
    choices = [_Choice(0, 0, last)] * (last + 1)
    next_joint = last
    for start in reversed(range(last)):
        if words[start].text == AND:
            next_joint = start
            choices[start] = choices[start + 1]._replace(end=start + 1)
            continue
        behind = choices[next_joint]
        unknown = _Choice(behind.unknown + next_joint - start, behind.portfolios + 1, next_joint)
        choices[start] = min(_portfolio_choices(words, start, choices), default=unknown)
        choices[start] = min(choices[start], unknown)
    return choices


def _portfolio_choices(words: Sequence[Word], start: int, choices: Sequence[_Choice]) -> Iterator[_Choice]:
    """The choices of a known portfolio that begins at a word."""
    for end in range(start + 1, min(start + _longest_portfolio(), len(words)) + 1):
        if (end == len(words) or words[end].text == AND) and texts(words[start:end]) in _portfolio_codes():
            behind = choices[end]
            yield _Choice(behind.unknown, behind.portfolios + 1, end)


ROLES = ALL_ROLES[:-1]
"""The roles that words name, the highest first."""
OTHER_ROLE = "other"
"""The role of an office that names none of them."""
_MOST_WORDS = 8
"""Most words of a repeated portfolio."""
_IN_BRACKETS = re.compile(r"(?P<office>[^()]+?)\s*\((?P<concerned>[^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class PrintedOffice:
    """An office as understood."""

    role: str  # the highest of its roles, or 'other'
    portfolios: tuple[str, ...]  # codes of portfolios.tsv in printed order; printed words for unknown ones
    charged_with: tuple[str, ...]  # the same, for what the office is also charged with
    deputy_of: tuple[str, ...]  # the offices that it is attached to, as printed; mostly one
    unknown: tuple[str, ...]  # printed words for which portfolios.tsv has no code
    office_id: str  # the same for the Dutch and the French form of one office when nothing is unknown

    @property
    def is_known(self) -> bool:
        """Whether its role and all its portfolios are known."""
        return self.role != OTHER_ROLE and not self.unknown


@dataclass(slots=True)
class _Clause:
    """A marker, such as a role or 'charged with', and the words up to the next one."""

    kind: str
    code: str
    start: int
    end: int
    words: list[Word] = field(default_factory=list)


@cache
def read_office(printed: str) -> PrintedOffice:
    """Understand an office without preposition; any text gets a result."""
    office = read_plainly(printed)
    if office.is_known:
        return office
    # Bulletins repeat the portfolio that a question concerns after all those of the minister.
    readings = ((read_plainly(whole), read_plainly(concerned)) for whole, concerned in _splits(printed))
    repeated = (whole for whole, concerned in readings if _repeats(whole, concerned))
    return next(repeated, office)


def _splits(printed: str) -> Iterator[tuple[str, str]]:
    """An office and the portfolio in brackets after it, or its last words."""
    if found := _IN_BRACKETS.fullmatch(printed):
        yield found["office"], found["concerned"]
    words = printed.split()
    for size in range(1, min(_MOST_WORDS, len(words) // 2) + 1):
        yield " ".join(words[:-size]), " ".join(words[-size:])


def _repeats(office: PrintedOffice, concerned: PrintedOffice) -> bool:
    """Whether known portfolios are among those of a known office."""
    own = set(concerned.portfolios)
    return office.is_known and not concerned.unknown and bool(own) and own <= set(office.portfolios)


def read_plainly(printed: str) -> PrintedOffice:
    """Understand an office in which no portfolio is repeated."""
    clauses, attached = _separated(_clauses(counting_words(printed)))
    roles = [clause.code for clause in clauses if clause.kind == "role"]
    own = _portfolios(clauses, printed, charged=False)
    charged = _portfolios(clauses, printed, charged=True)
    deputies = [text for other in attached if (text := _printed(other, printed))]
    return PrintedOffice(
        min(roles, key=ROLES.index, default=OTHER_ROLE),
        _codes(own),
        _codes(charged),
        tuple(deputies),
        tuple(dict.fromkeys(part.text for part in (*own, *charged) if part.code is None)),
        _identifier(roles, _codes(own), _codes(charged), deputies),
    )


def _clauses(words: Sequence[Word]) -> list[_Clause]:
    """Split an office at its markers; what precedes the first is its own clause."""
    clauses = [_Clause("lead", "", 0, 0)]
    longest = max(map(len, markers()))
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((size for size in sizes if texts(words[at : at + size]) in markers()), 0)
        if size:
            group, code = markers()[texts(words[at : at + size])]
            clauses.append(_Clause(group, code, words[at].start, words[at + size - 1].end))
        else:
            clauses[-1].words.append(words[at])
        at += size or 1
    return clauses


def _separated(clauses: Iterable[_Clause]) -> tuple[list[_Clause], list[list[_Clause]]]:
    """The clauses of an office itself, and those of each office that it is attached to.

    What follows 'attached to' belongs to the other office, up to the next secretary of state, since none is
    attached to another; but an office without an earlier portfolio is itself charged with what follows. The
    aspect for which it is attached ('as far as … is concerned') belongs to neither.
    """
    own, others, other = list[_Clause](), list[list[_Clause]](), list[_Clause]()
    attached = has_portfolio = False
    for clause in clauses:
        returns = not has_portfolio if clause.kind == "charged" else clause.code == "state_secretary"
        if clause.kind == "attached":
            other, attached = _beginning(clause), True
            others.append(other)
        elif clause.kind == "aspect":
            other = []
        elif attached and not returns:
            other.append(clause)
        else:
            attached = False
            own.append(clause)
            has_portfolio = has_portfolio or any(word.text != AND for word in clause.words)
    return own, others


def _beginning(attached: _Clause) -> list[_Clause]:
    """Words right after 'attached to' that are no role."""
    words = list(dropwhile(lambda word: word.text == AND, attached.words))
    return [_Clause("other", "", words[0].start, words[0].end, words)] if words else []


def _portfolios(clauses: Iterable[_Clause], printed: str, *, charged: bool) -> list[Part]:
    wanted = [clause for clause in clauses if (clause.kind == "charged") == charged]
    return [part for clause in wanted for part in read_portfolios(clause.words, printed)]


def _codes(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.code or part.text for part in parts))


def _printed(clauses: Sequence[_Clause], printed: str) -> str:
    """The text of some clauses, without what joins them to the next."""
    ends = [clause.end for clause in clauses]
    ends += [word.end for clause in clauses for word in clause.words if word.text != AND]
    return printed[clauses[0].start : max(ends)] if clauses else ""


def _identifier(
    roles: Iterable[str], portfolios: Iterable[str], charged: Iterable[str], deputies: Iterable[str]
) -> str:
    """'state-secretary:asylum+migration/charged:big-cities/under:minister:justice'.

    Codes are in alphabetical order, since pages and languages may print them in different orders.
    """
    role = "-".join(dict.fromkeys(code.replace("_", "-") for code in roles)) or OTHER_ROLE
    pieces = (
        ("", "+".join(sorted(map(slug, portfolios)))),
        ("/charged", "+".join(sorted(map(slug, charged)))),
        ("/under", "+".join(sorted(read_office(text).office_id for text in deputies))),
    )
    return role + "".join(f"{name}:{codes}" for name, codes in pieces if codes)
