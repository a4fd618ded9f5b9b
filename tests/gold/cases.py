"""Reading gold cases: the text as extraction is given it, and what a reader marked in it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
HALVES = ("tuning", "test")
NEWS = "news"
"""The set of newspaper articles."""
Element = ET.Element


@dataclass(frozen=True)
class MarkedMention:
    """A mention as marked: half-open code points of the text, kind, and its value and unit if it has any."""

    start: int
    end: int
    kind: str
    value: str | None
    unit: str | None


@dataclass(frozen=True)
class MarkedPart:
    """A sub-question or a part of an answer: its number as printed, labels, kind, text and numbering."""

    printed: str
    labels: tuple[str, ...]
    kind: str | None
    text: str
    numbering: str


@dataclass
class MarkedText:
    """One text of a case.

    Attributes:
        case: Name of the case.
        language: Its language.
        part: 'question' or 'answer'.
        text: What extraction is given.
        mentions: What was marked in it.
        parts: Sub-questions or parts of the answer, in order.
    """

    case: str
    language: str
    part: str
    text: str = ""
    mentions: list[MarkedMention] = field(default_factory=list)
    parts: list[MarkedPart] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs, as a page has them: without line breaks at the ends."""
        return [paragraph.strip() for paragraph in self.text.split("\n\n") if paragraph.strip()]


def cases(half: str) -> Iterator[list[MarkedText]]:
    """The texts of each case of a half, question and answer of both languages."""
    for path in sorted((FOLDER / half).glob("*.xml")):
        yield list(_texts(path))


def _texts(path: Path) -> Iterator[MarkedText]:
    for version in ET.parse(path).getroot():
        for part in ("question", "answer"):
            element = version.find(part)
            if element is not None:
                found = MarkedText(path.stem, version.get("language", ""), part)
                _Reader(found).read(element)
                yield found


class _Reader:
    """Flattens an element into a text, keeping where its marks stand."""

    def __init__(self, found: MarkedText) -> None:
        self._found = found
        self._pieces: list[str] = []
        self._length = 0

    def read(self, element: Element) -> None:
        self._flatten(element)
        whole = "".join(self._pieces)
        lead = len(whole) - len(whole.lstrip())
        self._found.text = whole.strip()
        self._found.mentions = [
            MarkedMention(m.start - lead, m.end - lead, m.kind, m.value, m.unit) for m in self._found.mentions
        ]

    def _flatten(self, element: Element) -> None:
        begin = self._length
        self._add(element.text)
        for child in element:
            self._flatten(child)
            self._add(child.tail)
        if element.tag == "m":
            kind, value, unit = (element.get(name) for name in "kvu")
            self._found.mentions.append(MarkedMention(begin, self._length, kind or "", value, unit))
        if element.tag in {"sub", "part"}:
            self._found.parts.append(_part(element))

    def _add(self, text: str | None) -> None:
        self._pieces.append(text or "")
        self._length += len(text or "")


def _part(element: Element) -> MarkedPart:
    number = element.find("n")
    printed = "".join(number.itertext()) if number is not None else ""
    whole = "".join(element.itertext())
    assert whole.startswith(printed), whole
    labels = tuple((element.get("label") or element.get("answers") or "").split())
    text = "\n\n".join(piece.strip() for piece in whole[len(printed) :].split("\n\n"))
    return MarkedPart(
        printed.strip(), labels, element.get("kind"), text.strip(), element.get("numbering", "printed")
    )
