"""Help and version: there for every command, at once, without what they do not need."""

import subprocess
import sys

import pytest

from tests.support.command import imported, is_clear, run

COMMANDS = "ingest nightly plan backfill rebuild repair sql search export status serve".split()
ENGINES = {"prefect", "duckdb", "pyarrow", "rich", "bs4"}


@pytest.fixture(scope="module")
def imported_by_help():
    """What each command has imported, and those before it, once it has shown its help."""
    code = (
        "import sys; from flows.cli.app import run\n"
        f"for name in {COMMANDS}:\n"
        f"    run([name, '--help']); print(*{ENGINES} & sys.modules.keys(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return dict(zip(COMMANDS, done.stderr.split("\n")[:-1], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_needs_no_engine(name, imported_by_help):
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"senate-questions {name}" in done.stdout
    assert imported_by_help[name] == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_data_folder(name):
    assert "--data" in run(name, "--help").stdout


@pytest.mark.parametrize("name", ["ingest", "plan", "backfill", "rebuild", "sql", "search", "status"])
def test_every_command_with_something_to_read_has_json(name):
    assert "--json" in run(name, "--help").stdout


def test_the_list_of_commands_needs_no_engine():
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert imported("--help") & ENGINES == set()


def test_help_names_every_exit_code():
    text = " ".join(run("--help").stdout.split())
    assert all(f"{code} {meaning}" in text for code, meaning in enumerate(("published", "failed", "wrong")))
    assert all(f"{code} " in text for code in (3, 4, 5))


@pytest.mark.parametrize("name", ["nightly", "serve"])
def test_a_night_without_a_contact_is_wrong_usage(name, tmp_path):
    done = run(name, "--data", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "SENATE_CONTACT" in done.stderr


def test_the_version_is_shown():
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.strip()[0].isdigit()


def test_no_command_at_all_shows_the_help_as_wrong_usage():
    done = run()
    assert done.returncode == 2
    assert "Commands:" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("unknown",),
        ("ingest", "--unknown"),
        ("sql", "--format", "xml", "SELECT 1"),
        ("repair", "--language", "de"),
        ("status", "too", "many"),
        ("ingest", "--from"),
        ("backfill",),
        ("backfill", "--legislature", "zeven"),
        ("backfill", "--legislature", "7", "--first", "0"),
        ("raw", "export"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_with_a_sentence_and_nothing_on_standard_output(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_clear(done)
