"""The table of benchmarks/README.md of the letters read, for each variant and form."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from docs.generate.pages import FOLDER
from schemas.records import Capture, PageRecord
from tasks.read import read_capture
from tests.support.bulletins import BULLETINS
from tests.support.reading import INVENTED, PAGES
from tests.support.render import BulletinForm, Form, render, render_bulletin
from tests.support.whole_pages import SAMPLE, sample_page

PAGE = FOLDER.parent / "benchmarks/README.md"
_MARKS = re.compile(r"(<!-- letters: begin -->\n).*?(<!-- letters: end -->)", re.DOTALL)
_HEADINGS = ("pages", "variant", "form", "number", "letters", "read", "boilerplate", "unread")
_FORMS = {
    "generated": tuple(Form(kind) for kind in ("html", "text", "markdown")),
    "generated, with a menu": (Form("html", boilerplate="classed"),),
}


def letters_table() -> str:
    """Shares of letters, of the sample and of generated pages, with a menu and without."""
    found: dict[tuple[str, str, str], list[PageRecord]] = defaultdict(list)
    for where, record in _records():
        found[where, str(record.variant), str(record.form)].append(record)
    rows: list[tuple[str, ...]] = [_HEADINGS, ("---",) * 3 + ("--:",) * 5]
    rows += [(*kind, *_shares(records)) for kind, records in sorted(found.items())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def with_letters_table(page: str) -> str:
    """A page with the table of now between its marks."""
    return _MARKS.sub(lambda found: f"{found[1]}{letters_table()}{found[2]}", page)


def _records() -> Iterator[tuple[str, PageRecord]]:
    for name in SAMPLE:
        sample = sample_page(name)
        yield "sample", _read(sample.content, sample.url)
    for facts in INVENTED.values():
        for where, forms in _FORMS.items():
            for form, page in product(forms, PAGES):
                yield where, _read(render(facts, *page, form), facts.address(*page))
    for bulletin in BULLETINS.values():
        for kind in ("html", "text", "markdown"):
            content = render_bulletin(bulletin, "nl", BulletinForm(kind))
            yield "generated", _read(content, bulletin.address("nl"))


def _read(content: bytes, url: str | None) -> PageRecord:
    return read_capture(Capture("", "", url, None, "", ""), content)


def _shares(records: list[PageRecord]) -> tuple[str, ...]:
    shown, read, boilerplate = (
        sum(record.letters[at] or 0 for record in records) for at in range(len(records[0].letters))
    )
    unread = shown - read - boilerplate
    shares = (f"{count / shown:.2%}" for count in (read, boilerplate, unread))
    return (f"{len(records)}", f"{shown:,}", *shares)
