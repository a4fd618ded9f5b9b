"""Generated pages of realistic length for the benchmarks: facts of the tests with longer texts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from random import Random
from typing import NamedTuple

from tests.support.reading import INVENTED, PAGES, texts_of
from tests.support.render import LANGUAGES, MARKUPS, Both, Form, QuestionFacts, render

SIZES = (2_000, 4_000, 8_000, 16_000, 40_000)  # bytes that a page is made to reach, its heading included
HEADING = 1_500
ANSWER_SHARE = 2 / 3

FACTS = tuple(facts for facts in INVENTED.values() if facts.answer)
PARAGRAPHS = {
    language: [line for facts in FACTS for text in texts_of(facts, [language]).values() for line in text]
    for language in LANGUAGES
}


class Page(NamedTuple):
    """One page to read, with its address."""

    content: bytes
    address: str


def page_of(facts: QuestionFacts, variant: str, language: str, form: Form) -> Page:
    """Return a page of a question."""
    return Page(render(facts, variant, language, form), facts.address(variant, language))


class Group(NamedTuple):
    """Pages of one kind, a row of the report, in the forms that they come in."""

    name: str
    forms: tuple[Form, ...]
    cold: bool = False  # whether nothing that was learnt from the page before may help with the next


def html(encoding: str, damage: str = "") -> tuple[Form, ...]:
    """Return a form of each markup."""
    return tuple(Form("html", markup, encoding=encoding, damage=damage) for markup in MARKUPS)


def text(encoding: str, damage: str = "") -> tuple[Form, ...]:
    """Return forms of extracted text, as many as make a row."""
    return tuple(Form(encoding=encoding, damage=damage, spaced=spaced) for spaced in (False, True, False))


WINDOWS, UTF_8 = "windows_1252_labelled_iso_8859_1", "utf_8_labelled"
FORM = html(WINDOWS)[0]
GROUPS = (
    Group("HTML, Windows-1252", html(WINDOWS)),
    Group("HTML, UTF-8", html(UTF_8)),
    Group("HTML, UTF-8, damaged", html(UTF_8, "mac_latin2")),
    Group("HTML, UTF-8, damaged, each alone", html(UTF_8, "mac_latin2"), cold=True),
    Group("text, Windows-1252", text(WINDOWS)),
    Group("text, UTF-8", text(UTF_8)),
    Group("text, UTF-8, damaged", text(UTF_8, "mac_latin2")),
    Group("text, UTF-8, damaged, each alone", text(UTF_8, "mac_latin2"), cold=True),
)


def body(chance: Random, language: str, size: float) -> tuple[str, ...]:
    """Return paragraphs in a drawn order, at least one, until they have that many letters."""
    drawn = cycle(chance.sample(PARAGRAPHS[language], len(PARAGRAPHS[language])))
    found = [next(drawn)]
    while sum(map(len, found)) < int(size):
        found.append(next(drawn))
    return tuple(found)


def make_page(chance: Random, size: int, variant: str, language: str, form: Form) -> Page:
    """Return a page of about that many bytes."""
    letters = max(1, size - HEADING) // (2 if variant == "print_bilingual" else 1)
    template = chance.choice(FACTS)
    asked, answered = (
        Both(*(body(chance, of, letters * share) for of in LANGUAGES))
        for share in (1 - ANSWER_SHARE, ANSWER_SHARE)
    )
    return page_of(replace(template, question=asked, answer=answered), variant, language, form)


def pages_of(group: Group, seed: str = "reading") -> list[Page]:
    """Return the pages of a group: each form and size in each language, the variants in turn."""
    chance = Random(f"{seed} {group.name.removesuffix(', each alone')}")
    kinds = cycle(PAGES)
    return [
        make_page(chance, size, variant, language, form)
        for form in group.forms
        for size in SIZES
        for variant, language in (next(kinds), next(kinds))
    ]


def strange_word(chance: Random) -> str:
    """Return a word that no page had before, often with damaged letters."""
    letters = "".join(chance.choice("bcdfgklmnprstvaeiouaeiou") for _ in range(chance.randint(4, 9)))
    return letters + chance.choice(("", "Žn", "Ť"))


def endless_pages(seed: str = "memory") -> Iterator[Page]:
    """Yield pages of all groups and sizes, no two alike, each with words of its own at its end."""
    chance = Random(seed)
    while True:
        form, size = chance.choice(chance.choice(GROUPS).forms), chance.choice(SIZES)
        page = make_page(chance, size, *chance.choice(PAGES), form)
        strange = " ".join(strange_word(chance) for _ in range(40)).encode()
        content, end, after = page.content.rpartition(b"</body>")
        as_html = content + b"<p>" + strange + b"</p>" + end + after
        yield Page(as_html if end else page.content + b"\n\n" + strange, page.address)
