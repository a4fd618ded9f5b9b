"""The files of the explorer: what they say, that text in them stays text, and what a night writes anew."""

import gzip
import html
import json
from pathlib import Path

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from tasks.common.files import files_below
from tasks.present.explorer import SITE
from tasks.present.explorer.build import build_site
from tasks.present.explorer.pages import PAGES, in_script
from tasks.present.feeds import write_feeds
from tasks.release.describe import PACKAGE_FILE, SUMS_FILE
from tasks.release.made_by import NO_EXTRAS
from tasks.release.published.manifest import DUCKDB_FILE, read_manifest
from tests.conftest import copy_data
from tests.present.explorer.support import (
    EVIL,
    NO_DAY,
    Elements,
    data_of,
    hostile_world,
    public_release,
    shard,
)
from tests.support.each_case import each_case
from tests.support.releases import (
    altered,
    inputs,
    released,
    say_made_otherwise,
    to_arrow,
    unverified,
    world,
)

pytestmark = pytest.mark.first

OF_ITS_OWN = {"data/summary.json", "data/downloads.json", "index.html"}
"""They name the release, its time and the hashes of its other files."""


def contents(release):
    return {name: (release / SITE / name).read_bytes() for name in files_below(release / SITE)}


def test_a_release_lists_its_explorer_read_only(hostile):
    listed = read_manifest(hostile)["files"]
    names = [f"{SITE}/{name}" for name in files_below(hostile / SITE)]
    assert {f"{SITE}/{name}.html" for name in PAGES} <= set(names) <= listed.keys()
    assert all((hostile / name).stat().st_mode & 0o222 == 0 for name in names)


def test_a_shard_says_what_the_tables_say_letter_by_letter(hostile):
    page = shard(hostile, "questions/5-90100")["5-90100"]
    texts = {row["part"]: row["text"] for row in hostile_world()["texts"] if row["question_id"] == "5-90100"}
    assert page["texts"]["nl"] == texts
    assert page["title"] == {"nl": f"Titel {EVIL}", "fr": f"Titre {EVIL}"}
    assert [row[1] for row in page["events"]] == ["sent", "reminder", "answered"]
    assert page["keywords"]["nl"] == [f"woord {EVIL}", NO_DAY]
    assert ["text_cut", f"Cut {EVIL}."] in page["issues"]


def test_parts_and_mentions_stand_where_the_shard_says(hostile):
    page = shard(hostile, "questions/5-90100")["5-90100"]
    placed = {(row["position"], "question"): row["text"] for row in hostile_world()["subquestions"]}
    placed |= {(row["position"], "answer"): row["text"] for row in hostile_world()["answer_parts"]}
    found = [page["texts"][lang][part][start:end] for lang, part, *_, start, end in page["parts"]]
    assert len(found) == 4
    assert sorted(found) == sorted(placed.values())
    words = {page["texts"][lang][part][start:end] for lang, part, start, end, *_ in page["mentions"]}
    assert {"5 euro", "www.example.be"} <= words


def test_titles_of_a_range_of_numbers_stand_in_one_file(hostile):
    block = shard(hostile, "titles/5-90100")
    assert [row[0] for row in block["rows"]] == [90100, 90101, 90102]
    assert block["rows"][0][1] == f"Titel {EVIL}"
    assert block["authors"][block["rows"][0][14]][0] == f"Ann {EVIL}"


def test_no_page_has_letters_of_a_question_in_its_markup(hostile):
    for name in PAGES:
        page = (hostile / SITE / f"{name}.html").read_text("utf-8")
        assert "taken" not in page
        scripts = [attributes for tag, attributes in Elements(page).found if tag == "script"]
        assert all("src" in one or one["type"] == "application/ld+json" for one in scripts)


def test_the_first_page_tells_search_engines_of_the_dataset(hostile):
    [told] = Elements((hostile / SITE / "index.html").read_text("utf-8")).scripts
    dataset = json.loads(told)
    manifest = read_manifest(hostile)
    assert (dataset["@type"], dataset["version"]) == ("Dataset", manifest["version"])
    assert dataset["temporalCoverage"] == "2013-04-30/2013-04-30"
    hashes = {one["name"]: one["sha256"] for one in dataset["distribution"]}
    assert hashes["senate.duckdb"] == manifest["files"]["senate.duckdb"]["sha256"]


@each_case("text", ["</script>", "<!--", "\u2028", "&lt;"])
def test_json_in_a_script_ends_neither_the_script_nor_a_line(text):
    said = in_script({"a": text})
    assert text not in said
    assert json.loads(said) == {"a": text}


def test_pages_are_complete_without_their_scripts(hostile):
    page = (hostile / SITE / "questions.html").read_text("utf-8")
    assert ">All questions</h1>" in page
    assert 'aria-label="Language"' in page
    assert "$" not in page


def html_files(release):
    found = contents(release).items()
    return {name: content.decode() for name, content in found if name.endswith(".html")}


def test_every_page_of_a_sample_release_carries_the_banner_and_no_page_of_another_does(hostile, sample):
    words = html.escape(banner([SAMPLE_SOURCE]))
    pages = html_files(sample)
    assert pages.keys() == {*(f"{name}.html" for name in PAGES), "question/index.html"}
    for name, page in pages.items():
        shown = [dict(attrs) for tag, attrs in Elements(page).found if dict(attrs).get("id") == "sample"]
        assert [(one["class"], one["id"]) for one in shown] == [("notice", "sample")], name
        assert f">{words}</p>" in page, name
    assert [name for name, page in html_files(hostile).items() if 'id="sample"' in page] == []


def test_all_that_describes_a_sample_release_says_what_it_is(hostile, sample):
    words = banner([SAMPLE_SOURCE])
    for name in ("changes.md", "dictionary.md", "feed.xml", PACKAGE_FILE):
        assert words in (sample / name).read_text("utf-8"), name
        assert words not in (hostile / name).read_text("utf-8"), name
    assert words in (sample / SITE / "index.html").read_text("utf-8").partition("</script>")[0]


def test_days_are_counted_to_the_last_one_that_the_release_tells_of(sample, database):
    [(day,)] = database.execute("SELECT day FROM last_day").fetchall()
    assert data_of(sample, "summary")["last_day"] == day.isoformat() == "2026-05-03"


def test_downloads_have_sizes_and_hashes(hostile):
    manifest = read_manifest(hostile)
    listed = data_of(hostile, "downloads")["files"]
    assert listed[0]["name"] == "senate.duckdb"
    assert {one["name"]: (one["bytes"], one["sha256"]) for one in listed} == {
        name: (facts["bytes"], facts["sha256"])
        for name, facts in manifest["files"].items()
        if name.startswith("marts/") or ("/" not in name and name != SUMS_FILE)
    }
    assert {one["name"]: one["rows"] for one in listed}["questions.parquet"] == 3


def test_quality_says_what_is_missing(hostile):
    found = data_of(hostile, "quality")
    assert [row["reason"] for row in found["quarantined"]] == [EVIL]
    assert {row["kind"] for row in found["gaps"]} == {"missing", "refused", "not_fetched"}
    columns = {"legislature", "first_number", "last_number", "numbers", "kind", "reason"}
    assert found["gaps"][0].keys() == columns
    assert [row["questions"] for row in found["legislatures"]] == [3]
    assert any(row["kind"] == "text_cut" and all(row["meaning"].values()) for row in found["issues"])
    assert len(found["checks"]) > 100


@pytest.mark.long
def test_the_same_rows_give_the_same_bytes(hostile, tmp_path):
    again = contents(public_release(tmp_path / "data"))
    first = contents(hostile)
    assert first.keys() == again.keys()
    assert {name for name in first if first[name] != again[name]} <= OF_ITS_OWN
    assert all(gzip.decompress(first[name]) for name in first if name.endswith(".gz"))


def many(count=40):
    """A release with questions in several shards, each in a group of its own; 6-39 comes later."""
    tables = world()
    question = next(row for row in tables["questions"] if row["question_id"] == "5-90100") | {"group_size": 1}
    more = [
        question
        | {"question_id": f"6-{number}", "legislature": 6, "number": number, "group_id": f"6-{number}"}
        for number in range(1, count + 1)
        if number != 39
    ]
    legislature = tables["legislatures"][0] | {"legislature": 6}
    return tables | {
        "questions": [*tables["questions"], *more],
        "legislatures": [*tables["legislatures"], legislature],
    }


def in_group(tables, question_id, group_id):
    of_group = {"group_id": group_id, "group_size": 2}
    rows = [
        row | (of_group if row["question_id"] in {question_id, group_id} else {})
        for row in tables["questions"]
    ]
    return tables | {"questions": rows}


def added(tables, name, **row):
    return tables | {name: [*tables[name], row]}


def with_other_questions(tables):
    """Two questions are new, one is gone that was the only one of its shard, and one from among others."""
    rows = [row for row in tables["questions"] if row["question_id"] != "6-7"]
    new = [rows[-1] | {"question_id": f"6-{at}", "number": at, "group_id": f"6-{at}"} for at in (39, 99)]
    return tables | {"questions": [*rows[:-1], *new]}


CUT = {"page_id": None, "question_id": "6-7", "kind": "text_cut", "detail": "Cut."}
ALWAYS = "questions that are new, and some that are gone"
ALTERED = {
    "a keyword": (lambda tables: altered(tables, "keywords", keyword="iets anders"), {"5-90100"}),
    "an issue": (lambda tables: added(tables, "issues", **CUT), {"6-0"}),
    "a group that another joins": (lambda tables: in_group(tables, "6-40", "6-2"), {"6-0", "6-40"}),
    "a page": (lambda tables: altered(tables, "pages", url="https://www.senate.be/other"), {"5-90100"}),
    ALWAYS: (with_other_questions, {"6-0", "6-20", "6-80"}),
    "nothing": (lambda tables: tables, set()),
}


@pytest.fixture(scope="module")
def of_many(tmp_path_factory):
    data = tmp_path_factory.mktemp("many") / "data"
    released(data, many())
    return data


@pytest.fixture
def first(of_many, tmp_path):
    """The release of many questions, in a data folder to change."""
    return (copy_data(of_many, tmp_path / "data") / "current").resolve()


@pytest.mark.parametrize(
    "what", [what if what == ALWAYS else pytest.param(what, marks=pytest.mark.long) for what in ALTERED]
)
def test_a_night_writes_what_changed_and_gives_what_a_build_from_nothing_gives(what, first, tmp_path):
    alter, wanted = ALTERED[what]
    night = unverified(tmp_path / "data", to_arrow(alter(many())), inputs(count=2), accepted_drop="Gone.")
    found, expected = contents(night), contents(written_again(night, tmp_path / "anew"))
    assert {name for name in found.keys() ^ expected.keys() if not name.startswith("words/")} == set()
    both = found.keys() & expected.keys()
    differing = {name for name in both if found[name] != expected[name]}
    assert {name for name in differing if not name.startswith("words/")} <= OF_ITS_OWN
    assert written(night, first) == {f"questions/{name}.json.gz" for name in wanted}
    for name in (f"{SITE}/assets/vega.js", "feeds/question/5-90100.xml"):
        assert same_file(night / name, first / name), name


def written_again(release: Path, folder: Path, before: Path | None = None) -> Path:
    """A folder with the explorer of a release, with the files of one before or from nothing."""
    folder.mkdir()
    (folder / DUCKDB_FILE).symlink_to(release / DUCKDB_FILE)
    manifest = read_manifest(release)
    feeds = write_feeds(folder, None, NO_EXTRAS, manifest["sources"])
    files = {name: (facts["bytes"], facts["sha256"]) for name, facts in manifest["files"].items()}
    build_site(folder, before, manifest, files, feeds.names)
    return folder


def written(night: Path, first: Path) -> set[str]:
    """The shards of questions that a night did not take from the release before."""
    names = [name for name in files_below(night / SITE) if name.startswith("questions/")]
    return {name for name in names if not same_file(night / SITE / name, first / SITE / name)}


def same_file(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


@pytest.mark.long
def test_a_question_that_left_its_group_is_no_longer_named_there(tmp_path):
    released(tmp_path / "data", in_group(many(), "6-40", "6-2"))
    night = released(tmp_path / "data", many(), count=2)
    assert shard(night, "questions/6-0")["6-2"]["group"] == []


@pytest.mark.parametrize(
    "component", ["explorer", *(pytest.param(one, marks=pytest.mark.long) for one in ("tables", "database"))]
)
def test_an_explorer_that_other_code_made_or_of_other_code_is_written_anew(component, first, tmp_path):
    say_made_otherwise(first, component)
    assert len(written(written_again(first, tmp_path / "anew", first), first)) == 4
