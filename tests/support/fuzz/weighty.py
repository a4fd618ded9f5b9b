"""Pages on which one thing stands again and again, up to some size: written by no senator."""

from collections.abc import Callable, Iterator
from itertools import count, cycle
from random import Random

from tests.support.reading import SIMPLE, page_text

Page = Callable[[int], str]
"""The text of a page in which one thing takes that many bytes."""

PLAIN = "de burger vraagt om een antwoord "
_PAGE = page_text(SIMPLE, "main", "nl")
_FILLED = "1) Wat was de kostprijs? Wie betaalde die?"
_PLACES = {
    "question": "Hoeveel aanvragen werden er in 2012 ingediend?",
    "keywords": "strafgevangenis",
    "events": "21/3/2016Antwoord",
    "links": "Ook gesteld aan : schriftelijke vraag 6-95002",
}


def _repeated(size: int, item: Callable[[int], str]) -> str:
    found, left = list[str](), size
    for number in count(1):
        found.append(item(number))
        left -= len(found[-1].encode())
        if left <= 0:
            break
    return "".join(found)


def _words(seed: str) -> Iterator[str]:
    chance = Random(seed)
    while True:
        yield "".join(chance.choice("bcdfgklmnprstvaeiou") for _ in range(chance.randint(4, 9)))


def _at(place: str, item: Callable[[int], str]) -> Page:
    """A page with an item written again and again in one place, each time with its number."""
    before = _PLACES[place]
    assert before in _PAGE

    def page(size: int) -> str:
        return _PAGE.replace(before, f"{_repeated(size, item)}\n{before}", 1)

    return page


def _with_word(line: str) -> Callable[[int], str]:
    words = _words(line)
    return lambda number: line.format(number=number, word=next(words))


PAGES: dict[str, Page] = {
    "plain letters": _at("question", lambda _: PLAIN),
    "damaged letters": _at("question", lambda _: "officiŽle CÚcile "),
    "letters of another code page": _at("question", lambda _: "de \x92s morgens "),
    "short lines": _at("question", lambda _: "a\n"),
    "empty blocks": _at("question", lambda _: "\u00a0\n\n"),
    "dates": _at("question", lambda n: f"op {n % 28 + 1} april {1900 + n % 120}, "),
    "organisations": _at("question", _with_word("FOD Financiën, RSZ, NMBS, Gent, {word} ")),
    "sub-questions": _at("question", _with_word("{number}) Wat is {word}?\n\n")),
    "keywords": _at("keywords", lambda _: "strafgevangenis\n"),
    "events": _at("events", lambda n: f"{n % 28 + 1}/{n % 12 + 1}/{1996 + n % 24}Rappel\n"),
    "references": _at("links", lambda n: f"Ook gesteld aan : schriftelijke vraag 6-{n}\n"),
    "one address": _at("question", lambda n: "zie http://www.senate.be/" if n == 1 else "abcdefgh"),
    "words that do not exist": _at("question", _with_word("{word} ")),
}
SIZE = 1_300_000
"""Bytes of a page that is large, and of which more than a page may have is made when it is of one kind."""
AT_THE_BOUND = {
    "damaged letters": 330_000,
    "letters of another code page": 550_000,
    "short lines": 150_000,
    "empty blocks": 150_000,
    "dates": 580_000,
    "organisations": 400_000,
    "sub-questions": 700_000,
    "keywords": 60_000,
    "events": 45_000,
    "references": 170_000,
}
"""Bytes of a kind of which a little less than a page may have is made."""


def at_their_bounds(number: int) -> Iterator[tuple[str, bytes]]:
    """Pages of different questions, each of one kind up to its bound and plain letters up to the size.

    Args:
        number: How many; the kinds follow each other.
    """
    for page, kind in zip(range(number), cycle(PAGES), strict=False):
        size = AT_THE_BOUND.get(kind, SIZE)
        text = PAGES[kind](size)
        filled = text.replace(_FILLED, f"{_repeated(SIZE - size, lambda _: PLAIN)}\n\n{_FILLED}", 1)
        name = f"{page:02}-{kind.replace(' ', '-')}.txt"
        yield name, filled.replace("6-95001", f"6-{95100 + page}").encode()
