"""Case number n of a seed is always the same page: facts in a drawn form, with one to six mutations."""

from dataclasses import dataclass
from random import Random

from tests.read.support import INVENTED, PAGES, SIMPLE
from tests.render import DAMAGES, ENCODINGS, MARKUPS, Form, QuestionFacts, render
from tests.render.markdown import OFTEN_LOST

from . import hostile  # noqa: F401  (fills the registries of mutations)
from .mutations import HEAVY, LIGHT, grow, splice

QUESTIONS = (SIMPLE, *INVENTED.values())
TEXT_ENCODINGS = ("utf_8_unlabelled",) * 3 + ("windows_1252_unlabelled", "mixed")
MOST_MUTATIONS = 6
ONE_HEAVY_IN = 12
ONE_SPLICED_IN = 12
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


def draw_form(chance: Random, kinds: tuple[str, ...]) -> Form:
    kind = chance.choice(kinds)
    return Form(
        kind,
        markup=chance.choice(tuple(MARKUPS)),
        entities=chance.choice(("", "raw", "pasted", "windows")),
        encoding=chance.choice(tuple(ENCODINGS) if kind == "html" else TEXT_ENCODINGS),
        damage=chance.choice(("", "", "", *DAMAGES)),
        spaced=chance.random() < 1 / 2,
        columns_apart=chance.random() < 1 / 2,
        titles_glued=chance.random() < 1 / 4,
        deadline_gap=chance.random() < 1 / 4,
        lost=tuple(role for role in OFTEN_LOST if chance.random() < 1 / 4),
        newline=chance.choice(("\n", "\n", "\r\n", "\r")),
        with_address=chance.random() < 1 / 4,
    )


def draw_page(chance: Random) -> tuple[QuestionFacts, str, str, Form]:
    """Facts, variant, language and form of a page."""
    facts = chance.choice(QUESTIONS)
    variant, language = chance.choice(PAGES)
    kinds = ("text", "html", "html") + ("markdown",) * (variant != "print_bilingual")
    return facts, variant, language, draw_form(chance, kinds)


def draw_address(chance: Random, facts: QuestionFacts, variant: str, language: str) -> str | None:
    """Its own address most often; else none, that of another page, or one that is no page of a question."""
    own = facts.address(variant, language, chance.randrange(16))
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
    facts, variant, language, form = draw_page(chance)
    content = render(facts, variant, language, form)
    story = [f"{facts.question_id} {variant} {language}", repr(form)]
    if not chance.randrange(ONE_SPLICED_IN):
        content = splice(chance, content, render(*draw_page(chance)))
        story.append("splice")
    content, names = mutate(chance, content)
    if not chance.randrange(ONE_HUGE_IN):
        content = grow(chance, content, int(10 ** chance.uniform(*HUGE)))
        names.append("grow")
    return Case(seed, number, content, draw_address(chance, facts, variant, language), (*story, *names))
