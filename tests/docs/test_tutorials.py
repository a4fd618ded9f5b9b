"""The tutorials: every command works, in order, and prints what the page shows."""

import shutil

import pytest

from docs.generate.tutorials import TUTORIALS, TutorialError, played, run_tutorial, surroundings
from tests.support import PROJECT

pytestmark = pytest.mark.long


def test_the_tutorials_do_what_they_show_one_after_the_other_and_leave_the_checkout_clean(tmp_path):
    has_r = shutil.which("Rscript")
    pages = [page for page in TUTORIALS if has_r or page.stem != "languages"]
    for page, text in played(tmp_path, pages).items():
        assert text == page.read_text("utf-8"), "`make tutorials` writes the output again"
    ignored = {line.strip("/") for line in (PROJECT / ".gitignore").read_text("utf-8").splitlines()}
    assert {path.name for path in (tmp_path / "work").iterdir()} <= {"Makefile", *ignored}


def test_each_tutorial_is_run():
    assert [path.stem for path in TUTORIALS] == ["chart", "crawl", "languages", "nights"]


def test_a_command_that_fails_and_output_that_differs_are_seen(tmp_path):
    with surroundings(tmp_path) as variables:
        page = "```sh\necho one\n```\n\n```text\ntwo\n```\n"
        assert run_tutorial(page, tmp_path, variables) == page.replace("two", "one")
        with pytest.raises(TutorialError, match="Block 0 ends with 2: There is no release"):
            run_tutorial("```sh\nsenate-questions sql 'SELECT 1'\necho on\n```\n", tmp_path, variables)
