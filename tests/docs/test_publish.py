"""docs/publish.yml: nights as GitHub Actions runs them, and what each of them publishes."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from importlib.metadata import requires
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml

from tests.support import PROJECT
from tests.support.engine import free_port
from tests.support.environment import environment
from tests.support.site import Site, World

TEXT = (PROJECT / "docs/publish.yml").read_text("utf-8")
PLAN = yaml.safe_load(TEXT)
STEPS = [step for job in PLAN["jobs"].values() for step in job["steps"]]
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
PATH = f"{Path(__file__).with_name('stand_ins')}:{Path(sys.executable).parent}:{os.environ['PATH']}"
"""First gh, hf and make as far as the workflow needs them, and the command itself at a later day."""
ACTIONS = {
    "actions/checkout": ":",
    "actions/upload-pages-artifact": 'rm -rf "$OUTSIDE/artifact"; cp -R "$INPUT_PATH" "$OUTSIDE/artifact"',
    "actions/deploy-pages": 'rm -rf "$OUTSIDE/pages"; mv "$OUTSIDE/artifact" "$OUTSIDE/pages"',
    "actions/upload-artifact": 'cp "$INPUT_PATH" "$OUTSIDE/$INPUT_NAME.tar"',
    "actions/download-artifact": 'cp "$OUTSIDE/$INPUT_NAME.tar" .',
}
TAKE_OVER = "Take over the data folder of the last night"
PUBLISHED = {"night": "success", "pages": "success", "hub": "success", "tell": "skipped"}
FAILED = {"night": "failure", "pages": "skipped", "hub": "skipped", "tell": "success"}


class Context(dict):
    """Values by name, empty where there is none, as in an expression of a workflow."""

    def __getattr__(self, name):
        return self.get(name, "")


class Nights:
    """Runs of the workflow, with what stays outside in a folder. said: what each step printed."""

    def __init__(self, outside, **variables):
        self.outside, self.variables, self.vars, self.said = outside, variables, Context(), {}

    def run(self, before_night=Path, **inputs):
        """Run all jobs: the result of each, and the outputs of the night."""
        self.inputs, self.jobs = Context(inputs), Context()
        for name, job in PLAN["jobs"].items():
            workspace, self.is_well = Path(mkdtemp(dir=self.outside)), True
            skipped = Context(outcome="skipped", outputs=Context())
            self.steps = Context({step.get("id"): skipped for step in job["steps"]})
            runs = self.value(job.get("if", "always()"))
            for step in job["steps"] if runs else ():
                if self.value(step.get("if", "success()")):
                    before_night(workspace) if step.get("id") == "night" else None
                    self.run_step(workspace, step)
            result = ("success" if self.is_well else "failure") if runs else "skipped"
            outputs = {key: self.filled(text) for key, text in job.get("outputs", {}).items()}
            self.jobs[name] = Context(result=result, outputs=Context(outputs))
        return {name: job.result for name, job in self.jobs.items()}, self.jobs.night.outputs

    def run_step(self, workspace, step):
        output = self.outside / "output"
        output.write_text("", "utf-8")
        given = {f"INPUT_{key.upper()}": str(text) for key, text in step.get("with", {}).items()}
        given |= {key: self.filled(text) for key, text in (PLAN["env"] | step.get("env", {})).items()}
        given |= {"OUTSIDE": str(self.outside), "GITHUB_PATH": os.devnull, "GITHUB_OUTPUT": str(output)}
        env = environment(**given, PATH=PATH, PYTHONPATH=str(PROJECT)) | self.variables
        words = [*SHELL, step.get("run") or ACTIONS[step["uses"].split("@")[0]]]
        done = subprocess.run(
            words, cwd=workspace, env=env, capture_output=True, encoding="utf-8", check=False
        )
        self.said[step.get("name")] = done.stdout + done.stderr
        self.is_well &= done.returncode == 0
        outputs = Context(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        outcome = "failure" if done.returncode else "success"
        self.steps[step.get("id")] = Context(outcome=outcome, outputs=outputs)

    def filled(self, text):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(self.value(found[1])), text)

    def value(self, expression):
        """The value of an expression, whose few operators and functions Python has by other names."""
        python = re.sub(r"!(?!=)", " not ", expression.removeprefix("${{").removesuffix("}}"))
        python = python.replace("&&", " and ").replace("||", " or ").replace("needs.*.result", "results")
        names = {"vars": self.vars, "inputs": self.inputs, "steps": self.steps, "secrets": Context()}
        names |= {"github": Context(token="token-of-github", repository="somebody/nights")}
        names |= {"needs": self.jobs, "results": [job.result for job in self.jobs.values()]}
        names |= {"always": lambda: True, "cancelled": lambda: False, "success": lambda: self.is_well}
        return eval(python.strip(), names | {"contains": lambda items, item: item in items})

    def published(self):
        """The release at each place."""
        manifests = [self.outside / place / "manifest.json" for place in ("pages", "hub")]
        return [json.loads(path.read_text("utf-8"))["version"] for path in manifests if path.exists()]

    def kept(self):
        """The complete data folders that the next night may take over."""
        return sorted(path.name for path in (self.outside / "draft").glob("*.sha256"))


def test_actions_are_pinned_and_each_job_has_the_rights_that_it_needs_alone():
    used = re.findall(r"uses: (.*)", TEXT)
    assert len(used) == sum("uses" in step for step in STEPS) > 0
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []
    assert [step["name"] for step in STEPS if "secrets." in str(step)] == ["Upload"]
    assert PLAN["concurrency"] == {"group": "night", "cancel-in-progress": False}
    rights = {name: " ".join(job["permissions"]) for name, job in PLAN["jobs"].items()}
    wanted = {"night": "contents", "pages": "pages id-token", "hub": "contents id-token", "tell": "issues"}
    assert (PLAN["permissions"], rights) == ({}, wanted)


@pytest.mark.long
def test_the_real_hf_has_what_it_needs_and_the_options_of_its_stand_in():
    makefile, lock = ((PROJECT / name).read_text("utf-8") for name in ("Makefile", "requirements.lock"))
    hub = re.search(r"^HUB := (.*)$", makefile, re.MULTILINE)[1].split("|")
    found = [line for name in hub for line in requires(name) or ()]
    needed = [line for line in found if not re.search(r'extra ==|sys_platform ==|< "3.11"', line)]
    names = {*hub, *re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert {re.match(r"[\w.-]+", line)[0].lower() for line in needed} - names == set()
    shown = subprocess.check_output(
        [Path(sys.executable).with_name("hf"), "upload", "--help"], encoding="utf-8"
    )
    (given,) = re.findall(r"hf upload .*", TEXT)
    assert set(re.findall(r"--[a-z-]+", given)) <= set(re.findall(r"--[a-z-]+", shown))


def tear(workspace):
    """Cut the stored pages, as a full disk may."""
    for path in (workspace / "data/raw/pages").rglob("*.gz"):
        path.write_bytes(path.read_bytes()[:40])


@pytest.mark.long
def test_nights_take_the_folder_over_and_publish_what_is_good_alone(tmp_path):
    small = {"SENATE_REQUESTS_PER_SECOND": "50", "SENATE_WORKERS": "1", "PART_SIZE": "1M"}
    with Site(World(seed=5, already=4, numbers_a_week=3)) as site:
        nights = Nights(tmp_path, SENATE_SITE=site.url, DAYS="0", **small)
        assert nights.run(first="true")[0] == FAILED
        assert "Set the variable SENATE_CONTACT" in nights.said[TAKE_OVER]
        nights.vars |= {"SENATE_CONTACT": "nights@tests.internal", "HUB_DATASET": "somebody/questions"}
        assert nights.run()[0] == FAILED
        assert "Nothing was begun anew" in nights.said[TAKE_OVER]
        assert (site.requests, nights.published()) == ([], [])

        jobs, first = nights.run(first="true", backfill="8")
        assert jobs == PUBLISHED, nights.said
        assert nights.published() == [first.release] * 2
        assert len(list((tmp_path / "draft").iterdir())) > 2, "parts of the folder, and their sums"
        assert nights.run(first="true")[0] == FAILED
        assert "There is a data folder already" in nights.said[TAKE_OVER]

        asked = len(site.requests)
        site.today += timedelta(7)
        nights.variables["DAYS"] = "7"
        jobs, second = nights.run()
        assert jobs == PUBLISHED, nights.said
        assert 0 < len(site.requests) - asked < asked
        manifest = json.loads((tmp_path / "hub/manifest.json").read_text("utf-8"))
        assert (manifest["version"], manifest["previous"]) == (second.release, first.release)

        before = nights.kept()
        nights.variables |= {"DAYS": "8", "SENATE_SITE": f"http://127.0.0.1:{free_port()}/www/"}
        assert nights.run() == (FAILED, {"code": "4", "release": ""})
        assert nights.kept() == [before[1], max(nights.kept())] != before
        nights.variables |= {"DAYS": "14", "SENATE_SITE": site.url}
        site.today += timedelta(7)
        newest = nights.kept()[-1].removesuffix(".sha256")
        assert nights.run(before_night=tear) == (FAILED, {"code": "3", "release": ""})
        assert f"Taking over {newest}\n" in nights.said[TAKE_OVER]
    assert nights.published() == [second.release] * 2
    told = (tmp_path / "gh.log").read_text("utf-8")
    assert (told.count("issue create"), told.count("issue comment")) == (1, 4)
    assert ["The site is down" in told, "The data checks refused" in told] == [True, True]
