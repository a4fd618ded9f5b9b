"""Case number n of a seed is always the same page: facts in a drawn form, with one to six mutations."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support import bulletins
from tests.support.reading import INVENTED, PAGES, SIMPLE
from tests.support.render import (
    BOILERPLATES,
    DAMAGES,
    ENCODINGS,
    LANGUAGES,
    MARKUPS,
    SPELLINGS,
    BulletinForm,
    Form,
    render,
    render_bulletin,
)
from tests.support.render.bulletins import HEADING_ROLES
from tests.support.render.markdown import OFTEN_LOST

from .mutations import HEAVY, LIGHT, grow, splice

QUESTIONS = (SIMPLE, *INVENTED.values())
BULLETINS = tuple(bulletins.BULLETINS.values())
TEXT_ENCODINGS = ("utf_8_unlabelled",) * 3 + ("windows_1252_unlabelled", "mixed")
MOST_MUTATIONS = 6
ONE_HEAVY_IN = 12
ONE_SPLICED_IN = 12
ONE_BULLETIN_IN = 8
ONE_HUGE_IN = 500
HUGE = (5.0, 6.955)  # decimal logarithms of the smallest and the largest size: 0.1 to 9 MB
MOST_BYTES = 400_000  # of a page that is not huge


@dataclass(frozen=True)
class Case:
    """One page of a fuzz run.

    Attributes:
        seed: Seed of the run.
        number: Number of the case in it.
        content: The bytes of the page.
        address: The address it is said to come from.
        story: What was rendered, and what was done to it, in order.
    """

    seed: str
    number: int
    content: bytes
    address: str | None
    story: tuple[str, ...]


def draw_options(chance: Random, kinds: tuple[str, ...]) -> dict[str, Any]:
    """Options of a Form."""
    kind = chance.choice(kinds)
    return {
        "kind": kind,
        "markup": chance.choice(tuple(MARKUPS)),
        "entities": chance.choice(("", "raw", "pasted", "windows")),
        "encoding": chance.choice(tuple(ENCODINGS) if kind == "html" else TEXT_ENCODINGS),
        "damage": chance.choice(("", "", "", *DAMAGES)),
        "spaced": chance.random() < 1 / 2,
        "columns_apart": chance.random() < 1 / 2,
        "titles_glued": chance.random() < 1 / 4,
        "deadline_gap": chance.random() < 1 / 4,
        "newline": chance.choice(("\n", "\n", "\r\n", "\r")),
        "with_address": chance.random() < 1 / 4,
        "boilerplate": chance.choice(("", "", *BOILERPLATES)),
        "framed": chance.random() < 1 / 4,
    }


def some_of(chance: Random, roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(role for role in roles if chance.random() < 1 / 4)


def draw_question_page(chance: Random) -> tuple[str, bytes, str]:
    facts = chance.choice(QUESTIONS)
    variant, language = chance.choice(PAGES)
    form = Form(
        **draw_options(chance, ("text", "html", "html", "markdown")), lost=some_of(chance, OFTEN_LOST)
    )
    address = facts.address(variant, language, chance.randrange(len(SPELLINGS)))
    return (
        f"{facts.question_id} {variant} {language}: {form}",
        render(facts, variant, language, form),
        address,
    )


def draw_bulletin_page(chance: Random) -> tuple[str, bytes, str]:
    facts, language = chance.choice(BULLETINS), chance.choice(LANGUAGES)
    form = BulletinForm(
        **draw_options(chance, ("text", "html", "html")),
        lost=some_of(chance, HEADING_ROLES),
        date_word=chance.choice(("d.d.", "van")),
        number_sign=chance.choice(("", "nº", "n°", "nr.")),
        answer_apart=chance.random() < 1 / 2,
        colon=chance.choice((" :", ":")),
    )
    return (
        f"{facts.question_id} {language}: {form}",
        render_bulletin(facts, language, form),
        facts.address(language),
    )


def draw_page(chance: Random) -> tuple[str, bytes, str]:
    """What a page is, its bytes, and its own address."""
    return draw_question_page(chance) if chance.randrange(ONE_BULLETIN_IN) else draw_bulletin_page(chance)


def draw_address(chance: Random, own: str) -> str | None:
    """Its own address most often; else none, that of another page, or one that is no page of a question."""
    other = chance.choice(QUESTIONS).address(*chance.choice(PAGES))
    odd = chance.choice(("", "https://www.senate.be/", "http://[", f"{own}&NR=²", "mailto:x", own.lower()))
    return chance.choice((own, own, own, None, other, odd))


def mutate(chance: Random, content: bytes) -> tuple[bytes, list[str]]:
    """One to six mutations, and their names."""
    names = []
    for _ in range(chance.randint(1, MOST_MUTATIONS)):
        registry = LIGHT if chance.randrange(ONE_HEAVY_IN) else HEAVY
        name = chance.choice(tuple(registry))
        content = registry[name](chance, content)[:MOST_BYTES]
        names.append(name)
    return content, names


def make_case(seed: str, number: int) -> Case:
    chance = Random(f"{seed}/{number}")
    page, content, address = draw_page(chance)
    story = [page]
    if not chance.randrange(ONE_SPLICED_IN):
        other, other_content, _ = draw_page(chance)
        content = splice(chance, content, other_content)
        story.append(f"splice with {other}")
    content, names = mutate(chance, content)
    if not chance.randrange(ONE_HUGE_IN):
        content = grow(chance, content, int(10 ** chance.uniform(*HUGE)))
        names.append("grow")
    return Case(seed, number, content, draw_address(chance, address), (*story, *names))
