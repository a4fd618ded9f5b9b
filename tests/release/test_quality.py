"""Kinds of pages that are mostly set aside, and nights of strangers alone, must not pass as bad luck."""

from datetime import timedelta

import duckdb
import pytest

from flows.run import alarm_of_changes
from flows.settings import load_settings
from schemas.tables import PAGES, QUESTIONS
from tasks.common.clock import Clock
from tasks.operate.health import unknown_formats
from tasks.release.checks.changed_site import changed_site, set_aside
from tasks.release.published.folders import current_release
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import arrow_table
from tasks.tables.rows import page_tables
from tests.conftest import copy_data
from tests.release.test_changed_site import FIRST, NEW, OLD, records, tables_of, unchanged
from tests.support.command import run
from tests.support.each_case import each_case
from tests.support.releases import (
    BAD_PAGE,
    PAGE,
    built,
    inputs,
    published,
    released,
    to_arrow,
    world,
    write_manifest,
)


def pages(read, set_aside, **values):
    """Rows of so many pages of each outcome."""
    of = {row["outcome"]: row for row in page_tables([PAGE, BAD_PAGE])["pages"]}
    kinds = [of["read"]] * read + [of["quarantined"]] * set_aside
    named = "-".join(map(str, values.values()))
    return [row | values | {"page_id": f"{named}-{number}"} for number, row in enumerate(kinds)]


def found(rows, before=frozenset()):
    """What is told of these pages when those before were held."""
    with duckdb.connect() as connection:
        connection.register("pages", arrow_table(PAGES, rows))
        held = {"held": sorted(before)}
        connection.execute("CREATE TABLE pages_before AS SELECT unnest($held::VARCHAR[]) AS page_id", held)
        return [change.sentence.split(" are ")[0] for change in set_aside(connection)]


OF_A_KIND = {
    "variant": {"variant": "print", "form": None, "url": None},
    "form": {"variant": None, "form": "markdown", "url": None},
    "host": {"variant": None, "form": None, "url": "https://www.senaat.be/page"},
}


@each_case(("by", "value"), [("variant", "print"), ("form", "markdown"), ("host", "www.senaat.be")])
@each_case(("read", "aside", "is_reported"), [(0, 5, True), (0, 4, False), (4, 5, True), (5, 5, False)])
def test_more_than_half_and_at_least_five_are_reported(by, value, read, aside, is_reported):
    others = pages(50, 0, variant="main", form="html", url="https://www.senate.be/page")
    rows = others + pages(read, aside, **OF_A_KIND[by])
    sentence = f"{aside} of {read + aside} pages of the {by} {value}"
    assert found(rows) == ([sentence] if is_reported else [])


def test_the_pages_of_a_night_are_judged_by_themselves():
    old = pages(100, 0, variant="print", form=None, url=None)
    new = pages(1, 6, variant="print", form=None, url=None, origin="new")
    assert found(old + new) == []
    before = {row["page_id"] for row in old}
    assert found(old + new, before) == ["6 of 7 new pages of the variant print"]


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A data folder with a release of which most pages of a variant are set aside."""
    rows = [*world()["pages"], *pages(0, 7, variant="print_bilingual", url=None, form=None, question_id=None)]
    data = tmp_path_factory.mktemp("odd")
    published(data, to_arrow(world() | {"pages": rows}), inputs(), explorer=False)
    return data


def test_status_and_its_check_tell(odd):
    shown = run("status", "--data", odd)
    checked = run("status", "--check", "--data", odd)
    assert checked.returncode == 1
    for said in (shown.stdout, checked.stdout):
        assert "of the variant print_bilingual are quarantined" in said


def test_a_release_without_such_pages_is_no_concern():
    assert list(unknown_formats({"changed_pages": []})) == []
    assert list(unknown_formats(None)) == []


def test_a_new_release_of_an_unknown_form_gives_the_alarm_once(odd, tmp_path, heard):
    data = copy_data(odd, tmp_path / "data")
    assert alarm_of_changes(data, load_settings(data).values, Clock()) == []
    assert run("status", "--check", "--data", data, env={"SENATE_ALARM_URL": heard.address}).returncode
    kinds = [(told["kind"], told["release"]) for told in heard.messages]
    assert kinds.count(("unknown_format", current_release(data).name)) == 1
    assert "of the variant print_bilingual are quarantined" in heard.messages[0]["sentence"]


def test_another_unknown_form_is_reported_at_once_and_the_end_of_all_once(tmp_path, heard):
    release = released(tmp_path)
    variant, more, form = (
        f"{count} of {count + 2} pages of the {kind} are quarantined"
        for count, kind in ((7, "variant print"), (8, "variant print"), (7, "form markdown"))
    )
    for kinds in ([variant], [more], [more, form], [form], [], []):
        write_manifest(release, read_manifest(release) | {"changed_pages": kinds})
        alarm_of_changes(tmp_path, load_settings(tmp_path).values, Clock())
    assert [told["is_over"] for told in heard.messages] == [False, False, True]
    assert "of the form markdown are quarantined" in heard.messages[1]["sentence"]


def test_a_release_in_order_gives_no_alarm_and_a_canary_that_reads_otherwise_does(tmp_path, heard):
    released(tmp_path)
    for canary in (None, "It reads otherwise.", None):
        assert alarm_of_changes(tmp_path, load_settings(tmp_path).values, Clock(), canary) == []
    assert [(told["is_over"], told["sentence"]) for told in heard.messages] == [
        (False, "It reads otherwise."),
        (True, "The problem reported as unknown_format is over."),
    ]


def night_after(folder, held, days, changed, **values):
    """What is told of new values in a night's first new questions, after some questions over some days."""
    night = tables_of(records(NEW, unchanged))
    old, new = ([row for row in night["questions"].to_pylist() if row["number"] in n] for n in (OLD, NEW))
    for at, row in enumerate(new[:changed]):
        row.update({name: some[at % len(some)] for name, some in values.items()})
    many = [
        old[at % len(old)] | {"question_id": f"8-{9000 - at}", "asked_on": FIRST - timedelta(at % (days + 1))}
        for at in range(held)
    ]
    built(folder, tables_of([]) | {"questions": arrow_table(QUESTIONS, many)}, database=False)
    with duckdb.connect() as connection:
        for name, table in (night | {"questions": arrow_table(QUESTIONS, [*old, *new])}).items():
            connection.register(name, table)
        return [change.sentence for change in changed_site(connection, folder) if "before" in change.sentence]


STRANGERS = [f"Ann{'e' * at} Verzinsel" for at in range(1, 6)]
UNKNOWN = {"office_id": [f"minister:toverkunst-{at}" for at in range(4)], "minister_id": [None]}
SHORT = {"office_id": ["minister:north-sea", "minister:mobility"], "minister_id": [None]}


@pytest.mark.parametrize(
    ("of_night", "values", "told"),
    [
        ((200, 180, 17), {"author": STRANGERS}, "one who never asked before: 100%"),
        ((200, 180, 17), UNKNOWN, "an office that nobody asked before: 100%"),
        ((200, 180, 17), SHORT, "an office that was asked before, with fewer portfolios: 100%"),
        ((200, 180, 17), SHORT | {"minister_id": ["an-unknown-one"]}, None),
        ((200, 180, 17), UNKNOWN | {"minister_id": ["an-unknown-one"]}, None),
        ((200, 180, 17), UNKNOWN | {"office_id": ["minister:toverkunst"]}, None),
        ((200, 180, 3), UNKNOWN | {"author": STRANGERS}, None),
        ((199, 180, 17), UNKNOWN | {"author": STRANGERS}, None),
        ((200, 179, 17), UNKNOWN | {"author": STRANGERS}, None),
    ],
)
def test_only_new_authors_or_offices_are_a_sign_where_much_is_held(tmp_path, of_night, values, told):
    sentences = night_after(tmp_path, *of_night, **values)
    assert [told in sentence for sentence in sentences] == ([True] if told else [])
