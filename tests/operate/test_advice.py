"""Advice leads on: a command that `status` advises ends the problem, or says what to do."""

import json
import shlex
import shutil

import pytest

from tasks.raw import RawStore
from tasks.release.published.manifest import read_manifest
from tests.conftest import copy_data
from tests.operate.damage.support import quickly_published
from tests.support.command import run
from tests.support.raw_stores import entry
from tests.support.releases import write_manifest

EMPTY, NIGHT = ("rebuild",), ("nightly",)
REMEDY = {
    "contact": "set `contact`",
    "pages": "Restore it from a backup, or import pages with `senate-questions ingest --from PATH`",
    "others": "with --from",
}
CONTACT = {"SENATE_CONTACT": "someone@tests.internal"}


def concerns(data, *words, env=None):
    """What `status` finds, by kind."""
    found = json.loads(run("status", "--json", *words, "--data", data, env=env).stdout)["concerns"]
    return {concern["kind"]: concern for concern in found}


def failed_rebuild(_, data):
    """A rebuild where nothing was ever stored."""
    assert run(*EMPTY, "--data", data).returncode == 1


def no_raw_store(small, data):
    """A release that lost its database, and the pages that it was built from."""
    copy_data(small, data)
    shutil.rmtree(data / "raw")
    (data / "current/senate.duckdb").unlink()


def rebuilt_without_raw_store(small, data):
    no_raw_store(small, data)
    assert run(*EMPTY, "--data", data).returncode == 1


def only_failures(_, data):
    """A fetch log of responses without a page."""
    RawStore(data / "raw").append([entry(outcome="absent")], "r", 0)
    assert run(*EMPTY, "--data", data).returncode == 1


def night_without_contact(_, data):
    assert run(*NIGHT, "--data", data).returncode == 2


def release_and_night_without_contact(small, data):
    assert run(*NIGHT, "--data", copy_data(small, data)).returncode == 2


def unreadable_page(_, data):
    """An ingest that could read nothing."""
    page = data.with_name("page.html")
    page.write_text("<html><body><h1>Garden chairs</h1><p>Half price.</p></body></html>", "utf-8")
    assert run("ingest", "--from", page, "--data", data).returncode == 1


STATES = [
    (failed_rebuild, {"failed": "pages", "stale": "contact"}),
    (no_raw_store, {"damaged_release": "pages"}),
    (rebuilt_without_raw_store, {"damaged_release": "pages", "failed": "pages"}),
    (only_failures, {"failed": "pages", "stale": "contact"}),
    (night_without_contact, {"failed": "contact", "stale": "contact"}),
    (release_and_night_without_contact, {"failed": "contact"}),
    (unreadable_page, {"failed": "others", "stale": "contact"}),
]


@pytest.mark.parametrize(("stage", "remedies"), STATES, ids=lambda value: getattr(value, "__name__", ""))
def test_advice_ends_the_problem_or_says_what_to_do(small_data, tmp_path, stage, remedies):
    data = tmp_path / "data"
    stage(small_data, data)
    found = concerns(data)
    assert {
        kind: REMEDY[remedy] in found[kind]["sentence"] for kind, remedy in remedies.items()
    } == dict.fromkeys(remedies, True)
    for remedy in set(remedies.values()) - {"others"}:
        sentences = [concern["sentence"] for concern in found.values()]
        assert all(sentence.count(REMEDY[remedy]) <= 1 for sentence in sentences)
    for kind, concern in found.items():
        if not concern["mend"]:
            assert any(remedy in concern["sentence"] for remedy in REMEDY.values()), concern
        elif stage is failed_rebuild or "--from sample" not in concern["mend"]:  # one such run is enough
            sample = str(small_data.with_name("pages"))  # a smaller one
            words = (sample if word == "sample" else word for word in shlex.split(concern["mend"])[1:])
            with quickly_published():
                done = run(*words)
            says = "with --from" in done.stderr or "from a backup" in done.stderr
            assert says or kind not in concerns(data), (concern, done.stderr)


def test_once_there_is_a_contact_the_night_is_advised_again(tmp_path):
    night_without_contact(None, tmp_path)
    found = concerns(tmp_path, env=CONTACT)
    assert found["failed"]["mend"] == shlex.join(["senate-questions", "nightly", "--data", str(tmp_path)])
    assert found["stale"]["mend"] == found["failed"]["mend"]


@pytest.mark.parametrize("contact", ["you@example.org", "your e-mail address"])
def test_a_contact_that_is_none_is_named_where_the_night_was_advised(tmp_path, contact):
    found = concerns(tmp_path, env={"SENATE_CONTACT": contact})
    assert "stale" not in found
    night_without_contact(None, tmp_path)
    found = concerns(tmp_path, env={"SENATE_CONTACT": contact})
    assert (contact in found["stale"]["sentence"], found["stale"]["mend"]) == (True, None)


def test_after_a_lost_release_a_raw_store_with_pages_is_rebuilt_from(small_copy):
    (small_copy / "current/senate.duckdb").unlink()
    assert concerns(small_copy)["damaged_release"]["mend"].startswith("senate-questions rebuild")


def test_a_status_does_not_advise_itself(small_copy):
    release = (small_copy / "current").resolve()
    write_manifest(release, read_manifest(release) | {"changed_pages": ["The pages have changed."]})
    assert concerns(small_copy)["unknown_format"]["mend"] is None
    assert "Run: senate-questions status" not in run("status", "--data", small_copy).stdout
    checked = run("status", "--check", "--data", small_copy).stdout
    assert f"Run: senate-questions status --data {small_copy}" in checked
