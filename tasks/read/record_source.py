"""The bytes of a record of the Chamber, XML or JSON, to its elements in order (docs/reading.md)."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from schemas.question_number import QuestionNumber
from tasks.common.address import RECORD_NAME, RecordAddress
from tasks.decode import is_utf_16
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
_ENVELOPE = frozenset({"result", "disclaimer", "items", _RECORD})
_OF_QUESTION = frozenset({"STATUSQ", "DOCNAME", "TITN"})
"""One of them is in every record."""
_LIST = frozenset({"start", "total"})
_INLINE = frozenset("a b i strong span em u font small sub sup".split())
"""Elements within a text whose borders are no borders of words."""
_NAME, _LINK = (
    re.compile(rf"{before}[\s\">:]*({RECORD_NAME})\b".encode()) for before in ("SDOCNAME", "/v0/qrva/")
)
_FILE_NAME = re.compile(rf"(?:^|/)({RECORD_NAME})\.(?:xml|json)".encode())
_LEGISLATURE, _ID = (
    re.compile(rf'[<:"]{name}[>"][\s:"]*([0-9]{{1,6}})\b'.encode()) for name in ("LEGISL", "ID")
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BREAK = "\x00"
_BREAK_AS_LETTERS = re.compile(r"</?(?:br|p)\b[^<>]*>", re.IGNORECASE)
_NO_LETTERS = re.compile("[\x00\ud800-\udfff]")
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
    content = _in_utf_8(content[: 2 * _BEGINNING])
    if _XML.match(content, 0, _BEGINNING):
        return "xml"
    return "json" if _JSON.match(content, 0, _BEGINNING) else None


def _in_utf_8(content: bytes) -> bytes:
    return content.decode("utf-16", "replace").encode() if is_utf_16(content) else content


def record_address(content: bytes, path: str) -> str | None:
    """The address of a record by its content, or by the name of its file; None for any other page.

    Its question in it is a guess that saves reading the record twice.
    """
    number = record_number(content)
    content = _COMMENT.sub(b"", _in_utf_8(content)) if number else b""
    found = _NAME.search(content) or _LINK.search(content) or _FILE_NAME.search(path.encode())
    return RecordAddress(found[1].decode(), str(number)).url if found and number else None


def record_number(content: bytes) -> QuestionNumber | None:
    """Legislature and number that a record names first, without reading it; None for any other page."""
    if record_form(content) is None:
        return None
    content = _COMMENT.sub(b"", _in_utf_8(content))
    legislature, number = (
        found and int(found[1]) for found in (_LEGISLATURE.search(content), _ID.search(content))
    )
    return QuestionNumber(legislature, number) if legislature and number else None


def source_of(text: str, form: RecordForm) -> Source:
    """The elements of the only record in a text; raises NoRecordError."""
    return _of_xml(text) if form == "xml" else _of_json(text)


def _paragraphs(pieces: Iterable[str]) -> tuple[str, ...]:
    """Pieces of text, with breaks among them, as paragraphs."""
    parts = _BREAK_AS_LETTERS.sub(_BREAK, "".join(pieces)).split(_BREAK)
    return tuple(words for part in parts if (words := _SPACES.sub(" ", part).strip(" ")))


def _is_said(element: Element) -> bool:
    return bool(element.paragraphs or element.unknown)


def _of_xml(text: str) -> Source:
    root = _tree(text)
    records = [root] if _name(root) == _RECORD else [one for one in root.iter() if _name(one) == _RECORD]
    if len(records) != 1:
        raise NoRecordError(f"The XML holds {len(records)} records of a question where one is expected.")
    (record,) = records
    elements = tuple(_element(child) for child in record)
    record.text = " ".join([record.text or "", *(child.tail or "" for child in record)])
    del record[:]
    around = {}
    for one in root.iter():
        words = _paragraphs([one.text or "", *(child.tail or "" for child in one)])
        unknown = () if _name(one) in _ENVELOPE else (_name(one),)
        around[_name(one)] = Element(_name(one), words, unknown)
    disclaimer = around.pop("disclaimer", Element("", ())).text
    return Source(elements, disclaimer, tuple(filter(_is_said, around.values())))


def _tree(text: str) -> ET.Element:
    """The elements of a document, with the prefixes of their names, which need no declaration here."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes it by its place
    except expat.ExpatError as error:
        raise NoRecordError(f"The record is cut or damaged: {error}.") from error
    return builder.close()


def _refuse_doctype(*_: object) -> None:
    raise NoRecordError("The record declares a document type; one with declarations is not read.")


def _name(element: ET.Element) -> str:
    return element.tag.rpartition(":")[2]


def _element(element: ET.Element) -> Element:
    """One element of the record; those in it are text, with breaks around unless they are inline."""
    inner = [one for one in element.iter() if one is not element and _name(one) not in _INLINE]
    for one in inner:
        one.text, one.tail = _BREAK + (one.text or ""), _BREAK + (one.tail or "")
    unknown = dict.fromkeys(name for name in map(_name, inner) if name != "br")
    if _name(element) == "link":
        return Element("link", _paragraphs([element.get("href", "")]), tuple(unknown))
    unknown |= {f"the attribute {name}": None for name in element.attrib if not name.startswith("xmlns")}
    return Element(_name(element), _paragraphs(element.itertext()), tuple(unknown))


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
    if _OF_QUESTION & {name for name, _ in top}:
        top = _Object([("items", [top])])
    items = [item for value in top.all("items") if type(value) is list for item in value]
    if _LIST & {name for name, _ in top}:
        raise NoRecordError("This is a page of the list of records; it holds no whole record.")
    if top.all("items") == [[]]:
        raise NoRecordError("The Chamber has no record of this name: the list of its items is empty.")
    if len(items) != 1 or not isinstance(items[0], _Object) or len(top.all("items")) != 1:
        raise NoRecordError(f"The JSON holds {len(items)} items where one record is expected.")
    if not _OF_QUESTION & {name for name, _ in items[0]}:
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
        return _paragraphs([_NO_LETTERS.sub("\ufffd", value or "")]), ()
    if isinstance(value, _Object) and [name for name, _ in value] == ["br"]:
        parts = value[0][1] if type(value[0][1]) is list else [value[0][1]]
        if all(part is None or isinstance(part, str) for part in parts):
            return _paragraphs([_BREAK.join(_NO_LETTERS.sub("\ufffd", part or "") for part in parts)]), ()
    return (), (quoted(json.dumps(_plain(value), ensure_ascii=False)),)


def _plain(value: Any) -> Any:  # noqa: ANN401
    return {name: _plain(one) for name, one in value} if isinstance(value, _Object) else value
