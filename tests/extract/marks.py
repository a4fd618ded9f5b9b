"""Examples of rules: texts with double square brackets around what is to be found."""

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.rows import several
from schemas.vocabulary.rules import Rule
from tasks.extract import mentions

OPEN, CLOSE = "[[", "]]"


def languages_of(rule: Rule) -> tuple[Language, ...]:
    """The languages in which a rule is tried."""
    return tuple(one for one in LANGUAGES if rule.language in {one, "*"})


def examples_of(rule: Rule) -> tuple[str, ...]:
    """Its examples and counter-examples."""
    return (*several(rule.example), *several(rule.counter))


def marked(text: str, language: Language) -> str:
    """A text, whose own brackets are left out, with brackets around what is found in it."""
    plain = text.replace(OPEN, "").replace(CLOSE, "")
    pieces: list[str] = []
    at = 0
    for one in mentions(plain, language):
        pieces += [plain[at : one.start], OPEN, one.text, CLOSE]
        at = one.end
    return "".join([*pieces, plain[at:]])
