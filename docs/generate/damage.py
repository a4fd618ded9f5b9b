"""The table of docs/operate.md of what may be broken, which is the one that is tested."""

from docs.generate.pages import FOLDER
from tests.operate.damage.cases import MENDS, lines

PAGE = FOLDER / "operate.md"
_BEGINS, _ENDS = "<!-- what is broken: begin -->", "<!-- what is broken: end -->"
_HEADINGS = (
    "What is broken",
    "What was done to it",
    "What `senate-questions status --check` does",
    "How to fix it",
)


def damage_table() -> str:
    """The table for people: what is broken, what the product says, what mends it."""
    rows = dict.fromkeys(
        (line["broken"], line["done"], line["says"], MENDS[line["mends"]]) for line in lines()
    )
    return "".join(f"| {' | '.join(row)} |\n" for row in (_HEADINGS, ("---",) * len(_HEADINGS), *rows))


def with_damage_table(page: str) -> str:
    """A page with the table of now between its marks.

    Raises:
        ValueError: When it has no place for the table.
    """
    head, _, rest = page.partition(f"{_BEGINS}\n")
    _, mark, tail = rest.partition(_ENDS)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the table: {_BEGINS} … {_ENDS}")
    return f"{head}{_BEGINS}\n{damage_table()}{mark}{tail}"
