"""Running the tutorials and writing what their commands print into them: `make tutorials`.

Blocks marked `sh` run one after the other in one shell; a block marked `text` is what the `sh` block before
it prints. A block of another language is the file that the line before it names: 'Save this as `chart.py`:'.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.environment import environment
from tests.support.site import Site, World

TUTORIALS = sorted((Path(__file__).parents[1] / "tutorials").glob("*.md"))
_BLOCK = re.compile(
    r"(?:^Save this as `([\w./]+)`:\n\n)?^```(sh|text|python|r)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_TO_FILL_IN, _CONTACT = "your e-mail address", "tutorials@tests.internal"
"""What a reader fills in, and what a run does, for the site that stands in."""
_WIDTH = "130"
_PATIENCE = 600
_EXPLORES = """#!/bin/sh
case "$1" in
  explore) timeout --signal INT 5 {command} explore --no-browser --port 0 || test $? = 124 ;;
  *) exec {command} "$@" ;;
esac
"""
"""The command, except that the explorer opens no browser and ends by itself."""


class TutorialError(Exception):
    """A command of a tutorial fails."""


def run_tutorial(page: str, folder: Path, variables: Mapping[str, str]) -> str:
    """A page with the output of its commands, which run in the folder `work` of a folder.

    Raises TutorialError when a command fails.
    """
    outputs = Path(tempfile.mkdtemp(prefix="outputs-", dir=folder))
    work = folder / "work"
    work.mkdir(exist_ok=True)
    script = ["set -e"]
    for number, block in enumerate(_BLOCK.finditer(page)):
        file, language, code = block.groups()
        if file:
            (work / file).parent.mkdir(exist_ok=True)
            (work / file).write_text(code, encoding="utf-8")
        elif language == "sh":
            filled_in = code.replace(_TO_FILL_IN, _CONTACT)
            script += [f"exec > {shlex.quote(str(outputs / str(number)))} 2>&1", filled_in]
    words = ["bash", "-c", "\n".join(script)]
    done = subprocess.run(words, cwd=work, env=variables, check=False, timeout=_PATIENCE)  # noqa: S603 - ours
    if done.returncode:
        last = max(outputs.iterdir(), key=lambda path: int(path.name))
        raise TutorialError(f"Block {last.name} ends with {done.returncode}: {last.read_text('utf-8')}")
    return _filled(page, outputs)


def _filled(page: str, outputs: Path) -> str:
    """The page with each `text` block replaced by the output of the `sh` block before it."""
    number, printed = -1, ""

    def replaced(block: re.Match[str]) -> str:
        nonlocal number, printed
        number += 1
        if block[2] == "sh":
            lines = (outputs / str(number)).read_text("utf-8").splitlines()
            printed = "\n".join(line.rstrip() for line in lines).strip("\n")
        return f"```text\n{printed}\n```" if block[2] == "text" else block[0]

    return _BLOCK.sub(replaced, page)


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """The variables with which a tutorial runs: our command first, a site in place of the Senate's.

    `make run` only ingests the sample, since the environment is that of the tests.
    """
    binaries, home = folder / "bin", folder / "home"
    for path in (binaries, home, folder / "work/.venv/bin"):
        path.mkdir(parents=True)
    installed = Path(sys.executable).parent
    command = binaries / "senate-questions"
    command.write_text(_EXPLORES.format(command=shlex.quote(str(installed / command.name))), encoding="utf-8")
    command.chmod(0o755)
    (folder / "work/Makefile").write_text("run:\n\tsenate-questions ingest --from sample\n", encoding="utf-8")
    (folder / "work/.venv/bin/activate").touch()
    with Site(World(seed=3, already=4, numbers_a_week=5)) as site:
        yield environment(
            PATH=os.pathsep.join([str(binaries), str(installed), os.environ["PATH"]]),
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / ".config"),
            PREFECT_HOME=str(home / "engine"),
            COLUMNS=_WIDTH,
            SENATE_SITE=site.url,
            SENATE_REQUESTS_PER_SECOND="50",
        )


def played(folder: Path, pages: Iterable[Path] = TUTORIALS) -> dict[Path, str]:
    """The tutorials with the output of their commands, run one after the other in one folder, `work`."""
    with surroundings(folder) as variables:
        return {page: run_tutorial(page.read_text("utf-8"), folder, variables) for page in pages}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for tutorial, text in played(Path(name)).items():
            tutorial.write_text(text, encoding="utf-8")
