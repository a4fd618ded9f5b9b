"""`export`: CSV and Parquet of a release, described by a Data Package that frictionless accepts."""

import csv
import json
import os

import pyarrow.parquet as pq
import pytest

from schemas.tables import TABLES
from tasks.present.export import ExportOptions, export
from tasks.release.published.folders import current_release
from tests.support.command import imported, refusal_of, run
from tests.support.each_case import each_case
from tests.support.releases import bare, released, snapshot, to_arrow, world

DESCRIPTIONS = ("croissant.json", "datapackage.json", "datasette.json", "dcat.jsonld")


def exported(data, folder, *options):
    done = run("export", folder, *options, "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    return done


def package(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def everything(sample_data, tmp_path_factory):
    """All tables of the sample as CSV."""
    folder = tmp_path_factory.mktemp("export") / "csv"
    exported(sample_data, folder)
    return folder


def report(folder):
    from frictionless import system, validate  # noqa: PLC0415 - takes a second, in long tests alone

    with system.use_context(trusted=True):
        return validate(str(folder / "datapackage.json"))


@pytest.mark.long
def test_frictionless_accepts_every_table(everything):
    found = report(everything)
    assert found.valid, found.flatten(["name", "type", "message"])[:10]
    assert {task.name for task in found.tasks} == {table.name for table in TABLES}


@pytest.mark.long
def test_frictionless_misreads_lists_and_whole_numbers_of_parquet_and_nothing_else(sample_data, tmp_path):
    """As docs/data-package.md says: a mistake of ours would be an error of another kind or column."""
    exported(sample_data, tmp_path, "--format", "parquet", "--tables", "questions,texts,offices,members")
    found = report(tmp_path).flatten(["type", "fieldName"])
    fields = {f["name"]: f["type"] for one in package(tmp_path)["resources"] for f in one["schema"]["fields"]}
    assert {kind for kind, _ in found} == {"byte-count", "type-error"}
    assert {fields[name] for kind, name in found if kind == "type-error"} == {"array", "integer"}


@pytest.mark.long
def test_frictionless_finds_what_breaks_the_package(everything, tmp_path):
    for path in everything.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "questions.csv"
    path.write_bytes(path.read_bytes().replace(b",answered,", b",unheard of,", 1))
    assert not report(tmp_path).valid


@each_case("name", [table.name for table in TABLES])
def test_csv_has_every_row_and_value(everything, sample_data, name):
    table = pq.ParquetFile(sample_data / "current" / f"{name}.parquet").read()
    found = rows(everything / f"{name}.csv")
    assert len(found) == table.num_rows
    for row, original in zip(found, table.to_pylist(), strict=True):
        assert {key: as_text(value) for key, value in original.items()} == row


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else str(value)


def test_csv_is_utf_8_without_a_mark_and_its_records_end_as_rfc_4180_says(everything):
    content = (everything / "questions.csv").read_bytes()
    assert content.startswith(b"question_id,legislature,")
    assert content.count(b"\r\n") == 29
    assert "é".encode() in content


def test_parquet_is_that_of_the_release(sample_data, tmp_path):
    exported(sample_data, tmp_path / "out", "--format", "parquet", "--tables", "questions, texts")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted([*DESCRIPTIONS, "questions.parquet", "texts.parquet"])
    same = (sample_data / "current/questions.parquet").read_bytes()
    assert (tmp_path / "out/questions.parquet").read_bytes() == same


def test_a_part_of_the_tables_is_a_package_that_points_to_no_other(sample_data, tmp_path):
    exported(sample_data, tmp_path, "--tables", "texts,events")
    found = package(tmp_path)
    assert [one["name"] for one in found["resources"]] == ["texts", "events"]
    assert all("foreignKeys" not in one["schema"] for one in found["resources"])
    croissant = json.loads((tmp_path / "croissant.json").read_text("utf-8"))
    assert [one["contentUrl"] for one in croissant["distribution"]] == ["texts.csv", "events.csv"]
    assert not any("references" in field for one in croissant["recordSet"] for field in one["field"])


def test_what_is_there_is_overwritten_only_when_that_is_said(sample_data, tmp_path):
    (tmp_path / "events.csv").write_text("mine", encoding="utf-8")
    said = refusal_of("export", tmp_path, "--tables", "events", "--data", sample_data)
    assert "events.csv" in said
    assert "--overwrite" in said
    assert (tmp_path / "events.csv").read_text(encoding="utf-8") == "mine"
    exported(sample_data, tmp_path, "--tables", "events", "--overwrite")
    assert (tmp_path / "events.csv").read_text("utf-8").startswith("question_id,")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*DESCRIPTIONS, "events.csv"])


FORMULAS = ["=1+1", "+32 2 501 70 70", "-5 °C", "@SUM(A1)", "\tx"]


@pytest.fixture(scope="module")
def with_formulas(tmp_path_factory):
    """A data folder in which each of these texts is the title of a question."""
    data, tables = tmp_path_factory.mktemp("formulas"), world()
    first = tables["questions"][0] | {"response_days": -3}
    titled = [
        first | {"question_id": f"5-{at}", "number": at, "group_id": f"5-{at}", "title_nl": text}
        for at, text in enumerate(FORMULAS, 90200)
    ]
    bare(data, to_arrow(tables | {"questions": [*tables["questions"], *titled]}))
    return data


@pytest.fixture(scope="module")
def sheets(with_formulas, tmp_path_factory):
    """The questions of that folder for spreadsheets."""
    folder = tmp_path_factory.mktemp("sheets") / "out"
    exported(with_formulas, folder, "--tables", "questions", "--for-spreadsheets")
    return folder


def test_texts_that_look_like_formulas_are_changed_for_spreadsheets_alone(with_formulas, sheets, tmp_path):
    exported(with_formulas, tmp_path, "--tables", "questions")
    assert [row["title_nl"] for row in rows(tmp_path / "questions.csv")[3:]] == FORMULAS
    content = (sheets / "questions.csv").read_bytes()
    assert content.startswith("\ufeffquestion_id,".encode())
    changed = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))[3:]
    assert [row["title_nl"].rstrip() for row in changed] == [f"'{text}".rstrip() for text in FORMULAS]
    assert {row["response_days"] for row in changed} == {"-3"}
    assert "apostrophe" in package(sheets)["description"]


@pytest.mark.long
def test_frictionless_accepts_spreadsheets_and_a_part_of_the_tables(sample_data, sheets, tmp_path):
    exported(sample_data, tmp_path, "--tables", "texts,events")
    assert report(tmp_path).valid
    assert report(sheets).valid


@each_case(
    "options",
    ["--tables nowhere", "--format xlsx", "--format parquet --for-spreadsheets", "--release x"],
)
def test_wrong_usage_is_2_with_a_sentence_and_writes_nothing(sample_data, tmp_path, options):
    refusal_of("export", tmp_path / "out", *options.split(), "--data", sample_data)
    assert not (tmp_path / "out").exists()


def test_exporting_needs_no_prefect(sample_data, tmp_path):
    assert "prefect" not in imported("export", tmp_path, "--tables", "events", "--data", sample_data)


def test_a_release_is_not_written_into(sample_data):
    release = current_release(sample_data)
    before = snapshot(release)
    said = refusal_of("export", release, "--tables", "events", "--overwrite", "--data", sample_data)
    assert "is a release" in said
    assert snapshot(release) == before


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_no_table_is_written_through_a_link(tmp_path, form):
    release, folder, victim = released(tmp_path / "data"), tmp_path / "out", tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    folder.mkdir()
    for name in (f"questions.{form}", f".questions.{form}.{os.getpid()}.tmp"):
        (folder / name).symlink_to(victim)
    options = ExportOptions(("questions",), form, overwrite=True)
    made, *_ = export(release, folder, options, lambda _: None)
    assert victim.read_text("utf-8") == "precious"
    assert made == folder / f"questions.{form}"
    assert not made.is_symlink()
    assert made.stat().st_size > 0
