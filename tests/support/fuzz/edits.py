"""Edits of a page's blocks as a site could make them, drawn at random before the page is looked at.

An edit gives the blocks, and the roles whose lines it changed or moved.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from typing import TypeAlias

from tests.support.reading import INVENTED
from tests.support.render import Page, build_page
from tests.support.render.blocks import Block, block
from tests.support.render.labels import long_date

LABELLED = "number author addressee chronology references question_line answer_line".split()
LINES = [*LABELLED, "chronology_heading", "title", "keywords"]
ROLES = [*LINES, "question", "answer"]
SEPARATORS = "| |, | ; | / | - | : | – | · | (|\N{NO-BREAK SPACE}".split("|")
PARTED_BY = (" - ", " :", "/", "(", ")", ", ", "-", ".")
WORDS = {
    "nl": "Auteur Vraagsteller Senator Minister Bevoegdheid Onderwerp Rubriek Titel Trefwoorden Status "
    "Dossier Datum Antwoord Vraag Bijlage Fractie Commissie Verloop Tekst mevrouw heer en van over door",
    "fr": "Auteur Demandeur Sénatrice Ministre Compétence Sujet Rubrique Titre Mots-clés Statut "
    "Dossier Session Date Réponse Question Annexe Groupe Commission Étapes Texte Mme M. et de sur par",
}
NESTS = "b span div blockquote h3 table|tr|td ul|li dl|dd p center|font".split()
BULLETS = ("- ", "| ", "## ", "> ", "* ", "\t", "   ", "« ", "• ", "**")
"""What a line is set in: tags, or signs before it in a text."""
FIRST_MARK = 0xE000
"""Of the marks before and behind a line, two for each of these."""
Blocks: TypeAlias = tuple[Block, ...]
Edits: TypeAlias = Iterable[tuple[str, int]]
"""Each by its name and its seed."""


def edited(edits: Edits, page: Page) -> tuple[Page, set[str]]:
    """The page after edits, and the roles whose own lines they changed or moved."""
    touched: set[str] = set()
    for name, seed in edits:
        edit = edit_blocks if name in BLOCK_EDITS else edit_lines
        blocks, roles = edit(Random(seed), page, name)
        page, touched = replace(page, blocks=blocks), touched | roles
    return page, touched


def dressed(text: str, *, html: bool) -> str:
    """A rendered page with tags or signs in the marks' places."""
    for at, (nest, bullet) in enumerate(zip(NESTS, BULLETS, strict=True)):
        tags, mark = nest.split("|"), FIRST_MARK + 2 * at
        opened = "".join(f"<{tag}>" for tag in tags) if html else bullet
        closed = "".join(f"</{tag}>" for tag in tags[::-1]) if html else ""
        text = text.replace(chr(mark), opened).replace(chr(mark + 1), closed)
    return text


def some_words(chance: Random, language: str) -> str:
    """One to four words of labels or of another question's text; or its author, addressee, day or keyword."""
    other, many, start = chance.choice([*INVENTED.values()]), chance.randint(1, 4), chance.random()
    plain, labels = " ".join(other.question[language]).split(), WORDS[language].split()
    at, first = int(start * (len(plain) - many)), int(start * (len(labels) - many))
    found = (
        " ".join(labels[first : first + many]),
        " ".join(plain[at : at + many]).capitalize(),
        other.author,
        other.addressee[language],
        other.keywords[language][0],
        long_date(other.asked_on, language),
    )
    return found[chance.randrange(len(found))]


BLOCK_EDITS = ("move", "repeat", "insert", "join")


def edit_blocks(chance: Random, page: Page, name: str) -> tuple[Blocks, set[str]]:
    """Move or repeat a block, insert words or another question's blocks, or join the lines of one or two."""
    (role, other), many = chance.sample(ROLES, 2), chance.randint(1, 5)
    words = chance.choice(SEPARATORS[1:]).join(some_words(chance, page.language) for _ in range(many))
    others = build_page(chance.choice([*INVENTED.values()]), "main", page.language).blocks
    start, separator = int(chance.random() * len(others)), chance.choice(SEPARATORS)
    new = [block("other", (words,))] if chance.randrange(3) else others[start : start + many]
    blocks = page.blocks
    own = [one for one in blocks if one.role == role]
    behind = next((n + 1 for n, one in enumerate(blocks) if one.role == other), None)
    if behind is None:
        return blocks, set()
    if name == "join":
        joined = blocks[behind - 1 : behind + many % 2]
        line = separator.join("".join(line) for one in joined for line in one.columns[0])
        one_line = block("other" if other == "references" else other, (line,))
        return (*blocks[: behind - 1], one_line, *blocks[behind + many % 2 :]), {one.role for one in joined}
    if name != "move":
        more = [replace(one, role="other") for one in (own if name == "repeat" else new)]
        return (*blocks[:behind], *more, *blocks[behind:]), {role} if name == "repeat" else set()
    before, after = ([one for one in some if one not in own] for some in (blocks[:behind], blocks[behind:]))
    return (*before, *own, *after), {role}


LINE_EDITS: dict[str, list[str]] = {
    "nest": ROLES,
    "split": ROLES,
    "separate": LINES,
    "put before": LINES,
    "put behind": LINES,
    "relabel": LABELLED,
    "reverse": LABELLED,
    "rotate": LABELLED,
    "capitals": LABELLED,
}


def edit_lines(chance: Random, page: Page, name: str) -> tuple[Blocks, set[str]]:
    """Change each line of a role, or one piece of each."""
    role, place = chance.choice(LINE_EDITS[name]), chance.choice((None, chance.random()))
    word, many, mark = some_words(chance, page.language), chance.randint(1, 3), chance.randrange(len(NESTS))
    old, new = chance.choice(PARTED_BY), chance.choice(SEPARATORS)
    opened, closed = (chr(FIRST_MARK + 2 * mark + n) for n in range(2))
    changes: dict[str, Callable[[str], str]] = {
        "nest": lambda line: f"{opened}{line}{closed}",
        "split": lambda line: "\n".join(line.split(" ", many)),
        "separate": lambda line: line.replace(old, new),
        "put before": lambda line: f"{word}{new}{line}",
        "put behind": lambda line: f"{line}{new}{word}",
        "relabel": lambda line: " ".join((word, *line.split(" ")[many:])),
        "reverse": lambda line: " ".join(reversed(line.split(" "))),
        "rotate": lambda line: " ".join(line.split(" ")[many:] + line.split(" ")[:many]),
        "capitals": str.upper,
    }
    blocks = [with_lines(one, changes[name], place) if one.role == role else one for one in page.blocks]
    return tuple(blocks), set() if name == "nest" else {role} & {one.role for one in page.blocks}


def with_lines(one: Block, change: Callable[[str], str], place: float | None) -> Block:
    """A block with each line changed, or a piece of each; a line feed parts a line."""
    lines: list[tuple[str, ...]] = []
    for line in one.columns[0]:
        pieces = line if place is not None else ("".join(line),)
        chosen = int((place or 0) * len(pieces))
        new = tuple(change(piece) if n == chosen else piece for n, piece in enumerate(pieces))
        lines += [(part,) for part in "".join(new).split("\n")] if "\n" in "".join(new) else [new]
    return block("other" if one.role == "references" else one.role, *lines)
