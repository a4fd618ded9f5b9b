"""The pages of docs/ that are generated are as the code would write them now."""

import difflib
import re
import subprocess
import sys

import pytest

from docs.generate import damage, letters, listed_files
from docs.generate.pages import pages
from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from tests.support import PROJECT


@pytest.fixture(scope="module")
def made():
    return pages()


def test_no_generated_page_is_stale(made):
    lines = []
    for name, content in made.items():
        written = (PROJECT / "docs" / name).read_text("utf-8")
        lines += difflib.unified_diff(written.splitlines(), content.splitlines(), f"docs/{name}", "code", n=0)
    if lines:
        pytest.fail("Stale; `make docs` writes them again:\n" + "\n".join(lines), pytrace=False)


def test_the_table_of_what_may_be_broken_and_the_list_of_files_are_not_stale():
    page = damage.PAGE.read_text("utf-8")
    assert page == damage.with_damage_table(page), "`make docs` writes it again"
    rows = [line.split(" | ")[:2] for line in damage.damage_table().splitlines()]
    assert all(rows.count(row) == 1 for row in rows), "one harm to one thing has two cures"
    page = listed_files.PAGE.read_text("utf-8")
    assert page == listed_files.with_files_table(page), "`make docs` writes it again"


@pytest.mark.long
def test_the_table_of_letters_is_not_stale():
    page = letters.PAGE.read_text("utf-8")
    assert page == letters.with_letters_table(page), "`make docs` writes it again"


def test_the_sample_is_read_to_its_last_letter_as_the_table_of_letters_says(monkeypatch):
    for generated in ("INVENTED", "BULLETINS"):
        monkeypatch.setattr(letters, generated, {})
    _, _, *rows = letters.letters_table().splitlines()
    assert rows == re.findall(r"^\| sample \|.*$", letters.PAGE.read_text("utf-8"), re.MULTILINE)
    assert {row.split(" | ")[-1] for row in rows} == {"0.00% |"}


def test_the_generated_pages_do_not_depend_on_the_terminal(made):
    script = "import sys, docs.generate.pages as made; sys.stdout.write(made.pages()['command-line.md'])"
    for variables in ({"COLUMNS": "40", "TERM": "dumb"}, {"COLUMNS": "200", "FORCE_COLOR": "1"}):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, encoding="utf-8", env=variables, check=True
        )
        assert done.stdout == made["command-line.md"]


def test_every_command_has_its_section(made):
    for name in ("ingest", "rebuild", "repair", "sql", "status"):
        assert f"## {name}\n" in made["command-line.md"]
        assert f"Usage: senate-questions {name}" in made["command-line.md"]


def test_the_dictionary_of_a_release_is_the_dictionary_of_the_docs(made, sample_data):
    written = (sample_data / "current/dictionary.md").read_text("utf-8")
    assert written.replace(f"**{banner([SAMPLE_SOURCE])}**\n\n", "") == made["dictionary.md"]
