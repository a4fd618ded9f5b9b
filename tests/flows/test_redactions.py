"""What the list of redactions names, or newer copies show no more, is in no file of a release."""

import gzip
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.conftest import copy_data
from tests.support.command import output_of, refusal_of, run, succeed
from tests.support.data_folder import forget_question
from tests.support.reading import SIMPLE
from tests.support.render import Both, Form, render
from tests.support.runs import numbered, page_files, parquet_files, release_faults, rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

NAME, SURNAME = "Adèle Vermeirsteen", "vermeirsteen"
QUESTION = "6-95001"
TEXT = Both(
    nl=(
        f"De minister van Justitie {NAME.upper()} sprak op 3 mei 2013 met Adèle\u00a0Vermeirsteen.",
        f"1) Hoeveel kreeg {NAME}, en wat kreeg het Rekenhof? 2) Krijgt {NAME} nog 2 500 euro?",
    ),
    fr=(
        f"La ministre de la Justice {NAME} a parlé.",
        f"1) Combien {NAME} et la Cour des comptes ont-elles reçu ? 2) Reste-t-il 2 500 euros ?",
    ),
)
NAMED = replace(
    SIMPLE,
    author=NAME,
    title=Both(nl=f"Zaak {NAME} - Cijfers", fr=f"Affaire {NAME} - Chiffres"),
    keywords=Both(nl=("strafgevangenis", NAME), fr=("prison", NAME)),
    question=TEXT,
    answer=TEXT,
)
PLACES = """SELECT count(*), bool_and(substr(t.text, m.start_at + 1, m.end_at - m.start_at) = m.{1})
FROM {0} m JOIN texts t USING (question_id, language, part)"""
TEXT_OF = "SELECT text, words FROM texts WHERE question_id = '{}' AND language = 'nl' AND part = 'question'"


def all_words(release: Path) -> dict[str, str]:
    """What each file of a release says, in small letters, whatever it is packed in."""
    found = {}
    for path in (path for path in release.rglob("*") if path.is_file()):
        content = path.read_bytes()
        text = content.decode("utf-8", "replace") + (
            gzip.decompress(content).decode() if content.startswith(b"\x1f\x8b") else ""
        )
        if path.suffix == ".parquet":
            text += str(pq.read_table(path).to_pylist())
        elif path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                names = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
                text += str([connection.execute(f'FROM "{name}"').fetchall() for (name,) in names])
        elif path.suffix == ".sqlite":
            with sqlite3.connect(path) as connection:
                text += "\n".join(connection.iterdump())
        found[path.relative_to(release).as_posix()] = text.casefold()
    return found


def naming(data: Path) -> list[str]:
    words = all_words((data / "current").resolve())
    return sorted(name for name, text in words.items() if SURNAME in text)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redactions")
    files = page_files([NAMED, numbered(95003), numbered(95004)])
    for name, content in page_files([NAMED, numbered(95003)], Form("html")).items():
        files[f"{NAME if name.startswith(QUESTION) else 0}/{name}"] = (
            content.decode().replace("è", "Ã¨").replace("é", "Ã©").encode()
        )
    pages = lay_out(folder / "pages", files)
    output_of("ingest", "--from", pages, "--data", folder / "data")
    return folder / "data"


def redact(data: Path, question: str, span: str) -> None:
    said = output_of("redact", question, "-", "--reason", f"{span} asked.", "--data", data, stdin=f"{span}\n")
    assert span not in said + (data / "redactions.tsv").read_text("utf-8")


def test_a_redacted_span_is_in_no_file_of_a_release(data):
    first = (data / "current").resolve()
    (entry,) = (data / "ledger").iterdir()
    entry.write_text(
        entry.read_text("utf-8").replace('{\\"', f'{{\\"error\\": \\"{SURNAME}\\", \\"', 1), "utf-8"
    )
    assert SURNAME in entry.read_text("utf-8")
    assert {"texts.parquet", "members.parquet", "senate.sqlite", "changes.md"} <= set(naming(data))
    redact(data, QUESTION, NAME)
    done = succeed("rebuild", "--data", data)
    assert f"rm -rf -- {first}\n" in done.stderr
    assert "Changed: the list of redactions." in done.stdout
    assert naming(data) == []
    assert release_faults(data / "current") == []
    assert rows(data, PLACES.format("mentions", "text"))[0][1]
    assert rows(data, PLACES.format("text_repairs", "after"))[0][1]
    ((text, words),) = rows(data, TEXT_OF.format(QUESTION))
    assert "kreeg […], en wat kreeg het Rekenhof" in text
    assert words == len(text.split())
    ((detail,),) = rows(data, "SELECT detail FROM issues WHERE kind = 'redacted'")
    assert "author 1, " in detail
    assert detail.endswith("question (nl) 4, title (fr) 1, title (nl) 1): […] asked.")


def test_it_stays_away_and_the_pages_have_it(data, tmp_path):
    redact(data, "6-95003", "Nobody Named")
    tables = parquet_files(data)
    done = run("rebuild", "--data", data)
    assert "No. 2 of the list of redactions" in done.stderr
    changed = {name for name, found in parquet_files(data).items() if found != tables[name]}
    assert changed == {"issues"}
    assert naming(data) == []
    output_of("raw", "export", "--warc", tmp_path / "all.warc", "--data", data)
    assert SURNAME in (tmp_path / "all.warc").read_text("utf-8").casefold()
    (data / "redactions.tsv").unlink()
    assert "redactions.tsv is missing" in refusal_of("rebuild", "--data", data)
    words = ("redact", QUESTION, "Nobody Else", "--reason", "Asked.", "--data", data)
    assert "redactions.tsv is missing" in refusal_of(*words)


@pytest.mark.parametrize("line", ["6-95001", "6-95001\t\tnl\t12\t0\tshe asked\t2026-01-01"])
def test_a_wrong_line_ends_a_run(line, data):
    (data / "redactions.tsv").write_text(f"{line}\n", encoding="utf-8")
    assert "Line 1 of" in refusal_of("rebuild", "--data", data)


def test_a_redaction_excuses_its_own_losses_and_no_other(sample_run, tmp_path):
    """The question of the sample that alone shows the letters of a rule has no repairs any more."""
    data = copy_data(sample_run.data, tmp_path / "data")
    ((author,),) = rows(data, "SELECT author FROM questions WHERE question_id = '7-90063'")
    redact(data, "7-90063", author)
    forget_question(data, "7-90062")
    refused = refusal_of("rebuild", "--data", data, code=3)
    assert "questions_lost" in refused
    assert "rule=c1" in refused
    assert "rule=cp437" not in refused
    restored = copy_data(sample_run.data, tmp_path / "restored")
    redact(restored, "7-90063", author)
    succeed("rebuild", "--data", restored)
    assert rows(restored, "SELECT author FROM questions WHERE question_id = '7-90063'") == [(None,)]


MENTIONED = "Zeger Vermeirsteen"
KEPT = ("1) De dienst telt veertig personen.", "2) De kosten dalen.")
GONE = f"3) Volgens {MENTIONED}, minister van Justitie, kost dat 47 euro."
LONG = replace(SIMPLE, number=95031, answer=Both((*KEPT, GONE), ("1) Quarante.",)))
SHORT = replace(LONG, answer=Both(KEPT, ("1) Quarante.",)))


def ingested(tmp_path, facts, day):
    page = render(facts, "main", "nl", Form("html", "tables"))
    sidecar = f"{facts.address('main', 'nl')}\n{day}T12:00:00+00:00\n".encode()
    folder = lay_out(tmp_path / "pages", {"page.html": page, "page.html.url": sidecar})
    shown = output_of("ingest", "--from", folder, "--json", "--data", tmp_path / "data")
    assert json.loads(shown)["outcome"] == "published"
    return (tmp_path / "data" / "current").resolve()


def test_words_that_are_gone_are_in_no_file_of_the_next_release(tmp_path):
    data, first = tmp_path / "data", ingested(tmp_path, LONG, date(2016, 6, 1))
    assert any(SURNAME in words for words in all_words(first).values())
    second = ingested(tmp_path, SHORT, date(2016, 8, 1))
    assert not [name for name, words in all_words(second).items() if SURNAME[1:] in words]
    assert any(SURNAME in words for words in all_words(first).values()), "the earlier release keeps them"
    assert rows(data, "SELECT text FROM texts WHERE part = 'answer'") == [("\n\n".join(KEPT),)]
    before = "SELECT value_before FROM changes WHERE table_name = 'texts' AND column_name = 'text'"
    assert rows(data, before) == [("[…]",)]
