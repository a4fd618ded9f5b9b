"""The same labels for the sub-questions of both languages."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.codes import Language
from tasks.extract.questions.find import SubQuestion

Both = tuple[tuple[SubQuestion, ...], tuple[SubQuestion, ...]]


def aligned(
    dutch: Sequence[SubQuestion], french: Sequence[SubQuestion], original: Language | None = None
) -> Both:
    """The sub-questions of both versions of a question, in order; equally many get the same labels.

    A translation sometimes has its own numbering ('a)' for '1)', bullets for numbers). Then both versions get
    the labels of the original language (Dutch when unknown); a version without labels, or with inferred ones,
    takes those of the other, since answers name them.
    """
    if len(dutch) != len(french):
        return tuple(dutch), tuple(french)
    first, second = (french, dutch) if original == "fr" else (dutch, french)
    source = max(first, second, key=_trust)
    return _labelled(dutch, source), _labelled(french, source)


def _trust(items: Sequence[SubQuestion]) -> int:
    """How trusted a version's labels are for both: printed ones more than inferred ones."""
    if not all(item.label for item in items):
        return 0
    return 1 + all(item.numbering == "printed" for item in items)


def _labelled(items: Sequence[SubQuestion], source: Sequence[SubQuestion]) -> tuple[SubQuestion, ...]:
    return tuple(replace(item, label=other.label) for item, other in zip(items, source, strict=True))
