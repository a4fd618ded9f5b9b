"""What the tests of extraction share: labels, parts, mentions, a time limit."""

import signal
from collections.abc import Sequence

from hypothesis import strategies as st

from schemas.codes import Language
from tasks.extract import answer_parts, mentions
from tests.support.fuzz.run import HangingError, strict

ASKS = ("Hoeveel aanvragen waren er?", "Wie betaalt de kosten?", "Welke maatregelen neemt u?")
GENEROUS = 20
"""Seconds of processor time that no text may need here; one is enough for work that grows with the text."""


def parts(paragraphs: tuple[str, ...], known: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Label and answered sub-questions of each part; `known` are labels with spaces between."""
    return [(part.label, part.answers) for part in answer_parts(paragraphs, known.split())]


def values(text: str, kind: str, language: Language = "nl") -> list[tuple[str, str | None, str | None]]:
    return [
        (mention.text, mention.value, mention.unit)
        for mention in mentions(text, language)
        if mention.kind == kind
    ]


def paragraphs_with(pieces: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Any paragraphs, many of which begin with one of these pieces."""
    begun = st.builds("{} {}".format, st.sampled_from(pieces), st.text(max_size=20)).map(str.strip)
    return st.lists(begun | st.text(max_size=30), max_size=12)


def finishes(code: str) -> bool:
    """Whether code ends before the generous limit; it raises what the code raises."""
    with strict():
        signal.setitimer(signal.ITIMER_PROF, GENEROUS)
        try:
            exec(code, {})
        except HangingError:
            return False
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return True
