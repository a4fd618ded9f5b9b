"""Measure, and write what was printed into a page: `make measured BENCH="make bench-fetch"`.

    python -m benchmarks.measured "make bench-search" [DATA=FOLDER …]

A page of docs/ or benchmarks/ holds what a command printed, word for word, between
`<!-- measured: COMMAND -->` and `<!-- /measured -->`, with the commit, the machine and the day. What is given
after the command is passed to it too and not written: folders that others do not have.
"""

import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import described
from tests.support import PROJECT

BLOCK = re.compile(r"(<!-- measured: (.+?) -->\n)(.*?)(<!-- /measured -->)", re.DOTALL)


def pages() -> list[Path]:
    """The pages that may hold figures."""
    patterns = ("*.md", "docs/**/*.md", "benchmarks/**/*.md")
    return [page for pattern in patterns for page in sorted(PROJECT.glob(pattern))]


def commit() -> str:
    """The commit that is measured; ends the program when code differs from it."""
    changed = _git("status", "--porcelain", "--", ".", ":!*.md")
    if changed:
        sys.exit(f"What is measured must be committed first:\n{changed}")
    return _git("rev-parse", "--short=8", "HEAD")


def _git(*words: str) -> str:
    return subprocess.check_output(["git", *words], cwd=PROJECT, encoding="utf-8").strip()


def written(text: str, command: str, printed: str, where: str) -> str:
    """A page whose blocks of a command hold what it printed, and where."""
    content = f"\n```text\n{printed.rstrip()}\n```\n\n`{command}`, {where}\n\n"
    return BLOCK.sub(lambda block: block[1] + content + block[4] if block[2] == command else block[0], text)


def main(command: str, *more: str) -> None:
    """Run a command and write what it prints into the pages that have a block for it."""
    found = [page for page in pages() if f"<!-- measured: {command} -->" in page.read_text("utf-8")]
    if not found:
        sys.exit(f"No page has a block <!-- measured: {command} -->.")
    where = f"commit {commit()}, {datetime.now(UTC):%Y-%m-%d}, {described()}"
    words = [*shlex.split(command), *more]
    if words[0] == "make":
        words.insert(1, "--silent")
    not_ours = ("MAKE", "MFLAGS", "ARGS", "BENCH")  # of the make that runs this
    variables = {name: value for name, value in os.environ.items() if not name.startswith(not_ours)}
    printed = subprocess.check_output(words, cwd=PROJECT, env=variables, encoding="utf-8")
    printed = printed.removeprefix(f"{described()}\n")
    for page in found:
        page.write_text(written(page.read_text("utf-8"), command, printed, where), encoding="utf-8")
        print(f"{page.relative_to(PROJECT)} has what {command} printed.")


if __name__ == "__main__":
    main(*sys.argv[1:])
