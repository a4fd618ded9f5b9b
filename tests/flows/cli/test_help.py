"""Help and version: there for every command, at once, without what they do not need."""

import pytest

from tests.support.command import output_of, refusal_of, run

COMMANDS = "ingest nightly plan backfill rebuild repair sql search export mcp status serve".split()
WITH_JSON = {"ingest", "plan", "backfill", "rebuild", "sql", "search", "status"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_options_for_folder_and_json(name):
    shown = output_of(name, "--help")
    assert f"senate-questions {name}" in shown
    assert "--data" in shown
    assert "--json" in shown or name not in WITH_JSON


def test_help_names_each_command_and_every_exit_code():
    shown = output_of("--help")
    assert all(f"  {name} " in shown for name in COMMANDS)
    text = " ".join(run("--help").stdout.split())
    assert all(f"{code} {meaning}" in text for code, meaning in enumerate(("published", "failed", "wrong")))
    assert all(f"{code} " in text for code in (3, 4, 5))


@pytest.mark.parametrize("name", ["nightly", "serve"])
def test_a_night_without_a_contact_is_wrong_usage(name, tmp_path):
    assert "SENATE_CONTACT" in refusal_of(name, "--data", tmp_path, env={"SENATE_ENGINE": "prefect"})


def test_the_version_is_shown_and_without_a_command_the_help_as_wrong_usage():
    assert output_of("--version").strip()[0].isdigit()
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
    refusal_of(*arguments)
