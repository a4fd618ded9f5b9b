"""What decides each component of a release: every file belongs to one, and so does every library."""

import ast
import hashlib
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tasks.common.version import (
    COMPONENTS,
    LIBRARIES,
    PACKAGES,
    code_files,
    component_of,
    differences,
    fingerprints,
    fingerprints_of,
    places,
)
from tests.support import PROJECT
from tests.support.each_case import each_case
from tests.support.quick import imports
from tests.support.sources import lay_out

FILES = {
    "tasks/read/text/dates.py": {"tables"},
    "tasks/repair/statistics/model.py": {"tables"},
    "tasks/raw/captures.py": {"tables"},
    "tasks/tables/rows.py": {"tables"},
    "tasks/a_new_file.py": {"tables"},
    "schemas/columns.tsv": {"tables"},
    "schemas/vocabulary/parties.tsv": {"tables"},
    "schemas/vocabulary/a_new_list.tsv": {"tables"},
    "schemas/marts/v_activity.sql": {"database"},
    "tasks/release/warehouse.py": {"database"},
    "tasks/release/checks/checks.py": {"database"},
    "schemas/package/words.py": {"descriptions"},
    "schemas/history.tsv": {"descriptions"},
    "tasks/present/feeds.py": {"descriptions"},
    "schemas/search.py": {"search"},
    "tasks/present/search/build.py": {"search"},
    "tasks/present/explorer/assets/style.css": {"explorer"},
    "tasks/present/explorer/assets/charts.js": {"explorer"},
    "tasks/present/explorer/assets/page.html": {"explorer"},
    "tasks/present/explorer/assets/pages/index.html": {"explorer"},
    "tasks/present/explorer/sql/titles.sql": {"explorer"},
    "tasks/present/explorer/drawings.py": {"explorer"},
    "schemas/vocabulary/site_labels.tsv": {"explorer"},
    "schemas/vocabulary/party_colours.tsv": {"explorer"},
    "tasks/present/search/find.py": {"descriptions"},
    "tasks/fetch/site/client.py": set(),
    "tasks/fetch/site/signs.tsv": set(),
    "schemas/examples/04_topics.sql": set(),
}
"""A file of each kind, and the components that a change of it makes anew."""
KINDS = ("a.py", "b.tsv", "c.sql", "d.css", "README.md")
NO_CODE = ("tasks/__pycache__/a.pyc", "tasks/fetch/files/sample/README.md", "tests/test_a.py")
JOINTS = {"tasks/fetch/intake.py", "tasks/raw/log.py", "tasks/raw/store.py"}
"""Where reading meets fetching and storing, which it gives nothing but bytes and a log."""
NEVER_DECIDE = {"pydantic", "typing-extensions"}
"""Pydantic sees whether a manifest that is read has its shape."""
PARSERS = {"lxml"}
"""Distributions that are named to Beautiful Soup, and imported by nothing of ours."""


@pytest.fixture(scope="module")
def code():
    return code_files(PROJECT)


def made_of(code, version_of=lambda _: "1.0", unicode="15.0.0"):
    return fingerprints_of(code, version_of, unicode)


@pytest.fixture(scope="module")
def before(code):
    return made_of(code)


def differing(one, other):
    return {component for component in COMPONENTS if one[component] != other[component]}


@each_case("path", FILES)
def test_a_changed_file_changes_the_fingerprint_of_its_component_alone(code, before, path):
    assert (path in code) is (PROJECT / path).exists()
    assert differing(before, made_of(code | {path: "another content"})) == FILES[path]


def test_every_file_of_the_code_is_known_by_its_content(tmp_path):
    contents = {f"{package}/in/it/{name}": b"of " + name.encode() for package in PACKAGES for name in KINDS}
    lay_out(tmp_path, contents | dict.fromkeys(NO_CODE, b"no code"))
    assert code_files(tmp_path) == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents.items()
    }


def test_the_same_files_have_the_same_fingerprints_and_under_another_name_others(code, before):
    assert made_of(code) == before
    style = "tasks/present/explorer/assets/style.css"
    moved = {path.replace("style.css", "styles.css"): found for path, found in code.items()}
    assert moved.keys() ^ code.keys() == {style, style.replace("style.css", "styles.css")}
    assert differing(before, made_of(moved)) == {"explorer"}


@pytest.mark.parametrize(
    ("library", "expected"),
    [
        ("lxml", {"tables"}),
        ("beautifulsoup4", {"tables"}),
        ("webencodings", {"tables"}),
        ("pyarrow", {"tables"}),
        ("duckdb", {"database", "descriptions", "search", "explorer"}),
        ("rich", set()),
    ],
)
def test_another_version_of_a_library_changes_what_it_decides(code, before, library, expected):
    newer = made_of(code, lambda name: "2.0" if name == library else "1.0")
    assert differing(before, newer) == expected


def test_other_tables_of_unicode_change_the_tables(code, before):
    after = made_of(code, unicode="16.0.0")
    assert differing(before, after) == {"tables"}
    assert list(differences(before["tables"], after["tables"])) == ["unicode 15.0.0 → 16.0.0"]


def test_differences_are_reported_in_words_and_every_library_that_decides_is_installed():
    before = {"code": "a", "lxml": "6.1.3", "python": "3.11"}
    now = {"code": "b", "lxml": "6.1.4", "python": "3.11", "icu": "76"}
    assert list(differences(before, now)) == ["its code or data", "icu none → 76", "lxml 6.1.3 → 6.1.4"]
    assert list(differences(now, now)) == []
    known = {name: found for component in fingerprints().values() for name, found in component.items()}
    assert {name for name, found in known.items() if found in {"", "0"}} == set()
    assert known["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"


@cache
def modules():
    """The files of the code by their modules."""
    paths = [path.relative_to(PROJECT) for package in PACKAGES for path in (PROJECT / package).rglob("*.py")]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path.as_posix() for path in paths}


def test_every_place_names_a_file_that_exists():
    known = code_files(PROJECT)
    for place in places():
        assert any(path == place or path.startswith(place) for path in known), place


def test_what_decides_tables_imports_nothing_of_another_component():
    of_tables = {path for path in modules().values() if component_of(path) == "tables"} - JOINTS
    others = {
        (path, modules()[name])
        for path in of_tables
        for name in imports(PROJECT / path) & modules().keys()
        if component_of(modules()[name]) != "tables"
    }
    assert others == set()


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_libraries_of_a_component_are_those_that_its_files_import(component):
    found = libraries(component)
    assert found - NEVER_DECIDE <= {*LIBRARIES[component], *LIBRARIES["tables"]}
    assert set(LIBRARIES[component]) <= found | (PARSERS if component == "tables" else set())


def libraries(component):
    """The distributions that the files of a component import."""
    distributions = packages_distributions()
    names = {
        name.split(".")[0]
        for path in modules().values()
        if component_of(path) == component
        for name in imports(PROJECT / path)
    }
    outside = {name for name in names if name not in sys.stdlib_module_names and name not in PACKAGES}
    found = (one for name in outside for one in distributions.get(name, [name]))
    return {re.sub(r"[-_.]+", "-", one).lower() for one in found}


def test_the_parsers_are_those_that_are_named_to_beautiful_soup():
    tree = ast.parse((PROJECT / "tasks/decode/html.py").read_text("utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert texts & {"lxml", "html5lib", "html.parser"} == PARSERS


def test_a_list_belongs_to_the_component_of_the_module_that_reads_it():
    for path in sorted((PROJECT / "schemas/vocabulary").glob("*.tsv")):
        named = re.compile(rf'"{path.stem}(\.tsv)?"')
        readers = [
            component_of(module.relative_to(PROJECT).as_posix())
            for module in sorted(path.parent.glob("*.py"))
            if named.search(module.read_text("utf-8"))
        ]
        assert set(readers) == {component_of(path.relative_to(PROJECT).as_posix())}, path.name
