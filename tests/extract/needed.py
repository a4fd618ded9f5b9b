"""Which alternatives of the rules no example needs.

    python -m tests.extract.needed KIND…

Each alternative of each pattern is taken out in turn: if every example and counter-example of the kind is as
before, nothing shows what the alternative is for.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from schemas.codes import Language
from schemas.errors import VocabularyError
from schemas.vocabulary.rules import Rule, rules_of
from tasks.extract import Mention, mentions, rules
from tests.extract.marks import examples_of, languages_of, plain

NOTHING = "(?!)"


def branches(pattern: str) -> Iterator[tuple[int, int]]:
    """Where each alternative of a pattern stands: of the pattern itself, and of each group in it."""
    opened: list[tuple[int, list[int]]] = [(0, [])]
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _class_end(pattern, at)
        elif sign == "(":
            opened.append((_group_begin(pattern, at), []))
        elif sign == "|":
            opened[-1][1].append(at)
        elif sign == ")":
            yield from _between(*opened.pop(), at)
        at += 1
    yield from _between(*opened.pop(), at)


def _between(begin: int, bars: list[int], end: int) -> Iterator[tuple[int, int]]:
    if bars:
        yield from zip((begin, *(bar + 1 for bar in bars)), (*bars, end), strict=True)


def _class_end(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] != "^" else 3  # a bracket directly behind the first is a member
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at


def _group_begin(pattern: str, at: int) -> int:
    """Where the first alternative of a group begins, behind '(?:', '(?P<name>', '(?<!' and the like."""
    if pattern[at + 1 : at + 2] != "?":
        return at + 1
    if pattern.startswith("(?P<", at):
        return pattern.index(">", at) + 1
    for lead in ("(?<=", "(?<!", "(?:", "(?=", "(?!", "(?>"):
        if pattern.startswith(lead, at):
            return at + len(lead)
    return pattern.index(")" if pattern.startswith("(?(", at) else ":", at) + 1


@contextmanager
def in_place_of(kind: str, old: Rule, new: Rule) -> Iterator[None]:
    """Another rule at the place of one."""
    known = rules_of

    def changed(asked: str) -> tuple[Rule, ...]:
        found = known(asked)
        return tuple(new if rule is old else rule for rule in found) if asked == kind else found

    try:
        rules.rules_of = changed  # type: ignore[attr-defined]
        _refresh()
        yield
    finally:
        rules.rules_of = known  # type: ignore[attr-defined]
        _refresh()


def _refresh() -> None:
    """Forget the patterns whose rules have changed."""
    for some in rules.Rules.every:
        some._texts.clear()
        known = some._patterns.items()
        some._patterns = {place: found for place, found in known if found.pattern == some.text(*place)}


def _found(text: str, language: Language) -> tuple[Mention, ...]:
    return mentions(plain(text), language)


def unneeded(kind: str, only: str = "") -> Iterator[tuple[Rule, str]]:
    """The alternatives of a kind's rules that no example needs, each with its rule."""
    texts = {text: languages_of(rule) for rule in rules_of(kind) for text in examples_of(rule)}
    examples = [(text, language) for text, languages in texts.items() for language in languages]
    before = {example: _found(*example) for example in examples}
    for rule in rules_of(kind):
        own = [example for example in examples if example[0] in examples_of(rule)]
        likeliest = dict.fromkeys([*own, *examples])
        for begin, end in [(0, len(rule.pattern)), *branches(rule.pattern)]:
            if not rule.name.startswith(only):
                continue
            is_as_before = False  # without it there may be no pattern, or none with its groups
            pattern = rule.pattern[:begin] + NOTHING + rule.pattern[end:]
            changed = replace(rule, pattern=pattern)
            with suppress(VocabularyError, IndexError), in_place_of(kind, rule, changed):
                is_as_before = all(_found(*example) == before[example] for example in likeliest)
            if is_as_before:
                yield rule, rule.pattern[begin:end]


def main(kinds: Sequence[str]) -> None:
    """Print them, a line each."""
    for kind in kinds:
        name, _, only = kind.partition(":")
        for rule, alternative in unneeded(name, only):
            sys.stdout.write(f"{name}: {rule.name} ({rule.language}): no example needs {alternative!r}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
