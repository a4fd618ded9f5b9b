"""A data folder of somebody else: what its settings file may not decide, and that everybody is told so."""

import json
import shlex
import sys

import pytest

from flows.settings import FILE, load_settings
from tests.support.command import refusal_of, run, succeed
from tests.support.each_case import each_case
from tests.support.listener import listening

SECRET = "s3cr3t-marker"
COMMAND = f"/opt/notify --token {SECRET}"
ADDRESS = f"https://user:{SECRET}@hooks.example/{SECRET}?key={SECRET}"
OUTSIDE = {"alarm_command": COMMAND, "alarm_url": ADDRESS, "runner": "dask:tcp://203.0.113.1:8786"}


def names_in_folder(folder, **settings):
    """The settings file of a data folder that says so."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in settings.items()]
    (folder / FILE).write_text("".join(lines), "utf-8")
    return folder


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_data_folder_names_nobody_who_is_called(tmp_path, name):
    loaded = load_settings(names_in_folder(tmp_path, **{name: OUTSIDE[name]}))
    assert getattr(loaded.values, name) == ("pool" if name == "runner" else None)
    assert loaded.origins[name] == "default"
    assert dict(loaded.ignored) == {name: str(tmp_path / FILE)}


def test_the_command_and_the_address_of_a_data_folder_are_not_called_by_a_check(tmp_path):
    called = tmp_path / "called"
    code = f"open({str(called)!r}, 'w')"
    with listening() as heard:
        command = shlex.join([sys.executable, "-c", code])
        data = names_in_folder(tmp_path / "data", alarm_command=command, alarm_url=heard.address)
        done = run("status", "--check", "--data", data)
    assert done.returncode == 1
    assert heard.messages == []
    assert not called.exists()


@pytest.mark.parametrize("name", ["ALARM_COMMAND", "Alarm_Command", "SENATE_ALARM_COMMAND", "RUNNER"])
def test_other_spellings_are_no_way_round(tmp_path, name):
    called = tmp_path / "called"
    command = shlex.join([sys.executable, "-c", f"open({str(called)!r}, 'w')"])
    said = refusal_of("status", "--check", "--data", names_in_folder(tmp_path, **{name: command}))
    assert "Did you mean" in said
    assert not called.exists()


@pytest.fixture
def data(small_copy):
    return small_copy


@each_case("name", OUTSIDE)
def test_every_command_warns_and_says_what_to_do(data, name):
    names_in_folder(data, **{name: OUTSIDE[name]})
    for words in (("status",), ("sql", "SELECT 1"), ("plan",), ("raw", "verify")):
        done = run(*words, "--data", data)
        assert done.returncode == 0, words
        (warning,) = done.stderr.splitlines()
        wanted = (f"The setting {name}", str(data / FILE), "ignored", f"SENATE_{name.upper()}", "Move it to")
        assert all(piece in warning for piece in wanted), warning
        assert SECRET not in done.stdout + done.stderr


def test_a_check_ends_with_1_and_a_line_that_mends_it(data):
    names_in_folder(data, alarm_url=ADDRESS)
    done = run("status", "--check", "--json", "--data", data)
    assert done.returncode == 1
    (concern,) = json.loads(done.stdout)["concerns"]
    assert concern["kind"] == "ignored_setting"
    assert "alarm_url" in concern["sentence"]
    assert "Move it to" in concern["sentence"]
    (data / FILE).unlink()
    succeed("status", "--check", "--data", data)


def test_status_shows_what_is_ignored_without_its_value(data):
    names_in_folder(data, alarm_command=COMMAND, alarm_url=ADDRESS)
    found = json.loads(run("status", "--json", "--data", data).stdout)["settings"]
    for name in ("alarm_command", "alarm_url"):
        assert found[name] == {"value": None, "from": "default", "ignored_in": str(data / FILE)}
    assert "ignored_in" not in found["workers"]
    text = run("status", "--data", data).stdout
    assert f"alarm_url = None  (default; ignored in {data / FILE})" in text


def test_the_users_own_folder_and_the_environment_are_heard_beside_a_data_folder(tmp_path, user_file):
    user_file.write_text('alarm_command = "/bin/own"\n', encoding="utf-8")
    data = names_in_folder(tmp_path, alarm_command=COMMAND, workers=3)
    env = {"SENATE_ALARM_URL": "https://hooks.example/own"}
    found = json.loads(run("status", "--json", "--data", data, env=env).stdout)["settings"]
    assert found["alarm_command"] == {
        "value": "/bin/own",
        "from": str(user_file),
        "ignored_in": str(tmp_path / FILE),
    }
    assert found["alarm_url"] == {"value": "https://hooks.example/…", "from": "environment"}
    assert found["workers"]["value"] == 3


def test_the_users_configuration_folder_may_be_the_data_folder(user_file, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(user_file.parent.parent))
    user_file.write_text('alarm_command = "/bin/own"\n', encoding="utf-8")
    loaded = load_settings(user_file.parent)
    assert (dict(loaded.ignored), loaded.origins["alarm_command"]) == ({}, str(user_file))


def test_a_data_folder_may_name_the_runners_of_this_machine(tmp_path):
    assert load_settings(names_in_folder(tmp_path, runner="dask")).values.runner == "dask"
