"""A data folder of an earlier version is read and taken over; one of a later version is left alone."""

import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.tables import SCHEMA_VERSION
from tasks.release.published.manifest import read_manifest
from tests.conftest import copy_data
from tests.flows.old_folder import KEYS, LATER, WAYS, keys_of, unpack
from tests.support.command import is_clear, output_of, run, succeed
from tests.support.data_folder import current_manifest, files_of
from tests.support.each_case import each_case
from tests.support.releases import list_anew, write_manifest
from tests.support.render import Form, build_page, document
from tests.support.runs import numbered, page_files, release_faults, rows
from tests.support.site import Site, World
from tests.support.sources import lay_out

pytestmark = pytest.mark.first

NOTHING_NEW = ("ingest", "--from", "sample")
QUESTIONS = (
    "SELECT question_id, status, author, member_id, party_id, title_nl, group_id FROM questions ORDER BY 1"
)
READING = [
    ("status",),
    ("status", "--json"),
    ("plan", "--summary"),
    ("sql", "SELECT count(*) AS held FROM questions", "--format", "csv"),
    ("search", "water"),
    ("raw", "verify"),
    ("release", "verify"),
]


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """The data folder of schema 1.5, to be read only."""
    return unpack(tmp_path_factory.mktemp("old") / "data")


@pytest.fixture(scope="module")
def taken_over(old, tmp_path_factory):
    """A copy of it on which a run has worked that brought nothing new, and how that run ended."""
    data = copy_data(old, tmp_path_factory.mktemp("taken") / "data")
    return data, run(*NOTHING_NEW, "--data", data)


@each_case("words", READING, ids=" ".join)
def test_every_reading_command_says_something_sensible(old, words):
    done = run(*words, "--data", old)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 0 or (done.returncode in {1, 2} and is_clear(done))


def test_it_can_be_read_before_it_is_taken_over(old):
    version = (old / "current").resolve().name
    done = run("status", "--data", old)
    assert done.returncode == 0
    assert version in done.stdout
    held = run("sql", "SELECT count(*) AS held FROM questions", "--format", "csv", "--data", old)
    assert (held.returncode, held.stdout) == (0, "held\n21\n")
    succeed("plan", "--data", old)
    succeed("raw", "verify", "--data", old)


@pytest.mark.long
def test_a_run_that_brings_nothing_new_publishes_a_release_of_the_present_schema(taken_over):
    data, done = taken_over
    # Since that folder was made, the sample prints 'kunstvoorwerp' for 'kunstwerk' on two pages of 5-90071.
    says = "Copies of 1 question(s) disagree: this run added 2 row(s) pages_disagree to the issues.\n"
    assert (done.returncode, done.stderr) == (0, says)
    assert "Release published" in done.stdout
    assert "Rebuilt" in done.stdout
    assert current_manifest(data)["schema_version"] == SCHEMA_VERSION
    assert release_faults(data / "current") == []


@pytest.mark.long
@each_case("table", KEYS)
def test_nothing_is_lost(old, taken_over, table):
    data, _ = taken_over
    before, now = keys_of(old / "current")[table], keys_of(data / "current")[table]
    assert before
    assert before <= now


@pytest.mark.long
def test_what_the_earlier_version_made_stays_as_it_was_and_can_still_be_queried(old, taken_over):
    data, _ = taken_over
    before, now = files_of(old), files_of(data)
    kept = {name: content for name, content in before.items() if name != "current"}
    assert {name: now.get(name) for name in kept} == kept
    version = (old / "current").resolve().name
    words = ("sql", "SELECT count(*) AS held FROM questions", "--format", "csv", "--release", version)
    done = run(*words, "--data", data)
    assert (done.returncode, done.stdout) == (0, "held\n21\n")


@pytest.mark.long
def test_it_is_in_order_then_and_the_next_run_finds_nothing_to_do(taken_over):
    data, _ = taken_over
    succeed("release", "verify", "--data", data)
    checked = run("status", "--check", "--data", data)
    assert (checked.returncode, checked.stdout) == (0, "No problems found.\n")
    done = run(*NOTHING_NEW, "--json", "--data", data)
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "unchanged")


@pytest.mark.long
def test_a_rebuild_takes_it_over_too(old, taken_over, tmp_path):
    data = copy_data(old, tmp_path / "data")
    done = run("rebuild", "--data", data)
    assert done.returncode == 0, done.stderr
    assert current_manifest(data)["schema_version"] == SCHEMA_VERSION
    found = keys_of(data / "current")
    for table, before in keys_of(old / "current").items():
        assert before <= found[table]


def tell_of_cut_copies(release, version):
    """Let a release of a schema tell of cut copies what those before 3.0 did, which copies do not show."""
    pages = pq.read_table(release / "pages.parquet")
    (cut,) = pages.filter(pc.equal(pages["is_whole"], pa.scalar(False)))["question_id"][:1].to_pylist()
    tables = {name: pq.read_table(release / f"{name}.parquet") for name in ("keywords", "questions")}
    row = {"question_id": cut, "language": "nl", "position": 99, "keyword": "afgebr"}
    told = {
        "keywords": [*tables["keywords"].to_pylist(), row],
        "questions": [
            one
            | (
                {"status": "lapsed", "status_reason": "legislature_over"}
                if one["status"] == "unknown"
                else {}
            )
            for one in tables["questions"].to_pylist()
        ],
    }
    for name, told_rows in told.items():
        path = release / f"{name}.parquet"
        path.chmod(0o644)
        pq.write_table(pa.Table.from_pylist(told_rows, schema=tables[name].schema), path)
        list_anew(release, path.name)
    write_manifest(release, read_manifest(release) | {"schema_version": version})


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """The data folder of a complete question, and of pages that end behind each of their blocks."""
    folder = tmp_path_factory.mktemp("cut")
    page = build_page(numbered(96001), "main", "nl")
    cut = {
        f"{count}.txt": document(replace(page, blocks=page.blocks[:count]), Form()).encode()
        for count in range(1, len(page.blocks))
    }
    lay_out(folder / "pages", page_files([numbered(95001)]) | cut)
    output_of("ingest", "--from", folder / "pages", "--data", folder / "data")
    return folder / "data"


@pytest.mark.long
@pytest.mark.parametrize(("version", "code"), [("2.2", 0), ("3.0", 3)])
def test_what_schema_3_takes_back_of_cut_copies_refuses_no_first_release(cut, tmp_path, version, code):
    data = copy_data(cut, tmp_path / "data")
    tell_of_cut_copies((data / "current").resolve(), version)
    done = run("rebuild", "--data", data)
    assert done.returncode == code, done.stderr
    assert ("keywords_fell: keywords must not lose rows." in done.stderr) is (code == 3)


def with_senators(release):
    """Let a release be one of schema 3.6, whose pages of senators were read."""
    told = {
        "pages": {"variant": "senator", "language": "nl", "outcome": "read"},
        "members": {"senate_id": "4385", "birth_year": 1982, "legislatures": ["8"]},
        "memberships": {"found_by": "senate_list"},
    }
    for name, values in told.items():
        path = release / f"{name}.parquet"
        held = pq.read_table(path)
        told_rows = [
            row | values | {"reason": None, "reason_code": None} if row.get("question_id") is None else row
            for row in held.to_pylist()
        ]
        path.chmod(0o644)
        pq.write_table(pa.Table.from_pylist(told_rows, schema=held.schema), path)
        list_anew(release, path.name)
    write_manifest(release, read_manifest(release) | {"schema_version": "3.6"})


@pytest.mark.long
def test_held_pages_of_senators_are_set_aside_once_and_nothing_else_changes(tmp_path):
    data, pages = tmp_path / "data", tmp_path / "pages"
    lay_out(pages, page_files([numbered(95001), numbered(95002)]))
    for number in range(4):
        (pages / f"{number}.html").write_text(f"<p>Senator {number} - PS<p>Geboren op 1 mei 1970", "utf-8")
        url = f"https://www.senate.be/www/?MIval=showSenator&ID={number}&LANG=nl"
        (pages / f"{number}.html.url").write_text(url, "utf-8")
    succeed("ingest", "--from", pages, "--data", data)
    with_senators((data / "current").resolve())
    before = rows(data, QUESTIONS)
    for words in (("rebuild",), ("status", "--check")):
        done = run(*words, "--data", data)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert current_manifest(data)["schema_version"] == SCHEMA_VERSION
    assert rows(data, QUESTIONS) == before
    aside = "SELECT variant, outcome, reason_code FROM pages WHERE url LIKE '%showSenator%'"
    assert rows(data, aside) == [(None, "quarantined", "no_longer_read")] * 4
    assert rows(data, "SELECT count(*) FROM members WHERE senate_id IS NOT NULL") == [(0,)]
    with Site(World(seed=3, already=2)) as site:
        site.robots = 404
        env = {"SENATE_SITE": site.url, "SENATE_CONTACT": "x@y.internal", "SENATE_REQUESTS_PER_SECOND": "50"}
        done = run("nightly", "--data", data, env=env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert not any("enator" in one.path for one in site.requests)


@pytest.fixture(params=WAYS, scope="module")
def later(small_data, request, tmp_path_factory):
    """A data folder whose release a later version of the product has published, and which nothing changes."""
    data = copy_data(small_data, tmp_path_factory.mktemp("later") / "data")
    WAYS[request.param](data / "current/manifest.json")
    before = without_lock(data)
    yield data
    assert without_lock(data) == before


def without_lock(data):
    return {name: content for name, content in files_of(data).items() if name != "lock"}


@each_case("words", [NOTHING_NEW, ("rebuild",), ("nightly",)], ids=" ".join)
def test_no_run_works_on_a_folder_of_a_later_version(later, words):
    asked = {"SENATE_CONTACT": "you@tests.internal", "SENATE_SITE": "http://127.0.0.1:9/"}
    done = run(*words, "--data", later, env=asked)
    assert done.returncode == 1
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert LATER in sentence
    assert is_clear(done)


@each_case("words", READING, ids=" ".join)
def test_what_reads_a_folder_of_a_later_version_says_so_or_reads_it(later, words):
    done = run(*words, "--data", later)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 0 or (done.returncode in {1, 2} and is_clear(done))


def test_status_names_the_later_version(later):
    done = run("status", "--data", later)
    assert LATER in done.stdout + done.stderr
    checked = run("status", "--check", "--data", later)
    assert checked.returncode == 1
    assert LATER in checked.stdout
