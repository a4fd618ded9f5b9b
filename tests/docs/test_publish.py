"""docs/publish.yml: nights as GitHub Actions runs them, and what each of them publishes."""

import json
import re
from datetime import timedelta

import pytest
import yaml

from tests.docs.on_actions import Actions
from tests.support import PROJECT
from tests.support.engine import free_port
from tests.support.site import Site, World

WORKFLOW = PROJECT / "docs/publish.yml"
WORLD = World(seed=5, already=4, numbers_a_week=3)


def test_every_action_is_pinned_and_every_job_has_the_rights_that_it_needs_and_no_others():
    plan = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    steps = [step for job in plan["jobs"].values() for step in job["steps"]]
    used = re.findall(r"uses: (.*)", WORKFLOW.read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in steps)
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []
    assert [step["name"] for step in steps if "secrets." in str(step)] == ["Upload"]
    assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in str(step))
    assert (plan["permissions"], plan["concurrency"]["cancel-in-progress"]) == ({}, False)
    assert {name: job["permissions"] for name, job in plan["jobs"].items()} == {
        "night": {"contents": "write"},
        "pages": {"pages": "write", "id-token": "write"},
        "hub": {"contents": "read", "id-token": "write"},
        "tell": {"issues": "write"},
    }


def results(jobs):
    return {name: job.result for name, job in jobs.items()}


PUBLISHED = {"night": "success", "pages": "success", "hub": "success", "tell": "skipped"}
FAILED = {"night": "failure", "pages": "skipped", "hub": "skipped", "tell": "success"}


def published(outside):
    """The release that each place shows."""
    manifests = [outside / place / "manifest.json" for place in ("pages", "hub")]
    return [json.loads(path.read_text("utf-8"))["version"] for path in manifests if path.exists()]


def tear(workspace):
    """Cut the stored pages, as a full disk may."""
    for path in (workspace / "data/raw/pages").rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:40])


@pytest.mark.long
def test_nights_take_the_folder_over_and_publish_what_is_good_alone(tmp_path):
    with Site(WORLD) as site:
        site.today = WORLD.first_day
        limits = {"SENATE_REQUESTS_PER_SECOND": "50", "SENATE_WORKERS": "1", "PART_SIZE": "1M"}
        actions = Actions(WORKFLOW, tmp_path, {"SENATE_SITE": site.url, "DAYS": "0", **limits})

        jobs = actions.run(first=True)
        assert results(jobs) == FAILED
        assert "Set the variable SENATE_CONTACT" in actions.said["Take over the data folder of the last night"]
        actions.vars |= {"SENATE_CONTACT": "nights@tests.internal", "HUB_DATASET": "somebody/questions"}
        jobs = actions.run()
        assert results(jobs) == FAILED
        assert "Nothing was begun anew" in actions.said["Take over the data folder of the last night"]
        assert site.requests == []

        jobs = actions.run(first=True, backfill="8")
        assert results(jobs) == PUBLISHED, actions.said
        first = jobs.night.outputs.release
        assert published(tmp_path) == [first, first]
        parts = sorted(path.name for path in (tmp_path / "draft").iterdir())
        assert len(parts) > 3, "the folder in parts, and their sums"

        asked = len(site.requests)
        site.today += timedelta(7)
        actions.variables["DAYS"] = "7"
        jobs = actions.run()
        assert results(jobs) == PUBLISHED, actions.said
        second = jobs.night.outputs.release
        assert published(tmp_path) == [second, second] != [first, first]
        assert 0 < len(site.requests) - asked < asked
        print(actions.said, jobs)

        actions.variables |= {"DAYS": "8", "SENATE_SITE": f"http://127.0.0.1:{free_port()}/www/"}
        jobs = actions.run()
        assert (results(jobs), jobs.night.outputs.code) == (FAILED, "4")
        actions.variables |= {"DAYS": "14", "SENATE_SITE": site.url}
        site.today += timedelta(7)
        jobs = actions.run(before={"Night": tear})
        assert (results(jobs), jobs.night.outputs.code) == (FAILED, "3"), actions.said
        assert published(tmp_path) == [second, second]
        print((tmp_path / "gh.log").read_text(), (tmp_path / "hf.log").read_text())
