"""Quotation marks come in pairs: one that is made of a letter, or kept as one, needs its other half."""

import re
from functools import cached_property

from tasks.repair.charsets import Pair
from tasks.repair.misread.changes import begins_as_name

_OPENING = {"”": re.compile(r"(?<!\w)[“„\"]"), "»": re.compile(r"(?<!\w)«")}
"""What opens a quotation that a mark closes."""
_KEPT_OPENING = re.compile(r"(?<!\w)«(?=[^\W\d_])")


class Quotes:
    """The quotation marks of a text that is read under a pair."""

    def __init__(self, pair: Pair, text: str) -> None:
        self._pair, self._text = pair, text
        self._has_letter = pair.read("«").isalpha()

    @cached_property
    def _read(self) -> str:
        return self._pair.read(self._text)

    @cached_property
    def _opened(self) -> dict[str, int]:
        """Where the first mark stands that opens a quotation which each mark closes; the end without one."""
        found = {mark: opening.search(self._read) for mark, opening in _OPENING.items()}
        return {mark: match.start() if match else len(self._text) for mark, match in found.items()}

    @cached_property
    def _closed(self) -> int:
        """Where the last » stands; -1 without one."""
        return self._read.rfind("»")

    def are_half(self, chunk: str, right: str, start: int) -> bool:
        """Whether a reading of a chunk has half a quotation, so that a letter was there.

        That is a closing mark that was a name's last letter, and nothing opens (Miloö is not Milo”), or an
        opening one that may stand for a letter, and nothing closes («a may be Ça). Other words hardly become
        a word by losing a letter, and a text may begin within a quotation.
        """
        if (
            not _OPENING.keys().isdisjoint(right)
            and begins_as_name(right)
            and self._is_unopened(chunk, right, start)
        ):
            return True
        kept = _KEPT_OPENING.search(right) if self._has_letter and "«" in chunk else None
        return kept is not None and chunk[kept.start()] == "«" and self._closed < start

    def _is_unopened(self, chunk: str, right: str, start: int) -> bool:
        """Whether a new closing mark right behind a letter has none before it that opens."""
        return any(
            now in _OPENING and was.isalpha() and right[at - 1].isalpha() and at + start < self._opened[now]
            for at, (was, now) in enumerate(zip(chunk, right, strict=True))
        )
