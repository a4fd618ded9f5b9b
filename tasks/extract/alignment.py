"""The same labels for the sub-questions of both languages."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.codes import Language
from tasks.extract.questions.find import SubQuestion

Both = tuple[tuple[SubQuestion, ...], tuple[SubQuestion, ...]]


def aligned(
    dutch: Sequence[SubQuestion], french: Sequence[SubQuestion], original: Language | None = None
) -> Both:
    """The sub-questions of both versions of a question, with the same labels when they are equally many.

    A translation numbers in its own way now and then ('a)' for '1)', bullets for numbers). Both versions then
    get the labels of the original; a version without labels, or with inferred ones, takes those of the other,
    whichever is the original, since answers name them. Unequally many sub-questions stay as they are.

    Args:
        dutch: Of the Dutch version, in order.
        french: Of the French version, in order.
        original: The language in which the question was asked; None when it is not known: Dutch.
    """
    if len(dutch) != len(french):
        return tuple(dutch), tuple(french)
    first, second = (french, dutch) if original == "fr" else (dutch, french)
    source = max(first, second, key=_trust)
    return _labelled(dutch, source), _labelled(french, source)


def _trust(items: Sequence[SubQuestion]) -> int:
    """How far the labels of a version are taken for those of both: printed ones more than inferred ones."""
    if not all(item.label for item in items):
        return 0
    return 1 + all(item.numbering == "printed" for item in items)


def _labelled(items: Sequence[SubQuestion], source: Sequence[SubQuestion]) -> tuple[SubQuestion, ...]:
    return tuple(replace(item, label=other.label) for item, other in zip(items, source, strict=True))
