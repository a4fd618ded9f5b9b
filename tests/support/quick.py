"""Lint and tests of what changed, and the tests of the contract: `make quick`.

    python -m tests.support.quick [BASE]

What changed is what differs from the commit BASE (HEAD unless named), untracked files included. A module is
tested by the test files that import it, or by the folder of tests that is named as its package, without those
marked `first`: they take too long for a minute. A data file is tested by the test files that name it, and by
the folders of tests of the packages that use what is read from it. Files of long tests alone are left out.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.support import PROJECT, SHORT, TESTS, all_long

CONTRACT = ("tests/flows/cli/test_exit_codes.py", "tests/schemas", "tests/golden")
PRODUCT = ("flows", "tasks", "schemas")
CODE = (*PRODUCT, "bi", "tests", "benchmarks", "docs")
TOOLS = Path(sys.executable).parent
MANY = 12
"""Test files; a module that more of them import is tested by its own folder, one of tests/ by as many."""


def changed(base: str) -> list[Path]:
    """The files of code and data that differ from a commit and still exist."""
    asked = (["git", "diff", "--name-only", base], ["git", "ls-files", "--others", "--exclude-standard"])
    told = "\n".join(subprocess.check_output(words, cwd=PROJECT, encoding="utf-8") for words in asked)
    paths = (Path(name) for name in sorted(set(told.split("\n"))) if name)
    return [path for path in paths if path.parts[0] in CODE and (PROJECT / path).exists()]


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tests_in(folder: Path) -> set[Path]:
    return {*folder.rglob("test_*.py")}


@cache
def modules() -> set[Path]:
    """The modules of the product."""
    return {path for folder in PRODUCT for path in (PROJECT / folder).rglob("*.py")}


@cache
def imports(path: Path) -> set[str]:
    """The modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def checks_of(path: Path) -> set[str]:
    """The test files, or the folder of tests, that tell whether a file is right."""
    if path.suffix != ".py":
        return checks_of_data(path)
    if path.name.startswith("test_"):
        return {str(path)}
    module = dotted(path)
    direct = importing(module)
    if path.parts[0] == "tests" and not direct:
        direct = importing(module.rpartition(".")[0])
    if 0 < len(direct) <= MANY:
        return named(direct)
    if path.parts[0] != "tests":
        return named(short(folder_of(path)))
    return named(
        sorted(direct & short(TESTS))[:MANY] or (short(PROJECT / path.parent) if len(path.parts) > 2 else ())
    )


def importing(module: str) -> set[Path]:
    """The test files that import a module."""
    return {test for test in tests_in(TESTS) if module in imports(test)}


def checks_of_data(path: Path) -> set[str]:
    """The test files that name a data file, and those of the packages that use what is read from it."""
    name = path.stem if path.suffix == ".sql" else path.name  # a view
    naming = {test for test in tests_in(TESTS) if name in text_of(test)}
    users = users_of(path)
    if not users and path.parts[0] in PRODUCT:
        users = {path}
    return named(naming.union(*(short(folder_of(user)) for user in users)))


def users_of(path: Path) -> set[Path]:
    """The modules that import one in which a data file is named."""
    naming = {dotted(module.relative_to(PROJECT)) for module in modules() if path.name in text_of(module)}
    return {module.relative_to(PROJECT) for module in modules() if naming & imports(module)}


def folder_of(path: Path) -> Path:
    """The folder of tests of a file's package; where that has none, of the package around it."""
    package = path.parts[1:-1] if path.parts[0] == "tasks" else path.parts[:-1]
    folders = (TESTS.joinpath(*package[:count]) for count in range(len(package), 0, -1))
    return next((folder for folder in folders if folder.is_dir()), TESTS / "golden")


@cache
def short(folder: Path) -> set[Path]:
    """The test files of a folder that do not take long."""
    return {test for test in tests_in(folder) if "mark.first" not in text_of(test)}


def named(tests: Iterable[Path]) -> set[str]:
    return {str(test.relative_to(PROJECT)) for test in tests}


def passes(*words: str) -> bool:
    return subprocess.run([str(TOOLS / words[0]), *words[1:]], cwd=PROJECT, check=False).returncode == 0


def main(base: str = "HEAD") -> int:
    """Check what changed; 1 when something is wrong."""
    files = changed(base)
    names = [str(path) for path in files if path.suffix == ".py"]
    found = {test for path in files for test in checks_of(path)} | set(CONTRACT)
    wanted = sorted(test for test in found if not all_long(PROJECT / test))
    sys.stdout.write(f"{len(files)} files changed since {base}; tests: {' '.join(wanted)}\n")
    sys.stdout.flush()
    good = not names or (
        passes("ruff", "check", *names) and passes("ruff", "format", "--check", *names) and passes("mypy")
    )
    words = ("-m", "pytest", "--dist", "loadfile", "--numprocesses", "3", "-m", SHORT, *wanted)
    return 0 if passes("python", *words) and good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
