"""The bytes of a record of the Chamber, XML or JSON, to its elements in order (docs/reading.md)."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple
from xml.parsers import expat

from schemas.question_number import QuestionNumber
from tasks.common.address import RECORD_NAME, RecordAddress
from tasks.read.text.lines import quoted

RecordForm = Literal["xml", "json"]

_BEGINNING = 8_192
"""Bytes in which the first element begins."""
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|(?><\?.*?\?>)|(?><!--.*?-->)|(?><![A-Za-z][^<>\[]*(?:\[.*?\]\s*)?>))*+"
    rb"<(?:[^\s<>/:]+:)?(?:result|QRVADOC)[\s/>]",
    re.DOTALL,
)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\Z|\})')
_RECORD = "QRVADOC"
_ENVELOPE = frozenset({"disclaimer", "items", "start", "total"})
_LIST = frozenset({"start", "total"})
_INLINE = frozenset({"a", "b", "i", "strong", "span"})
"""Elements within a text whose borders are no borders of words."""
_NAME = re.compile(rf"(?:SDOCNAME|/v0/qrva/)[\s\">:]*({RECORD_NAME})\b".encode())
_FILE_NAME = re.compile(rf"(?:^|/)({RECORD_NAME})\.(?:xml|json)".encode())
_LEGISLATURE, _ID = (
    re.compile(rf'[<:"]{name}[>"][\s:"]*([0-9]{{1,6}})\b'.encode()) for name in ("LEGISL", "ID")
)
_SPACES = re.compile(r"[ \t\r\n]+")


class NoRecordError(ValueError):
    """It is no whole record; the message says why."""


class Element(NamedTuple):
    """One element of a record: its local name, and its paragraphs, with single spaces."""

    name: str
    paragraphs: tuple[str, ...]
    unknown: tuple[str, ...] = ()  # what is in it that a record has not been seen to have

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.paragraphs)


class Source(NamedTuple):
    """The elements of one record, and the words around it."""

    elements: tuple[Element, ...]
    disclaimer: str = ""
    beside: tuple[Element, ...] = ()  # what stands around the record, or in it outside of its elements


def record_form(content: bytes) -> RecordForm | None:
    """The form of a record by its first bytes; None for a page. XHTML begins with `<?xml`, too."""
    if _XML.match(content, 0, _BEGINNING):
        return "xml"
    return "json" if _JSON.match(content, 0, _BEGINNING) else None


def record_address(content: bytes, path: str) -> str | None:
    """The address of a record by its content, or by the name of its file; None for any other page.

    Its question in it is a guess that saves reading the record twice.
    """
    found = record_form(content) and (_NAME.search(content) or _FILE_NAME.search(path.encode()))
    number = record_number(content)
    return RecordAddress(found[1].decode(), str(number)).url if found and number else None


def record_number(content: bytes) -> QuestionNumber | None:
    """Legislature and number that a record names first, without reading it; None for any other page."""
    if record_form(content) is None:
        return None
    legislature, number = (
        found and int(found[1]) for found in (_LEGISLATURE.search(content), _ID.search(content))
    )
    return QuestionNumber(legislature, number) if legislature and number else None


def source_of(text: str, form: RecordForm) -> Source:
    """The elements of the only record in a text; raises NoRecordError."""
    return _Xml().read(text) if form == "xml" else _of_json(text)


def _paragraphs(pieces: Iterable[str | None]) -> tuple[str, ...]:
    """Pieces of text, None for a break, as paragraphs."""
    text = "".join("\x00" if piece is None else piece for piece in pieces)
    return tuple(words for part in text.split("\x00") if (words := _SPACES.sub(" ", part).strip(" ")))


def _is_said(element: Element) -> bool:
    return bool(element.paragraphs or element.unknown)


class _Xml:
    """Reads one document; names count without their prefixes."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._depth = 0  # of the record's own element, 0 outside of it
        self._records = 0
        self._pieces: list[str | None] = []
        self._unknown: list[str] = []
        self._elements: list[Element] = []
        self._around: dict[str, list[str | None]] = {}

    def read(self, text: str) -> Source:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(text, True)  # noqa: FBT003 - expat takes it by its place
        except expat.ExpatError as error:
            raise NoRecordError(f"The record is cut or damaged: {error}.") from error
        if self._records == 0:
            raise NoRecordError("The XML holds no record of a question.")
        around = {name: _paragraphs(pieces) for name, pieces in self._around.items()}
        beside = (Element(name, words) for name, words in around.items() if name != "disclaimer")
        disclaimer = " ".join(around.get("disclaimer", ()))
        return Source(tuple(self._elements), disclaimer, tuple(filter(_is_said, beside)))

    def _refuse(self, *_: object) -> None:
        raise NoRecordError("The record declares a document type; one with declarations is not read.")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        name = full.rpartition(":")[2]
        self._open.append(name)
        level = len(self._open) - self._depth if self._depth else 0
        if level == 0 and name == _RECORD:
            self._records += 1
            self._depth = len(self._open)
            if self._records > 1:
                raise NoRecordError("The file holds several records; a file of the archive holds one.")
        elif level == 0 and name not in _ENVELOPE and name != "result":
            self._around.setdefault(name, [name])
        elif level == 1:
            self._pieces, self._unknown = [attributes.get("href", "")] if name == "link" else [], []
        elif level > 1:
            if name not in _INLINE:
                self._pieces.append(None)
            if name not in {*_INLINE, "br"}:
                self._unknown.append(name)

    def _end(self, _: str) -> None:
        name = self._open.pop()
        level = len(self._open) + 1 - self._depth if self._depth else 0
        if self._depth and level == 0:
            self._depth = 0
        elif level == 1:
            unknown = tuple(dict.fromkeys(self._unknown))
            self._elements.append(Element(name, _paragraphs(self._pieces), unknown))
        elif level > 1 and name not in {*_INLINE, "br"}:
            self._pieces.append(None)

    def _text(self, text: str) -> None:
        if self._depth and len(self._open) > self._depth:
            self._pieces.append(text)
        else:
            self._around.setdefault(self._open[-1], []).append(text)


class _Object(tuple[tuple[str, Any], ...]):
    """The members of a JSON object in their order, as often as they stand there."""

    __slots__ = ()

    def all(self, name: str) -> list[Any]:
        """The values of a member."""
        return [value for key, value in self if key == name]


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")


def _of_json(text: str) -> Source:
    try:
        top = json.loads(
            text, object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise NoRecordError(f"The record is cut or damaged: {error}.") from error
    items = [item for value in top.all("items") if type(value) is list for item in value]
    if _LIST & {name for name, _ in top}:
        raise NoRecordError("This is a page of the list of records; it holds no whole record.")
    if top.all("items") == [[]]:
        raise NoRecordError("The Chamber has no record of this name: the list of its items is empty.")
    if len(items) != 1 or not isinstance(items[0], _Object) or len(top.all("items")) != 1:
        raise NoRecordError(f"The JSON holds {len(items)} items where one record is expected.")
    if not {"STATUSQ", "DOCNAME", "TITN"} & {name for name, _ in items[0]}:
        raise NoRecordError("The JSON holds no record of a question.")
    around = [Element(name, *_value(value)) for name, value in top if name not in _ENVELOPE]
    disclaimer = " ".join(word for value in top.all("disclaimer") for word in _value(value)[0])
    elements = (Element(name, *one) for name, value in items[0] for one in _values(name, value))
    return Source(tuple(elements), disclaimer, tuple(filter(_is_said, around)))


def _values(name: str, value: Any) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:  # noqa: ANN401
    """The paragraphs of each element that a member stands for, and what is not understood in it."""
    if name == "link" and isinstance(value, _Object):
        yield _paragraphs(value.all("href")), ()
    elif type(value) is list:
        yield from map(_value, value or [None])
    else:
        yield _value(value)


def _value(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ANN401
    if value is None or isinstance(value, str):
        return _paragraphs([value or ""]), ()
    if isinstance(value, _Object) and [name for name, _ in value] == ["br"]:
        parts = value[0][1] if type(value[0][1]) is list else [value[0][1]]
        if all(part is None or isinstance(part, str) for part in parts):
            return _paragraphs(piece for part in parts for piece in (part or "", None)), ()
    return (), (quoted(json.dumps(value, ensure_ascii=False)),)
