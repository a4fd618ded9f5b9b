"""The stand-in's addresses and the bytes behind them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from tests.support.render import LANGUAGES, VARIANTS, Form, Page, QuestionFacts, build_page
from tests.support.render.forms import page_bytes

ENCODING = "windows_1252_labelled_iso_8859_1"
CONTENT_TYPE = "text/html; charset=ISO-8859-1"
TOP = "/www/"
ROBOTS = "/robots.txt"
LOOP = f"{TOP}loop/"
"""Below this path every address redirects to the next one."""
VARIANT_OF_PAGE = {page: variant for variant, page in VARIANTS.items()}


@dataclass(frozen=True)
class Address:
    """Which page of which question a path names."""

    variant: str
    legislature: int
    number: int
    language: str

    @property
    def question_id(self) -> str:
        return f"{self.legislature}-{self.number}"


def parse_path(path: str) -> Address | None:
    """The question page that a path with its query names; None for every other address."""
    parts = urlsplit(path)
    query = dict(parse_qsl(parts.query))
    variant = VARIANT_OF_PAGE.get(query.get("MIval", "").removeprefix("/"))
    legislature, number, language = (query.get(name, "") for name in ("LEG", "NR", "LANG"))
    are_numbers = all(re.fullmatch(r"[0-9]{1,9}", text) for text in (legislature, number))
    if parts.path != TOP or variant is None or language not in LANGUAGES or not are_numbers:
        return None
    return Address(variant, int(legislature), int(number), language)


def loop_step(path: str) -> int | None:
    """Which step of the endless chain of redirects a path is."""
    found = re.fullmatch(rf"{LOOP}(\d+)", urlsplit(path).path)
    return int(found[1]) if found else None


@lru_cache(maxsize=4096)
def question_page(facts: QuestionFacts, variant: str, language: str, markup: str) -> bytes:
    """One page of a question; the same facts give the same bytes."""
    form = Form("html", markup, encoding=ENCODING)
    return page_bytes(build_page(facts, variant, language), form)


@lru_cache(maxsize=64)
def empty_page(language: str, markup: str) -> bytes:
    """A page of the Senate that holds no question: menu, path and footer around nothing."""
    form = Form("html", markup, encoding=ENCODING, boilerplate="classed")
    return page_bytes(Page(NOBODY, "main", language, ()), form)


@dataclass(frozen=True)
class Nobody:
    """The question of a page that has none."""

    legislature: int = 0
    author: str = ""
    question_id: str = ""


NOBODY = Nobody()


def frames(words: str = "") -> bytes:
    """A page of frames, which shows nothing itself; with words for browsers that know no frames, if any."""
    without = f"<NOFRAMES><BODY><P>{words}</P></BODY></NOFRAMES>" if words else ""
    return (
        "<HTML><HEAD><TITLE>Belgische Senaat</TITLE></HEAD>\n<FRAMESET COLS='20%,80%'>"
        f"<FRAME SRC='/www/?MIval=/menu'><FRAME SRC='/www/?MIval=/index'>{without}</FRAMESET></HTML>\n"
    ).encode()


def notice(title: str, text: str, head: str = "") -> bytes:
    """A small page that is none of the Senate's."""
    return (
        f"<!DOCTYPE html>\n<html>\n<head><title>{title}</title>{head}</head>\n"
        f"<body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
    ).encode()
