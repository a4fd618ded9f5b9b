"""The tutorials: every command works, in order, and prints what the page shows."""

import shutil

import pytest

from docs.generate.tutorials import TUTORIALS, TutorialError, played, run_tutorial, surroundings

pytestmark = pytest.mark.long
NAMES = ("chart", "crawl", "languages", "nights")


@pytest.mark.parametrize("name", NAMES)
def test_a_tutorial_does_what_it_shows(name):
    if name == "languages" and not shutil.which("Rscript"):
        pytest.skip("R is not installed here")
    (path,) = [one for one in TUTORIALS if one.stem == name]
    assert played(path) == path.read_text("utf-8"), "`make tutorials` writes the output again"


def test_each_tutorial_is_run():
    assert [path.stem for path in TUTORIALS] == list(NAMES)


def test_a_command_that_fails_and_output_that_differs_are_seen(tmp_path):
    with surroundings(tmp_path) as variables:
        page = "```sh\necho one\n```\n\n```text\ntwo\n```\n"
        assert run_tutorial(page, tmp_path, variables) == page.replace("two", "one")
        with pytest.raises(TutorialError, match="Block 0 ends with 2: There is no release"):
            run_tutorial("```sh\nsenate-questions sql 'SELECT 1'\necho on\n```\n", tmp_path, variables)
