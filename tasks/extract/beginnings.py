"""With which words a pattern can begin, so that it is tried only there."""

import re
from collections.abc import Callable
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as what  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Parsed: TypeAlias = Any
"""What the parser of `re` gives: pairs of a kind and its value."""
_TIMES = 3
"""How often a repeated piece of a word is followed."""


class Beginnings:
    """A pattern, and its first words in small letters: all of them, or the letters that they begin with.

    `figures`: it can begin with figures too; `anywhere`: it can begin with any word.
    """

    def __init__(self, text: str) -> None:
        """Compile a pattern; `re.error` or RecursionError if it is none."""
        pattern = parser.parse(text)  # once for both: the largest have 80,000 letters
        self.text = text
        self.pattern: re.Pattern[str] = compiler.compile(pattern)
        self.words, self.prefixes = set[str](), set[str]()
        self.figures = self.anywhere = False
        self.open(self.through(pattern, {""}))

    def holds(self, word: str) -> bool:
        """Whether the pattern can begin with a word."""
        return word in self.words or word.startswith((*self.prefixes,))

    def through(self, items: Parsed, begun: set[str]) -> set[str]:
        """Go through items of a parsed pattern; return what is begun and may go on behind them."""
        for kind, value in items:
            if not begun:
                break
            begun = self._step(kind, value, begun)
        return begun

    def _step(self, kind: object, value: Parsed, begun: set[str]) -> set[str]:
        if kind in _STEPS:
            return _STEPS[kind](self, value, begun)
        if kind in {what.ASSERT, what.ASSERT_NOT, what.AT}:
            is_end = value is what.AT_BOUNDARY if kind is what.AT else _ends_word(kind, *value)
            return self._end(begun) if is_end else begun
        return self.open(begun)

    def branches(self, branches: Parsed, begun: set[str]) -> set[str]:
        """Go through each of several branches."""
        return set[str]().union(*(self.through(branch or [], begun) for branch in branches))

    def letters(self, letters: list[str], begun: set[str]) -> set[str]:
        """Go on with one of some letters; a sign ends a word, and is one by itself."""
        further = {begin + letter.lower() for begin in begun for letter in letters if letter.isalnum()}
        for sign in (letter for letter in letters if not letter.isalnum()):
            self._end(begun)
            if sign in "'’":
                self.words |= {f"{begin}'" for begin in begun if begin}
            if "" in begun and not sign.isspace():
                self.words.add(sign)
            self.anywhere |= "" in begun and sign.isspace()
        return further

    def one_of(self, members: Parsed, begun: set[str]) -> set[str]:
        """Go on with a letter of a class; any may follow where its members are not known by name."""
        letters: list[str] = []
        for kind, value in members:
            if kind is what.LITERAL:
                letters.append(chr(value))
            elif kind is what.RANGE and chr(value[1]).isdigit():
                letters += map(chr, range(value[0], value[1] + 1))
            elif (kind, value) == (what.CATEGORY, what.CATEGORY_DIGIT):
                letters += "0123456789"
            elif (kind, value) == (what.CATEGORY, what.CATEGORY_SPACE):
                letters.append(" ")
            else:
                return self.open(begun)
        if all(letter.isdigit() for letter in letters):
            self.figures |= "" in begun
            return self.open(begun - {""})
        return self.letters(letters, begun)

    def repeat(self, value: Parsed, begun: set[str]) -> set[str]:
        """Go through a repeated piece, a few times at most."""
        least, most, items = value
        reached, now = set(begun) if least == 0 else set(), begun
        for times in range(1, min(most, _TIMES) + 1):
            now = self.through(items, now)
            if times >= least:
                reached |= now
        return self.open(reached) if most > _TIMES and now else reached

    def _end(self, begun: set[str]) -> set[str]:
        """A word is complete; nothing that follows can make it longer."""
        self.words |= begun - {""}
        return begun & {""}

    def open(self, begun: set[str]) -> set[str]:
        """Note that any letters may follow."""
        self.prefixes |= begun - {""}
        self.anywhere |= "" in begun
        return set()


_STEPS: dict[object, Callable[[Beginnings, Parsed, set[str]], set[str]]] = {
    what.LITERAL: lambda walk, code, begun: walk.letters([chr(code)], begun),
    what.IN: Beginnings.one_of,
    what.BRANCH: lambda walk, value, begun: walk.branches(value[1], begun),
    what.SUBPATTERN: lambda walk, value, begun: walk.through(value[-1], begun),
    what.ATOMIC_GROUP: Beginnings.through,
    what.GROUPREF_EXISTS: lambda walk, value, begun: walk.branches(value[1:], begun),
    **dict.fromkeys((what.MAX_REPEAT, what.MIN_REPEAT, what.POSSESSIVE_REPEAT), Beginnings.repeat),
}
"""How each kind of a pattern's items is gone through."""


def _ends_word(kind: object, direction: int, items: Parsed) -> bool:
    r"""Whether no letter may follow, or a sign must precede: `(?!\w)`, `(?<=[ '])`."""
    if len(items) != 1 or items[0][0] is not what.IN:
        return False
    members = items[0][1]
    if kind is what.ASSERT_NOT:
        return direction > 0 and (what.CATEGORY, what.CATEGORY_WORD) in members
    return all(one is what.LITERAL and not chr(sign).isalnum() for one, sign in members)
