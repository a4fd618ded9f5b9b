"""The numbers a browser displays before the items of a numbered list; the page's text lacks them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase


@dataclass
class Numerals:
    """Counters of the open lists, the innermost last; None for a list without numbers."""

    _counts: list[int | None] = field(default_factory=list)
    _letters: list[bool] = field(default_factory=list)

    def open_list(self, name: str, attributes: Mapping[str, object]) -> None:
        """Start a list."""
        start = str(attributes.get("start", "1"))
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1  # noqa: PLR2004
        self._counts.append(first - 1 if name == "ol" else None)
        self._letters.append(str(attributes.get("type", "")).lower() == "a")

    def close_list(self) -> None:
        """End a list."""
        if self._counts:
            self._counts.pop()
            self._letters.pop()

    def next_item(self) -> str:
        """The numeral of the next item, with its point; empty in a list without numbers."""
        if not self._counts or self._counts[-1] is None:
            return ""
        count = self._counts[-1] = self._counts[-1] + 1
        if self._letters[-1] and 0 < count <= len(ascii_lowercase):
            return f"{ascii_lowercase[count - 1]}."
        return f"{count}."
