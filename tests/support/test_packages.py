"""Every package that the code imports is declared: what another one brings along may be gone tomorrow."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.support import PROJECT
from tests.support.quick import CODE, text_of


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared():
    """The packages that pyproject.toml declares for any purpose."""
    said = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    groups = (*said["project"]["optional-dependencies"].values(), *said["dependency-groups"].values())
    return {plain(re.match(r"[\w.-]+", one)[0]) for one in sum(groups, said["project"]["dependencies"])}


def imported(path):
    """The names of the packages that a file imports, but for those that Python has."""
    nodes = [*ast.walk(ast.parse(text_of(path)))]
    names = [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names} - {*CODE, *sys.stdlib_module_names}


def test_every_package_that_is_imported_is_declared():
    files = {path for folder in CODE for path in (PROJECT / folder).rglob("*.py")}
    found = {name: path.relative_to(PROJECT).as_posix() for path in sorted(files) for name in imported(path)}
    brought = packages_distributions() | {"vl_convert": ["vl-convert-python"]}  # of long tests alone
    known = declared()
    assert {"duckdb", "pytest"} <= found.keys()
    assert {n: path for n, path in found.items() if not {*map(plain, brought.get(n, [n]))} & known} == {}
