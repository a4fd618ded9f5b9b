"""Which data folder and which settings are in force, and that `status` says so."""

import json
from pathlib import Path

import pytest

from flows.settings import Settings, data_folder, load_settings
from tasks.common.errors import UsageError
from tests.support.command import output_of, refusal_of, run

FILE = "senate-questions.toml"


def shown(*arguments, env=None, cwd=None):
    """What `status --json` shows."""
    return json.loads(output_of("status", "--json", *arguments, env=env, cwd=cwd))


@pytest.mark.parametrize(
    ("flag", "variables", "folder"),
    [
        pytest.param([], {}, "data", id="nothing is said"),
        pytest.param([], {"SENATE_DATA": "there"}, "there", id="variable"),
        pytest.param(["--data", "flag"], {"SENATE_DATA": "variable"}, "flag", id="flag before variable"),
    ],
)
def test_the_data_folder_is_that_of_the_flag_or_the_variable_or_data(tmp_path, flag, variables, folder):
    assert shown(*flag, env=variables, cwd=tmp_path)["data"] == folder


def test_the_variable_is_the_folder_that_every_command_reads(sample_data):
    env = {"SENATE_DATA": str(sample_data)}
    assert "Sources: sample" in run("status", env=env).stdout
    done = run("sql", "SELECT count(*) AS n FROM questions", "--format", "json", env=env)
    assert json.loads(done.stdout) == [{"n": 28}]


def test_defaults_are_shown_as_defaults(tmp_path):
    settings = shown("--data", tmp_path)["settings"]
    assert set(settings) == set(Settings.model_fields)
    assert {name for name, setting in settings.items() if setting["from"] != "default"} == {"engine"}
    assert Settings().engine == "prefect"
    assert settings["batch_size"]["value"] == 500


def test_each_setting_is_taken_from_the_strongest_source_that_has_it(tmp_path, user_file):
    user_file.write_text("workers = 11\nbatch_size = 12\nlargest_page = 13\n", encoding="utf-8")
    (tmp_path / FILE).write_text("workers = 21\nbatch_size = 22\n", encoding="utf-8")
    settings = shown("--data", tmp_path, env={"SENATE_WORKERS": "31"})["settings"]
    strong = {name: settings[name] for name in ("workers", "batch_size", "largest_page")}
    assert strong == {
        "workers": {"value": 31, "from": "environment"},
        "batch_size": {"value": 22, "from": str(tmp_path / FILE)},
        "largest_page": {"value": 13, "from": str(user_file)},
    }


def test_a_flag_goes_before_everything(tmp_path, monkeypatch):
    monkeypatch.setenv("SENATE_WORKERS", "31")
    (tmp_path / FILE).write_text("workers = 21\n", encoding="utf-8")
    loaded = load_settings(tmp_path, workers=41, batch_size=None)
    assert (loaded.values.workers, loaded.origins["workers"]) == (41, "flag")
    assert loaded.origins["batch_size"] == "default"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("workers = 0\n", "workers"),
        ('workers = "many"\n', "workers"),
        ("worker = 2\n", "worker"),
        ("workers = \n", FILE),
        ("\ud800", FILE),
    ],
    ids=["too-small", "no-number", "unknown", "no-toml", "no-utf-8"],
)
@pytest.mark.parametrize("command", ["status", "ingest"])
def test_a_wrong_settings_file_is_2_and_says_what_is_wrong(tmp_path, command, content, named):
    (tmp_path / FILE).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert named in refusal_of(command, "--data", tmp_path)
    assert not (tmp_path / "raw").exists()


def test_a_setting_of_an_earlier_version_does_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SENATE_EUROVOC", "terms.csv")
    (tmp_path / FILE).write_text('eurovoc = "terms.csv"\nworkers = 21\n', encoding="utf-8")
    assert load_settings(tmp_path).values.workers == 21


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("batch_size", "-1"),
        # hosts that libraries would read otherwise
        *(("site", f"https://{host}/") for host in ("www.s%65nate.be", "www.\uff53enate.be", "a b")),
        ("site", "https://www.senate.be\\@example.org/"),
        *(("public_url", text) for text in ("ftp://questions.example/", "questions.example", "https://[/")),
        *(("public_url", text) for text in ("https://a:b@c.example/", "https://c.example/?d")),
    ],
)
def test_a_wrong_variable_is_2_and_is_named(tmp_path, name, value):
    said = refusal_of("ingest", "--data", tmp_path / "data", env={f"SENATE_{name.upper()}": value})
    assert f"The setting {name} (environment) is wrong" in said


WITH_NUL = {
    "public_url": "http://a\0b/",
    "alarm_command": "notify a\0b",
    "alarm_url": "http://127.0.0.1/a\0b",
    "raw_store": "raw\0",
    "releases": "a\0b",
    "contact": "me@tests.inter\0nal",
    "site": "https://www.senate.be/\0",
    "runner": "dask:tcp://a\0b",
    "log_format": "text\0",
}


@pytest.mark.parametrize("name", WITH_NUL)
@pytest.mark.parametrize("words", [("status", "--check"), ("nightly",)], ids=" ".join)
def test_a_nul_in_a_setting_is_2_and_says_so(tmp_path, user_file, words, name):
    user_file.write_text(f"{name} = {json.dumps(WITH_NUL[name])}\n", encoding="utf-8")
    said = refusal_of(*words, "--data", tmp_path / "data")
    assert said == f"The setting {name} ({user_file}) is wrong: it contains a NUL character; remove it.\n"
    assert not (tmp_path / "data").exists()


def test_a_nul_in_the_name_of_the_data_folder_is_wrong_usage():
    with pytest.raises(UsageError, match="has a NUL character in its name"):
        data_folder(Path("a\0b"))
    assert run("status", "--data", "a\0b").returncode == 2


@pytest.mark.parametrize(
    ("written", "meant"), [("worker", "workers"), ("alarm_comand", "alarm_command"), ("WORKERS", "workers")]
)
def test_a_misspelt_key_is_reported_with_the_nearest_name(tmp_path, written, meant):
    (tmp_path / FILE).write_text(f"{written} = 2\n", encoding="utf-8")
    said = refusal_of("status", "--data", tmp_path)
    assert f"There is no setting {written}" in said
    assert str(tmp_path / FILE) in said
    assert f"Did you mean {meant}?" in said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SENATE_ALARM_COMAND", "SENATE_ALARM_COMMAND"),
        ("SENATE_WORKER", "SENATE_WORKERS"),
        ("SENATE_DATE", "SENATE_DATA"),
        ("senate_largest_pages", "SENATE_LARGEST_PAGE"),
    ],
)
@pytest.mark.parametrize("command", ["status", "ingest"])
def test_a_misspelt_variable_is_reported_with_the_nearest_name(tmp_path, command, written, meant):
    said = refusal_of(command, "--data", tmp_path / "data", env={written: "a value"})
    assert written in said
    assert f"Did you mean {meant}?" in said
    assert "a value" not in said
    assert not (tmp_path / "data").exists()


def test_a_name_that_is_like_no_setting_is_reported_without_a_guess(tmp_path):
    said = refusal_of("status", "--data", tmp_path, env={"SENATE_QQQQQQQQ": "1"})
    assert "SENATE_QQQQQQQQ" in said
    assert "Did you mean" not in said
    assert "status --json" in said


def test_variables_that_a_cluster_makes_for_a_service_of_that_name_are_no_settings(tmp_path):
    names = "SERVICE_HOST SERVICE_PORT SERVICE_PORT_HTTP PORT PORT_8321_TCP PORT_8321_TCP_ADDR".split()
    shown("--data", tmp_path, env={f"SENATE_QUESTIONS_{name}": "10.0.0.1" for name in names})


SENATE = [
    "https://www.senate.be/www/",
    "http://senate.be/",
    "https://WWW.Senate.BE/www/",
    "https://www.senate.be./www/",
    "https://www.senate.be:443/www/",
    "https://archive.senate.be:8443/www/",
    "https://www.senaat.be/www/",
    "https://senat.be/www/",
]


@pytest.mark.parametrize("site", SENATE)
def test_the_hosts_of_the_senate_get_one_request_a_second_at_most(tmp_path, site):
    env = {"SENATE_SITE": site, "SENATE_REQUESTS_PER_SECOND": "1.01"}
    said = refusal_of("plan", "--data", tmp_path, env=env)
    assert "requests_per_second" in said
    assert "wrong: hosts of the Senate get at most 1" in said
    shown("--data", tmp_path, env=env | {"SENATE_REQUESTS_PER_SECOND": "1"})


@pytest.mark.parametrize(
    "site", ["http://127.0.0.1:8000/", "https://notsenate.be/", "https://senate.be.example/"]
)
def test_other_hosts_may_get_more(tmp_path, site):
    env = {"SENATE_SITE": site, "SENATE_REQUESTS_PER_SECOND": "50"}
    assert shown("--data", tmp_path, env=env)["settings"]["requests_per_second"]["value"] == 50


def test_status_of_no_release_says_what_to_run_has_none_as_json_and_makes_nothing(tmp_path):
    assert "senate-questions ingest" in output_of("status", "--data", tmp_path / "data")
    assert not (tmp_path / "data").exists()
    found = shown("--data", tmp_path / "data")
    assert found["release"] is None
    assert found["runs"] == []


def test_status_shows_release_counts_freshness_gaps_and_open_issues(sample_data):
    found = shown("--data", sample_data)
    manifest = json.loads((sample_data / "current/manifest.json").read_text("utf-8"))
    assert found["version"] == manifest["version"]
    assert found["counts"] == manifest["counts"]
    assert 0 <= found["age_hours"] < 24
    assert found["sources"] == ["sample"]
    assert "5-8901" in found["missing_questions"]
    assert found["issues"]["linked_question_missing"] == len(found["missing_questions"])
    assert all(page["reason"] for page in found["quarantined"])
    assert [run["outcome"] for run in found["runs"]] == ["published"]


def test_status_for_people_names_release_issues_and_quarantined_pages(sample_data):
    text = run("status", "--data", sample_data).stdout
    for piece in ("Release 2", "questions", "linked_question_missing", "not_a_question.html", "ingest"):
        assert piece in text


def test_the_public_address_ends_with_a_slash(tmp_path):
    env = {"SENATE_PUBLIC_URL": "https://questions.example/senate"}
    value = shown("--data", tmp_path, env=env)["settings"]["public_url"]["value"]
    assert value == "https://questions.example/senate/"
