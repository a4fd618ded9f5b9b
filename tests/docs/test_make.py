"""The targets of the Makefile: every one has its sentence, and `make quick` finds the tests of a file."""

import itertools
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.support import PROJECT
from tests.support.quick import checks_of


def test_help_prints_every_target_with_a_sentence():
    words = ["make", "--no-print-directory", "help"]
    printed = subprocess.check_output(words, cwd=PROJECT, encoding="utf-8")
    shown = dict(line.split(maxsplit=1) for line in printed.splitlines())
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert shown.keys() == set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert all(len(sentence.split()) > 1 for sentence in shown.values())


@contextmanager
def site_by_hand():
    """The stand-in site as `make site` starts it, and the lines that it writes."""
    words = [sys.executable, "-u", "-m", "tests.support.site"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    site = subprocess.Popen(words, cwd=PROJECT, **pipes)
    lines = iter(site.stdout.readline, "")
    shown = "".join(itertools.takewhile(lambda line: "It shows" not in line, lines))
    try:
        yield site, shown, lines
    finally:
        site.kill()
        site.communicate()
        shutil.rmtree(PROJECT / re.search(r"build/stand-in-\w+", shown)[0])


def test_the_site_by_hand_says_where_it_is():
    with site_by_hand() as (_, shown, _):
        assert requests.get(re.search(r"http\S+", shown)[0], proxies={"no_proxy": "*"}).status_code == 404


@pytest.mark.long
def test_nights_follow_the_clock_of_the_site_by_hand_and_its_texts_raise_no_alarm():
    with site_by_hand() as (site, _, lines):
        site.stdin.write("\n\n")
        site.stdin.flush()
        night = "The night: published; alarms: []"
        shown = [next(lines).strip() for _ in range(4)]
    assert shown[::2] == [night] * 2
    assert [line[-11:] for line in shown[1::2]] == ["2026-01-12.", "2026-01-19."]


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("tasks/release/checks/checks.py", "tests/release/test_checks.py"),
        ("tasks/common/batches.py", "tests/common/test_batches.py"),
        ("tasks/read/page.py", "tests/read/test_odd_forms.py"),
        ("tasks/fetch/site/watchdog.py", "tests/fetch/site/test_wire.py"),
        ("flows/cli/shared.py", "tests/flows/cli/test_help.py"),
        ("tests/release/test_checks.py", "tests/release/test_checks.py"),
        ("tests/extract/support.py", "tests/extract/test_mentions.py"),
        ("tests/support/reading.py", "tests/assemble/test_bilingual_split.py"),
        ("tests/support/render/hypertext.py", "tests/decode/test_page.py"),
    ],
)
def test_a_change_is_tested_by_the_tests_that_know_of_it(changed, tests):
    found = checks_of(Path(changed))
    assert tests in found
    assert all((PROJECT / one).exists() for one in found)
