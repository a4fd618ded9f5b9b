"""What alarms call may hold passwords and tokens: no output, no ledger and no log shows them."""

import json
import logging
from datetime import UTC, datetime

import pytest

from flows.console.logs import log
from flows.settings import FILE, load_settings
from tasks.common.errors import UsageError
from tasks.operate.alarms import Alarm, send
from tasks.operate.listeners import Listeners, masked_address, masked_command
from tests.fetch.site.support import wire
from tests.support.command import run
from tests.support.each_case import each_case
from tests.support.engine import free_port
from tests.support.listener import listening

SECRET = "s3cr3t-marker"
ALARM = Alarm("stale", datetime(2026, 5, 4, tzinfo=UTC), "data", "It is old.", None, None)
NO_MAIL = f"/no/such/program --token {SECRET}"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://hooks.example/services/T0/B0/xyz", "https://hooks.example/…"),
        ("https://user:pass@hooks.example:8443/?key=1#f", "https://hooks.example:8443/…"),
        ("http://127.0.0.1:9/hook", "http://127.0.0.1:9/…"),
        ("https://token@hooks.example", "https://hooks.example/…"),
        ("https://user:pa/ss@hooks.example/", "https://…"),
        ("https://[hooks.example/secret", "https://…"),
        ("https://hooks.example\\secret/", "https://…"),
    ],
)
def test_of_an_address_the_host_alone_is_shown(address, shown):
    assert masked_address(address) == shown


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/usr/bin/notify", "/usr/bin/notify"),
        ("notify --token abc", "notify …"),
        ("TOKEN=abc notify", "…"),
        ("https://hooks.example/abc", "…"),
        ("'notify --token abc'", "…"),
        ("'no end of abc", "…"),
    ],
)
def test_of_a_command_the_first_word_alone_is_shown(command, shown):
    assert masked_command(command) == shown


def everything(done, data):
    """All that a command said, and all that it left in the ledger."""
    kept = [path.read_text("utf-8") for path in (data / "ledger").glob("*")]
    return "\n".join((done.stdout, done.stderr, *kept))


@pytest.mark.parametrize(
    "command",
    [
        NO_MAIL,
        f"false {SECRET}",
        f"'no end of {SECRET}",
        f"TOKEN={SECRET} true",
        f"https://example.org/{SECRET}",
    ],
)
def test_a_command_that_fails_is_not_shown(command):
    (problem,) = send(ALARM, Listeners(command, None))
    assert "alarm_command" in problem
    assert SECRET not in problem


@each_case(
    "address",
    [
        *(f"http://127.0.0.1:{{port}}/{SECRET}", f"http://user:{SECRET}@127.0.0.1:{{port}}/"),
        *(f"http://127.0.0.1:{{port}}/?key={SECRET}", f"http://{SECRET}.invalid@127.0.0.1:{{port}}/"),
        *(f"http://[/{SECRET}", f"http://a..b/{SECRET}", f"http://127.0.0.1:{SECRET}/"),
        f"https://127.0.0.1:{{port}}/{SECRET}",
    ],
)
@each_case("code", [500, None], ids=["refuses", "gone"])
def test_an_address_that_fails_is_not_shown(address, code):
    with listening() as heard:
        heard.code = code or 500
        port = heard.address.split(":")[2].split("/")[0] if code else free_port()
        (problem,) = send(ALARM, Listeners(None, address.format(port=port)))
    assert "alarm_url" in problem
    assert ("HTTP 500" in problem) == (code is not None and "{port}" in address and "https" not in address)
    assert SECRET not in problem


@pytest.mark.parametrize(
    "content",
    [
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        b"HTTP/1.1 204 No\r\n: x\r\n x\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"",
        [60.0],
    ],
)
def test_no_library_logs_the_address(content, caplog, capfd, monkeypatch):
    monkeypatch.setattr("tasks.operate.alarms.PATIENCE", 0.5)
    caplog.set_level(logging.DEBUG)
    with wire(content) as server:
        problems = send(ALARM, Listeners(None, f"http://user:{SECRET}@{server.netloc}/{SECRET}"))
    assert SECRET not in caplog.text + "".join(problems) + "".join(capfd.readouterr())


WRONG = [
    ("alarm_url", f"hooks.example/{SECRET}"),
    ("alarm_url", f"https://hooks.example/ {SECRET}"),
    ("alarm_url", [SECRET]),
    ("alarm_command", [SECRET]),
    ("alarm_command", {"word": SECRET}),
    ("alarm_comand", SECRET),
    ("raw_store", f"s3://user:{SECRET}@bucket/"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
@pytest.mark.parametrize("words", [("status",), ("status", "--check"), ("nightly",)], ids=" ".join)
def test_a_wrong_value_is_not_quoted(tmp_path, monkeypatch, words, name, value):
    config = tmp_path / "config/senate-questions"
    config.mkdir(parents=True)
    text = json.dumps(value) if not isinstance(value, dict) else f'{{word = "{SECRET}"}}'
    (config / FILE).write_text(f"{name} = {text}\n", encoding="utf-8")
    done = run(*words, "--data", tmp_path / "data", env={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert done.returncode == 2
    assert name in done.stderr
    assert SECRET not in everything(done, tmp_path / "data")


def test_an_error_of_the_settings_holds_no_value_in_what_caused_it(tmp_path, monkeypatch):
    """The engine logs errors with all that led to them."""
    monkeypatch.setenv("SENATE_ALARM_URL", SECRET)
    with pytest.raises(UsageError) as raised:
        load_settings(tmp_path)
    error = raised.value
    assert (error.__cause__, SECRET in repr(error)) == (None, False)
    assert SECRET not in repr(error.__context__) or error.__suppress_context__


def test_settings_show_no_secret_however_they_are_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("SENATE_ALARM_URL", f"https://hooks.example/{SECRET}")
    monkeypatch.setenv("SENATE_ALARM_COMMAND", f"notify {SECRET}")
    loaded = load_settings(tmp_path)
    assert SECRET not in f"{loaded!r} {loaded.values} {loaded.values.model_dump()}"
    assert SECRET not in loaded.values.model_dump_json()


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "--json"),
        ("status", "--check"),
        ("status", "--check", "--json"),
        ("plan",),
        ("serve",),
    ],
    ids=" ".join,
)
def test_no_command_prints_what_the_alarms_call(tmp_path, words):
    env = {
        "SENATE_ALARM_COMMAND": NO_MAIL,
        "SENATE_ALARM_URL": f"http://user:{SECRET}@127.0.0.1:{free_port()}/{SECRET}?key={SECRET}",
    }
    done = run(*words, "--data", tmp_path, env=env)
    assert SECRET not in everything(done, tmp_path)
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_a_night_that_fails_and_cannot_tell_shows_no_secret(tmp_path):
    """Ledger, both streams, the lines of the log."""
    assert log
    env = {
        "SENATE_CONTACT": "nights@tests.internal",
        "SENATE_SITE": f"http://127.0.0.1:{free_port()}/",
        "SENATE_REQUESTS_PER_SECOND": "1000",
        "SENATE_LOG_FORMAT": "json",
        "SENATE_ALARM_COMMAND": NO_MAIL,
        "SENATE_ALARM_URL": f"http://user:{SECRET}@127.0.0.1:{free_port()}/{SECRET}",
    }
    done = run("nightly", "--data", tmp_path, env=env)
    assert done.returncode == 4
    assert done.stderr.count("The alarm could not be") == 2
    assert SECRET not in everything(done, tmp_path)
