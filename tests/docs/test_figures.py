"""Every figure of the documentation was printed by a command, or is a limit that the code holds."""

import re
import subprocess

import pytest

from benchmarks.measured import BLOCK, pages, written
from flows.settings import Settings
from schemas.vocabulary import legislatures
from tasks.fetch.site import client, pace
from tasks.operate.alarms import AGAIN
from tasks.present.assistant import guarded
from tasks.release.engine import MEMORY
from tests.support import PROJECT
from tests.support.each_case import each_case

GENERATED_PAGE = re.compile("Generated (?:by `make docs`|from `schemas/)")
GENERATED = re.compile(r"<!-- (\w[\w ]*): (?:generated|begin) -->.*?<!-- (?:/\1|\1: end) -->", re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
FIGURE = re.compile(
    r"(?<![\w.,§-])\d[\d.,]*(?:(?:[–-]| to )\d[\d.,]*)?\s?"
    r"(?:ms|s|seconds?|minutes?|hours?|[kKMGT]i?B|%|per cent|times|pages/s)(?![\w])"
)
WHERE = re.compile(
    r"^`(?P<command>[^`]+)`, commit (?P<commit>[0-9a-f]{8}), \d{4}-\d\d-\d\d, \d+ processors \(.+\), "
    r"\d+ GiB, Python \S+, .+$",
    re.MULTILINE,
)


def figures(text):
    """The figures of a page that stand in no block of a command."""
    for pattern in (BLOCK, GENERATED, CODE):
        text = pattern.sub("", text)
    return FIGURE.findall(text)


LARGEST = f"{Settings.model_fields['largest_page'].default / 1e6:.0f} MB"
PAGES = 3 * sum(one.seen_number or 0 for one in legislatures().values())
"""What a backfill of every legislature asks for, as far as its numbers were seen."""
LIMITS = {
    "docs/assistants.md": {f"{guarded.SECONDS} seconds", f"{guarded.BYTES / 1e9} GB"},
    "docs/fetching.md": {
        f"{client.CONNECT_TIMEOUT:.0f} s",
        f"{client.READ_TIMEOUT:.0f} s",
        f"{client.WHOLE_TIMEOUT:.0f} s",
        f"{pace.FIRST_WAIT * 2 ** (pace.TRIES - 2):.0f} seconds",
        LARGEST,
    },
    "docs/operate.md": {
        f"{Settings.model_fields['stale_hours'].default:.0f} hours",
        f"{AGAIN.total_seconds() / 3600:.0f} hours",
        f"{PAGES / 3600:.1f} hours",
        f"{PAGES * 1.5 / 3600:.0f} hours",
        f"{3 * 5277 / 3600:.1f} hours",
    },
    "docs/publish.md": {"90 days", "60 days", "2 GiB", "1 GB", "900 MB"},  # limits of GitHub
    "docs/scale.md": {LARGEST, MEMORY.replace("MB", " MB")},
    "docs/source.md": {LARGEST},
}
"""What is no measurement: limits and defaults as the code has them, by page."""


def by_hand():
    """The pages that nothing generates, but for the changelog."""
    written = [page for page in pages() if page.name != "CHANGELOG.md"]
    return [page for page in written if not GENERATED_PAGE.search(page.read_text("utf-8"))]


MEASURED = [
    pytest.param(block, id=f"{page.stem}-{block[2]}")
    for page in pages()
    for block in BLOCK.finditer(page.read_text("utf-8"))
]


@each_case("block", MEASURED)
def test_what_was_measured_names_command_commit_and_machine(block):
    (where,) = WHERE.finditer(block[3])
    assert where["command"] == block[2]
    assert "```text\n" in block[3]
    asked = ["git", "rev-parse", "--is-shallow-repository"]
    is_shallow = subprocess.run(asked, cwd=PROJECT, capture_output=True, check=False).stdout
    if is_shallow.strip() == b"false":
        subprocess.run(["git", "cat-file", "-e", f"{where['commit']}^{{commit}}"], cwd=PROJECT, check=True)


@each_case("page", by_hand(), ids=lambda page: page.stem)
def test_every_other_figure_is_a_limit_of_the_code(page):
    name = str(page.relative_to(PROJECT))
    assert set(figures(page.read_text("utf-8"))) - LIMITS.get(name, set()) == set()


@pytest.mark.parametrize(
    "figure",
    ["5 s", "1.5 ms", "2 to 40 kB", "98 %", "12%", "3 times", "0.5 GiB", "16–20 minutes", "300 pages/s"],
)
def test_a_figure_without_a_command_is_seen(figure):
    assert figures(f"It takes {figure} on a machine.") == [figure]
    assert figures(f"<!-- measured: make bench -->\nIt takes {figure}.\n<!-- /measured -->") == []


def test_what_a_command_prints_is_in_its_own_blocks():
    other = "<!-- measured: make other -->\n<!-- /measured -->"
    page = f"<!-- measured: make bench -->\nold\n<!-- /measured -->\n{other}"
    made = written(page, "make bench", "new\\1\n", "commit 0a1b2c3d, there")
    assert "old" not in made
    assert "```text\nnew\\1\n```\n\n`make bench`, commit 0a1b2c3d, there\n" in made
    assert made.endswith(other)
    assert written(made, "make bench", "new\\1\n", "commit 0a1b2c3d, there") == made
