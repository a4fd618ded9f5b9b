"""Whole pages to be cut: rendered ones with the offsets of their blocks, and the seed page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tests.support.bulletins import BULLETINS
from tests.support.reading import INVENTED, SIMPLE
from tests.support.render import (
    ENCODINGS,
    VARIANTS,
    Both,
    BulletinForm,
    Event,
    Form,
    Link,
    Page,
    build_bulletin,
    build_page,
)
from tests.support.render.forms import page_bytes
from tests.support.render.plan import PLAN
from tests.support.render.sample import SEED, SEED_ADDRESS

FETCHED = datetime(2026, 6, 1, tzinfo=UTC)
"""Long after the end of all legislatures but the running one."""
FORMS = {
    "text": BulletinForm(),
    "html": BulletinForm("html", "tables", encoding="windows_1252_labelled_iso_8859_1"),
    "html_utf8": BulletinForm("html", "divs", entities="pasted", encoding="utf_8_labelled"),
    "markdown": BulletinForm("markdown"),
    "html_breaks": BulletinForm("html", "breaks"),
}
HEAD = ("number", "author", "addressee", "title", "keywords", "chronology", "references", "question_line")
OPENINGS = ("author", "bulletin_line")

BODIES = {
    "question": Both(
        ("De pensioenen stegen snel.", "1) Hoeveel één jaar geleden?", "2) Wie betaalt? Waarom?"),
        ("Les pensions ont augmenté.", "1) Combien il y a un an ?", "2) Qui paie ? Pourquoi ?"),
    ),
    "answer": Both(("1) Tien.", "2) De Staat."), ("1) Dix.", "2) L’État.")),
}
ANSWERED = replace(
    SIMPLE,
    number=95020,
    **BODIES,
    links=(*SIMPLE.links, Link("reintroduction_of", "written_question", "6-95019")),
)
UNANSWERED = replace(ANSWERED, number=95021, answer=None, answered_on=None, events=SIMPLE.events[:1])


def _later(number: int, *events: str, **changes: object):
    """The unanswered question with more events, one a week."""
    later = (Event(date(2016, 4, 7 * week), event) for week, event in enumerate(events, 1))
    return replace(UNANSWERED, number=number, events=(*UNANSWERED.events, *later), **changes)


NEW = {"asked_on": date(2026, 4, 14), "events": (Event(date(2026, 4, 14), "sent", date(2026, 5, 14)),)}
FACTS = {
    "answered": ANSWERED,
    "unanswered": UNANSWERED,
    "open": replace(UNANSWERED, legislature=8, number=95022, **NEW),
    "closed": _later(95023, "reminder", "closed"),
    "requalified": _later(95024, "requalified", links=(Link("requalified_as", "oral_question", "6-77"),)),
    "ended": _later(95025, "legislature_ended", provisional_answer=True),
    "answered_after": replace(
        ANSWERED,
        number=95026,
        events=_later(0, "requalified", "answered").events,
        answered_on=date(2016, 4, 14),
    ),
}
BULLETIN_FACTS = {
    "late": BULLETINS["2-90203"],
    "regular": BULLETINS["3-90302"],
    "numbered": BULLETINS["3-90301"],
}


@dataclass(frozen=True)
class WholePage:
    """The bytes of a page. The offsets are those of the bytes behind which more must be read or seen.

    A copy that ends up to `shown` shows nothing of the question, and may be refused; one that ends behind
    `opened` has the question line. One that ends within `last_texts` may show no sign of it. `heads` are the
    spans of the blocks before the text; `codec` is "" where letters are damaged.
    """

    name: str
    variant: str
    kind: str
    content: bytes
    url: str | None
    shown: int
    opened: int | None
    last_texts: tuple[range, ...]
    codec: str = ""
    heads: tuple[range, ...] = ()


def _marked(page: Page, index: int, first: int) -> Page:
    """The page with a sign before a column of one block and one behind its last column.

    A reference without a target has none: its colon must stay its end.
    """
    columns = [list(column) for column in page.blocks[index].columns]
    columns[first][0] = (f"@{columns[first][0][0]}", *columns[first][0][1:])
    *pieces, last = columns[-1][-1]
    columns[-1][-1] = (*pieces, last if page.blocks[index].role == "references" else f"{last}@")
    marked = replace(page.blocks[index], columns=tuple(map(tuple, columns)))
    return replace(page, blocks=(*page.blocks[:index], marked, *page.blocks[index + 1 :]))


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes both begin with; they differ somewhere."""
    return next(n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)


def span(page: Page, form: Form, index: int, first: int = 0) -> range:
    """Where a block stands in the bytes of its page, from that column on; nowhere if the form lost it."""
    whole, marked = page_bytes(page, form), page_bytes(_marked(page, index, first), form)
    if whole == marked:
        return range(0)
    return range(_alike(whole, marked), len(whole) - _alike(whole[::-1], marked[::-1]))


def _last_texts(page: Page, form: Form, spans: dict[str, range]) -> tuple[range, ...]:
    """The answer; and the question up to the answer line, unless something before tells of an answer.

    That is the chronology, whose cell is empty in pipe tables, or the section of a bulletin.
    """
    roles = [block.role for block in page.blocks]
    texts = [span(page, form, roles.index(role), -1) for role in ("question", "answer") if role in roles]
    tells = page.facts.section == "regular" if page.variant == "bulletin" else "chronology" in spans
    if tells and len(texts) > 1:
        return (texts[-1],)
    behind = spans.get("answer_line", texts[0])
    return (range(texts[0].start, max(texts[0].stop, behind.start)), *texts[1:])


def whole_page(name: str, page: Page, form: Form) -> WholePage:
    """The page in that form, with its offsets."""
    present = {block.role: n for n, block in enumerate(page.blocks)}
    spans = {role: at for role, n in present.items() if (at := span(page, form, n))}
    author = next((spans[role].stop for role in OPENINGS if role in spans), spans["title"].stop)
    opened = spans["question"].start if {"question_line", "bulletin_line"} & spans.keys() else None
    content = page_bytes(page, form)
    return WholePage(
        name=name,
        variant=page.variant,
        kind=form.kind,
        content=content,
        url=page.address,
        shown=min(at.start for at in spans.values() if at.start >= author),
        opened=opened,
        last_texts=_last_texts(page, form, spans),
        codec="" if form.damage or form.encoding == "mixed" else ENCODINGS[form.encoding].codec,
        heads=tuple(spans[role] for role in HEAD if role in spans),
    )


def built(facts: str, variant: str, language: str) -> Page:
    """A page of a question of FACTS, or of a bulletin."""
    if variant == "bulletin":
        return build_bulletin(BULLETIN_FACTS[facts], language, BulletinForm())
    return build_page(FACTS[facts], variant, language)


def rendered(facts: str, variant: str, kind: str, language: str) -> WholePage:
    """A page of a question of FACTS, or of a bulletin, in one of FORMS."""
    name = f"{facts}-{variant}-{kind}-{language}"
    return whole_page(name, built(facts, variant, language), FORMS[kind])


def all_forms(
    facts: Iterable[str], variants: Iterable[str] = VARIANTS
) -> Iterator[tuple[str, str, str, str]]:
    """Arguments of `rendered`, the languages taking turns."""
    pages = [(one, variant, kind) for one in facts for variant in variants for kind in FORMS]
    return ((*page, "nl" if turn % 2 else "fr") for turn, page in enumerate(pages))


SAMPLE = {
    f"{row.question_id}-{row.variant}-{row.form.kind}-{row.language}": row for row in PLAN if not row.form.cut
}
"""The rendered pages of the bundled sample but those that are cut already."""


def sample_page(name: str) -> WholePage:
    row = SAMPLE[name]
    page = build_page(
        INVENTED[row.question_id], row.variant, row.language, deadline_gap=row.form.deadline_gap
    )
    return whole_page(name, page, row.form)


def seed_page() -> WholePage:
    """The real page; its letters are damaged."""
    content = SEED.read_bytes()
    at = content.index
    return WholePage(
        name="seed",
        variant="main",
        kind="text",
        content=content,
        url=SEED_ADDRESS,
        shown=at(b"aan de eerste"),
        opened=at(b"Bedrijven"),
        last_texts=(range(at(b"1, 2 en 3."), len(content)),),
    )
