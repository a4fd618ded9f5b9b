"""Write the bundled sample: python -m tests.support.render.sample."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support import PROJECT

from .facts import HOSTS, SPELLINGS, QuestionFacts, load_all
from .forms import render
from .plan import SEEN_AT, SEEN_EARLIER, Row, rows_for
from .records import json_of, load_records, named, xml

INVENTED = PROJECT / "tests/facts/invented"
RECORDS = PROJECT / "tests/facts/invented_records"
SEED = PROJECT / "tests/fixtures/seed/5-8900.txt"
SAMPLE = PROJECT / "tasks/fetch/files/sample"

SEED_NAME = "5-8900_nl_main.txt"
SEED_ADDRESS = f"https://{HOSTS[1]}/www/?MIval=Vragen/SchriftelijkeVraag&LEG=5&NR=8900&LANG=nl"
AGENDA = Path(__file__).with_name("agenda.html")
AGENDA_NAME = "not_a_question.html"
AGENDA_ADDRESS = f"https://{HOSTS[0]}/www/?MIval=/Agenda/Week&LANG=nl"

IN_JSON = 900010
"""The question whose record comes as JSON too."""
WRITTEN_AS = {
    "officiële": "officiÃ«le",
    "41 minuten": "<b>41 minuten</b>",
    "www.infrabel.be": '<a href="https://www.infrabel.be">www.infrabel.be</a>',
}
"""Words as the records have them: a damaged one, and some in inline tags."""

README = """# Sample pages

Pages of written questions of the Belgian Senate, in the forms in which such pages reach us: HTML in several
markups and encodings, extracted text, markdown; some of them damaged. And records of written questions of the
Chamber, in XML, one of them in JSON too. Beside each page or record, `<page>.url` holds its address and, but
for the real page, an invented time of fetching.

- `5-8900_nl_main.txt` is a real page, as it reached us, wrong letters included.
- **All other pages and records are invented.** Their questions bear numbers from 90000 on (in the Chamber,
  from 900000 on) and the keyword "verzonnen voorbeeld" or "exemple inventé"; the senators and members do not
  exist, and neither do the figures. Pages name offices, not who holds them; the tables give these questions
  invented ministers, those of `schemas/vocabulary/invented_ministers.tsv`.
- `not_a_question.html` is a page without a question, `truncated_….html` one that broke off in its header.

The facts of the invented questions are in `tests/facts/invented/` and `tests/facts/invented_records/`, the
list of pages is `tests/support/render/plan.py`. Write the folder again, from the project's top folder, with:

    python -m tests.support.render.sample
"""


def page_files(index: int, row: Row, facts: QuestionFacts) -> Iterator[tuple[str, bytes]]:
    """A page and its sidecar; sidecars go through all spellings of an address."""
    address = facts.address(row.variant, row.language, index % len(SPELLINGS))
    yield row.file_name, render(facts, row.variant, row.language, row.form)
    seen_at = SEEN_EARLIER.get(row.question_id, SEEN_AT)
    yield f"{row.file_name}.url", f"{address} {seen_at}\n".encode()


def record_files() -> Iterator[tuple[str, bytes]]:
    """The records of the Chamber by their names, as an archive has them; a printed one in JSON too."""
    for facts in load_records(RECORDS).values():
        name = named(facts)["SDOCNAME"]
        record = xml(facts, envelope=False).decode()
        for words, written in WRITTEN_AS.items():
            record = record.replace(words, written)
        forms = {"xml": record.encode()} | ({"json": json_of(facts)} if facts["ID"] == IN_JSON else {})
        for form, content in forms.items():
            yield f"{name}.{form}", content
            yield f"{name}.{form}.url", f"https://data.dekamer.be/v0/qrva/{name} {SEEN_AT}\n".encode()


def sample_files() -> dict[str, bytes]:
    """Every file of the sample by name; a KeyError names a question of the plan without facts."""
    facts = load_all(INVENTED)
    files = {
        "README.md": README.encode(),
        SEED_NAME: SEED.read_bytes(),
        f"{SEED_NAME}.url": f"{SEED_ADDRESS}\n".encode(),
        AGENDA_NAME: AGENDA.read_bytes(),
        f"{AGENDA_NAME}.url": f"{AGENDA_ADDRESS} {SEEN_AT}\n".encode(),
    }
    files |= record_files()
    for index, row in enumerate(rows_for(facts)):
        files |= page_files(index, row, facts[row.question_id])
    return files


def write_sample() -> int:
    """Write the sample, delete what the plan no longer holds; the count of files."""
    files = sample_files()
    for path in SAMPLE.iterdir():
        if path.is_file() and path.name not in files:
            path.unlink()
    for name, content in files.items():
        (SAMPLE / name).write_bytes(content)
    return len(files)


if __name__ == "__main__":
    sys.stdout.write(f"{write_sample()} files in {SAMPLE.relative_to(PROJECT)}\n")
