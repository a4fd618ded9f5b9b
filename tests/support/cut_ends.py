"""What is wrong with the tables of a copy that ends at some byte of its page: its last piece is no value."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

from tests.support.cut_checks import Fault, Rows, lacking, lacks, read_rows, status_faults
from tests.support.render import LANGUAGES
from tests.support.render.labels import EVENTS, long_date, short_date
from tests.support.whole_pages import WholePage

NEVER_EMPTY = "author party asked_on title_nl title_fr addressee_nl addressee_fr".split()
"""What a copy with the question line shows, as far as its page does."""
LETTER = re.compile(r"[^\W_]")
LONGEST_END = 10
"""Letters of a last piece that are looked for; an issue may quote less of the line before them."""
SENTENCE_END = re.compile(r"([.?!…][\s»”’\"')\]]*|[»”\"]\s*|(://|www\.|[@#])\S*)$")
STOPPED = re.compile(r"[.?!…:;,)][\s»”’\"')\]]*$")


def ends_like_a_whole_text(page: WholePage, place: int) -> bool:
    """Whether a copy ends with a sentence, an address or a paragraph, or among cells and items of lists."""
    kept, rest = (half.decode("utf-8", "ignore") for half in (page.content[:place], page.content[place:]))
    visible = re.sub(r"<[^<>]*>?", "", kept) if page.kind == "html" else kept
    end = re.split(r"[<|\r\n]", rest)[0]
    if not rest.strip() or not end or visible.endswith("\n") or SENTENCE_END.search(visible.rstrip(" |")):
        return True
    blocks = (
        re.sub(r"<(?:P|TD|TR|BR|DIV|LI)\b[^<>]*>", "\n\n", kept, flags=re.IGNORECASE)
        if page.kind == "html"
        else kept
    )
    around = (*blocks.split("\n\n")[-2:-1], visible[-1:] + end)
    return not all(map(STOPPED.search, around))


def last_pieces(page: WholePage, place: int) -> Iterator[tuple[str, str]]:
    """The pieces within which a copy ends, by what they are: a tag, a character reference, words."""
    kept, rest = (half.decode(page.codec, "ignore") for half in (page.content[:place], page.content[place:]))
    if page.kind == "html":
        _, tag, name = kept.rpartition("<")
        if "</body" in kept.lower():  # the page is closed
            return
        if tag and ">" not in name:
            yield "tag", tag + name
            return
        if found := re.search(r"&#?\w*$", kept):
            yield "reference", found[0]
            kept = kept[: found.start()]
    words = unescape(re.split(r"[>\n]" if page.kind == "html" else r"\n|[|]", kept)[-1])
    is_label = re.fullmatch(r"\s*\w+ ?:\s*", words)
    if LETTER.search(words) and LETTER.search(re.split(r"[<\r\n|]", rest)[0]) and not is_label:
        yield "words", words


def _values(got: Rows) -> str:
    """All values of the tables but the issues; dates and events as pages print them."""
    values = [value for name in got.keys() - {"issues"} for row in got[name] for value in row.values()]
    days = {long_date(day, one) for day in values if isinstance(day, date) for one in LANGUAGES}
    events = [
        short_date(row["event_on"]) + EVENTS[one][row["event"]] for row in got["events"] for one in EVENTS
    ]
    return " ".join([*map(str, values), *days, *events])


def piece_faults(page: WholePage, place: int, got: Rows) -> Iterator[Fault]:
    """Pieces that no issue keeps; words may be in a table instead, if they are right there."""
    details, values = " ".join(one["detail"] for one in got["issues"]), _values(got)
    for kind, piece in last_pieces(page, place):
        end = "".join(piece.rstrip(" :").rpartition(" : ")[2].split())[-LONGEST_END:]
        words = [word.strip(".,()") for word in piece.split() if len(word) > 3]
        in_table = end in "".join(values.split()) or (words and all(word in values for word in words))
        if end not in "".join(details.split()) and not (kind == "words" and in_table):
            yield f"issues: lost {kind}", piece[-60:]


def cut_faults(page: WholePage, whole: Rows, place: int, behind: bytes = b"") -> Iterator[Fault]:
    """What is wrong with what is read of the page up to that byte, with something behind it."""
    got = read_rows(page.content[:place] + behind, page.url)
    if isinstance(got, str):
        if place > page.shown:
            yield "refused", got
        return
    seems_whole = ends_like_a_whole_text(page, place)
    unnoticed = seems_whole and any(place - 1 in text for text in page.last_texts)
    yield from lacking(got, whole, seems_whole=seems_whole, unnoticed=unnoticed)
    if not unnoticed and lacks(got, whole):
        yield from status_faults(got)
    if page.codec:
        yield from piece_faults(page, place, got)
    if page.opened is not None and place > page.opened:
        (row,), (full,) = got["questions"], whole["questions"]
        yield from ((f"questions.{name}", "lost") for name in NEVER_EMPTY if full[name] and not row[name])
