"""The author's name and party, as printed: never more than one person, and never a program's 'null'."""

import re
from functools import cache

from schemas.vocabulary import labels_of
from schemas.vocabulary.actor_words import phrases_of
from tasks.common.parties import names_party
from tasks.read.header.subject import is_no_value, labelled
from tasks.read.text.lines import Findings, quoted
from tasks.read.text.patterns import damaged

_NO_NAME = re.compile(r"[()\[\]<>{}\d:;,&/|%*=]")
"""Signs that no name has; a bracket or a comma comes from a second author or a function."""


def read_author(author: str, party: str | None, findings: Findings) -> tuple[str | None, str | None]:
    """Name and party, each None if what is printed may be more or something else, with an issue row."""
    name = without_honorific(author)
    small = [word for word in name.split() if word[:1].islower() and word not in labelled("name_particle")]
    joins = len(small) > 1 or not labelled("not_in_names").isdisjoint(small)  # words that no name has
    if is_no_value(name) or _NO_NAME.search(name) or joins:
        printed = f"{author} ({party})" if party else author
        findings.report(
            "author_doubtful", f"What stands for the author is no single name: {quoted(printed)}."
        )
        return None, None
    if party and (is_no_value(party) or _holds_more(party)):
        findings.report("author_doubtful", f"Beside the author stands more than a party: {quoted(party)}.")
        return name, None
    return name or None, party


def _holds_more(party: str) -> bool:
    """Whether common words stand beside a known party: 'sénatrice PS'."""
    words = party.split()
    others = [word for word in words if not (word.isalpha() and word.islower())]
    return len(others) < len(words) and not names_party(party) and names_party(" ".join(others))


def without_honorific(author: str) -> str:
    """The name alone, as on most pages: 'de heer Beke' is 'Beke', 'de mevrouw de Bethune' is 'de Bethune'."""
    return _honorific().sub("", author).strip()


@cache
def _honorific() -> re.Pattern[str]:
    texts = sorted((label.text for label in labels_of("honorific")), key=len, reverse=True)
    honorific = rf"(?:{'|'.join(damaged(text) for text in texts)})\s+"
    article = rf"(?:{'|'.join(phrases_of('article'))})\s+"
    return re.compile(rf"^(?:{article})?{honorific}(?:{article}{honorific})*", re.IGNORECASE)
