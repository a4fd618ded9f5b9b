"""The labels of the vocabulary as patterns.

A label must be found even when its letters are damaged, its spaces doubled or its capitals changed, so each
accented letter of a label matches whatever damage makes of it.
"""

import re
from functools import cache

from schemas.codes import Language
from schemas.vocabulary import Label, labels_of
from schemas.vocabulary.rows import vocabulary_rows

LONGEST_LABEL = 400
"""No line longer than this (code points) is a label."""

_PLACEHOLDERS = {row["name"]: row["pattern"] for row in vocabulary_rows("label_values.tsv", __package__)}
"""What stands in labels for a value: the name of each placeholder of `labels.tsv` and its pattern."""
_PIECE = re.compile(r"\{(\w+)\}|(\s+)|([^\W\d_]|.)")
_PREFIXED = frozenset({"number", "question", "question_undeclared"})
_TIGHT = frozenset(":()")
_BLANKS = re.compile(r"(?:\\s\*){2,}")


def damaged(text: str) -> str:
    """A regular expression source for a fixed text whose accented letters may be damaged or missing."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.isascii():
        return r"['’`´]" if letter == "'" else re.escape(letter)
    plain = "e" if letter in "éèêÉ" else ""
    return rf"(?:{re.escape(letter)}|{plain}[^\x00-\x7f]{{1,6}}|[a-zA-Z?.])?"


def _source(template: str) -> str:
    pieces = []
    for found in _PIECE.finditer(template):
        placeholder, space, letter = found.groups()
        if placeholder:
            pieces.append(_PLACEHOLDERS[placeholder])
        elif space:
            before, after = template[: found.start()][-1:], template[found.end() :][:1]
            pieces.append(r"\s*" if _TIGHT & {before, after} or before == "." else r"\s+")
        else:
            pieces.append(rf"\s*{re.escape(letter)}\s*" if letter in _TIGHT else damaged(letter))
    return _merged("".join(pieces))


def _merged(source: str) -> str:
    """A pattern without blanks beside blanks: among n of them, each pair would be tried."""
    return _BLANKS.sub(lambda _: r"\s*", source)


@cache
def _prefix() -> str:
    return "(?:(?:" + "|".join(_source(label.text) for label in labels_of("line", "prefix")) + r")\s+)?"


def _languages_of(code: str, language: Language | None) -> tuple[Label, ...]:
    return tuple(label for label in labels_of("line", code) if language in {None, label.language})


@cache
def line_source(code: str, language: Language | None = None) -> str:
    """The regular expression source of a kind of line, in one language or in any; captures nothing."""
    prefix = _prefix() if code in _PREFIXED else ""
    alternatives = "|".join(dict.fromkeys(_source(label.text) for label in _languages_of(code, language)))
    return re.sub(r"\?P<\w+>", "?:", f"{prefix}(?:{alternatives})")


@cache
def line_pattern(template: str) -> re.Pattern[str]:
    """A pattern in which '{session}' stands for any line of that kind, without groups."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda found: line_source(found[1]), template), re.IGNORECASE)


@cache
def _line_patterns(code: str, language: Language) -> tuple[re.Pattern[str], ...]:
    prefix = _prefix() if code in _PREFIXED else ""
    return tuple(
        re.compile(_merged(rf"\s*{prefix}{_source(label.text)}\s*"), re.IGNORECASE)
        for label in _languages_of(code, language)
    )


def match_label(code: str, language: Language, text: str) -> re.Match[str] | None:
    """Match a complete line against the labels of one kind and language."""
    return next(filter(None, (pattern.fullmatch(text) for pattern in _line_patterns(code, language))), None)


@cache
def whole_line_pattern(*codes: str, language: Language | None = None) -> re.Pattern[str]:
    """The pattern, without groups, of a complete line of some kinds, in one language or in any."""
    sources = "|".join(line_source(code, language) for code in codes)
    return re.compile(rf"\s*(?:{sources})\s*", re.IGNORECASE)


def begins_with_label(code: str, language: Language, text: str) -> re.Match[str] | None:
    """Match the beginning of a line against the labels of one kind and language."""
    return next(filter(None, (pattern.match(text) for pattern in _line_patterns(code, language))), None)


@cache
def first_word_pattern(*codes: str, language: Language | None = None) -> re.Pattern[str]:
    """The pattern of the beginning of any line of some kinds: a quick test before a close one."""
    prefixes = () if _PREFIXED.isdisjoint(codes) else labels_of("line", "prefix")
    labels = (label for code in codes for label in _languages_of(code, language))
    words = {label.text.split()[0] for label in (*labels, *prefixes)}
    sources = (re.sub(r"\?P<\w+>", "?:", _source(word)) for word in sorted(words))
    return re.compile(rf"\s*(?:{'|'.join(sources)})", re.IGNORECASE)


@cache
def joined_pattern(code: str) -> re.Pattern[str]:
    """The pattern of a line with the French and then the Dutch line of one kind."""
    french, dutch = line_source(code, "fr"), line_source(code, "nl")
    return re.compile(rf"\s*({french})\s+({dutch})\s*", re.IGNORECASE)


@cache
def _code_patterns(group: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_source(label.text), re.IGNORECASE), label.code) for label in labels_of(group))


def code_of(group: str, text: str) -> str | None:
    """The code of a label's text within its group; None for any other text."""
    text = text.strip()
    return next((code for pattern, code in _code_patterns(group) if pattern.fullmatch(text)), None)
