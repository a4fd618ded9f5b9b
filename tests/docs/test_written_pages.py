"""What README and docs/ tell people to type works on the sample's release."""

import ast
import re
import shlex
import sqlite3
import tomllib
from contextlib import closing

import duckdb
import pytest
import yaml

from schemas.tables import TABLES
from tasks.common.errors import UsageError
from tasks.fetch.site.agent import user_agent
from tests.support import PROJECT
from tests.support.command import output_of
from tests.support.each_case import each_case

DOCUMENTS = [*sorted(PROJECT.glob("*.md")), *sorted((PROJECT / "docs").glob("*.md"))]
PAGES = [*DOCUMENTS, *sorted((PROJECT / "docs/tutorials").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"""senate-questions sql\s+((?:--\S+\s+\S+\s+)*(?:"(?:[^"\\]|\\.)*"|'[^']*')[^\n]*)""")
SEARCH = re.compile(r"^(?:\S*/)?senate-questions search (.+)$", re.MULTILINE)
EXPORT = re.compile(r"^(?:\S*/)?senate-questions export (.+)$", re.MULTILINE)
SHELL_SQLITE = re.compile(r"^sqlite3 (.+)$", re.MULTILINE)
CODE_PATH = re.compile(r"`((?:flows|tasks|schemas|tests|bi|benchmarks)/[\w./-]*\w)/?`")
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)")


TEXTS = [path.read_text("utf-8") for path in DOCUMENTS]


def blocks(language):
    """The code blocks of one language."""
    return [block[2] for text in TEXTS for block in BLOCK.finditer(text) if block[1] == language]


def lines(pattern):
    """What a pattern finds in the documents, which must be something."""
    found = [line for text in TEXTS for line in pattern.findall(text)]
    assert found, pattern
    return found


@each_case(
    "name", ["README.md", "compose.yaml", "docs/fetching.md", "docs/operate.md", "docs/tutorials/nights.md"]
)
def test_a_contact_that_is_shown_is_to_be_filled_in_and_is_refused_as_it_is(name):
    text = (PROJECT / name).read_text("utf-8")
    shown = re.findall(r"SENATE_CONTACT=(?:\"([^\"]*)\"|([^\s\"]+ ?[^\n\"]*))", text)
    assert {quoted or bare for quoted, bare in shown} == {"your e-mail address"}
    with pytest.raises(UsageError, match="give an e-mail address"):
        user_agent("your e-mail address")


@each_case("path", [*PAGES, PROJECT / "compose.yaml"], ids=lambda path: path.name)
def test_no_page_shows_an_address_that_looks_like_one_to_be_copied(path):
    assert "you@example" not in path.read_text("utf-8")


def test_the_readme_names_the_two_commands_and_is_one_that_a_person_finishes():
    text = (PROJECT / "README.md").read_text("utf-8")
    assert "make run" in text
    assert "make test" in text
    assert len(text.splitlines()) <= 150


def test_the_readme_shows_the_real_output_of_make_run(sample_run):
    """Figures and queries; the release's folder, its time and the path of the command differ by run."""
    text = (PROJECT / "README.md").read_text("utf-8")
    shown = sample_run.done.stdout.split("\nIn ")[0].strip().splitlines()
    assert [line.rstrip() for line in shown if line.strip() and line.rstrip() not in text] == []
    queries = [line[line.index('"') :] for line in sample_run.done.stdout.splitlines() if '"SELECT' in line]
    assert [query for query in queries if query not in text] == []


def test_the_three_queries_that_a_run_ends_with_can_be_run_as_they_are_printed(sample_run):
    shown = [line.strip() for line in sample_run.done.stdout.splitlines() if '"SELECT' in line]
    assert len(shown) == 3
    for line in shown:
        words = shlex.split(line)
        assert words[0].endswith("senate-questions")
        assert output_of(*words[1:]).count("\n") > 4


def test_the_picture_of_the_dictionary_shows_every_table():
    _, _, picture = (PROJECT / "docs/dictionary.md").read_text("utf-8").partition("```mermaid")
    assert [table.name for table in TABLES if f"  {table.name} {{" not in picture] == []


def test_the_licence_is_the_same_wherever_it_is_reported():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    assert project["license"] == citation["license"] == "MIT"
    assert (PROJECT / "LICENSE").read_text("utf-8").startswith("MIT License\n")
    assert [name for name in project["license-files"] if not (PROJECT / name).is_file()] == []


def test_the_files_with_terms_of_their_own_are_there():
    named = CODE_PATH.findall((PROJECT / "LICENSES.md").read_text("utf-8"))
    assert len(named) > 4
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_site_of_the_documentation_leads_to_every_page():
    project = tomllib.loads((PROJECT / "zensical.toml").read_text("utf-8"))["project"]
    led_to = [pages for part in project["nav"] for pages in part.values()]
    listed = [page for pages in led_to for page in ([pages] if isinstance(pages, str) else pages)]
    folder = PROJECT / "docs"
    assert sorted(listed) == sorted(str(path.relative_to(folder)) for path in folder.rglob("*.md"))


@each_case("form", sorted((PROJECT / ".github").rglob("*.yaml")), ids=lambda path: path.name)
def test_forms_and_workflows_are_yaml(form):
    assert yaml.safe_load(form.read_text("utf-8"))["name"]


@each_case("query", blocks("sql"))
def test_a_query_of_the_documents_gives_rows(sample_data, query):
    with duckdb.connect(str(sample_data / "current/senate.duckdb"), read_only=True) as connection:
        statements = duckdb.extract_statements(query)
        assert statements
        for statement in statements:
            assert connection.execute(statement).fetchall()


@each_case("words", lines(COMMAND))
def test_a_sql_command_of_the_documents_gives_rows(sample_data, words):
    assert output_of("sql", *shlex.split(words), "--data", sample_data).strip().count("\n") >= 1


@each_case("words", lines(SEARCH))
def test_a_search_of_the_documents_finds_something(sample_data, words):
    shown = output_of("search", *shlex.split(words), "--data", sample_data)
    assert "5-" in shown or "7-" in shown


def test_an_export_of_the_documents_writes_what_it_says(sample_data, tmp_path):
    for number, line in enumerate(lines(EXPORT)):
        folder, *options = shlex.split(line)
        output_of("export", tmp_path / str(number) / folder, *options, "--data", sample_data)
        assert (tmp_path / str(number) / folder / "datapackage.json").is_file()


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (citation["title"], citation["version"]) == (project["name"], project["version"])
    assert {"cff-version", "message", "authors", "type"} <= set(citation)


def test_the_page_on_the_package_names_every_file_that_describes_a_release(sample_data):
    text = (PROJECT / "docs/data-package.md").read_text("utf-8")
    data = {".parquet", ".duckdb", ".sqlite"}
    described = {path.name for path in (sample_data / "current").iterdir() if path.suffix not in data}
    others = {"site", "feed.xml", "feeds"}
    assert [name for name in described - others if f"`{name}`" not in text] == []


def test_sqlite_statements_of_the_documents_give_rows(sample_data):
    for line in lines(SHELL_SQLITE):
        address, query = shlex.split(line)
        address = address.replace("data/current", str(sample_data / "current"))
        with closing(sqlite3.connect(address, uri=True)) as connection:
            assert connection.execute(query).fetchall()


@each_case("code", blocks("python"))
def test_python_of_the_documents_is_python_and_names_files_that_exist(sample_data, code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and str(node.value).startswith("data/"):
            assert (sample_data / node.value.removeprefix("data/")).exists(), node.value


def anchors(path):
    """The names that a link may lead to on a page, as GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_case("path", PAGES, ids=lambda path: path.name)
def test_a_link_of_the_documents_leads_somewhere(path):
    broken = []
    for file, anchor in LINK.findall(path.read_text("utf-8")):
        target = path.parent / file if file else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(f"{file}#{anchor}")
    assert broken == []


@each_case("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_of_the_code_that_the_documents_name_exists(path):
    named = CODE_PATH.findall(path.read_text("utf-8"))
    assert [name for name in named if not (PROJECT / name).exists()] == []


@each_case("file", ["organisations.tsv", "parties.tsv"])
def test_the_cells_of_a_line_to_add_are_those_of_the_file(file):
    header = (PROJECT / "schemas/vocabulary" / file).read_text("utf-8").split("\n", 1)[0]
    cells = header.replace("\t", ", ")
    assert f"| `{file}` | {cells} |" in (PROJECT / "docs/entities.md").read_text("utf-8")
