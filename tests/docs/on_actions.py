"""A workflow of GitHub Actions, run here: its commands in bash, what is outside replaced by stand-ins in PATH."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from tests.support.environment import environment

STAND_INS = Path(__file__).with_name("stand_ins")
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""As GitHub runs a step with `shell: bash`."""


class Context(dict[str, Any]):
    """Values by name, empty where there is none, as in an expression of a workflow."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name, "")


@dataclass
class Actions:
    """A repository whose workflow runs here. outside: what the stand-ins keep. said: the output of each step."""

    workflow: Path
    outside: Path
    variables: dict[str, str]
    vars: Context = field(default_factory=Context)
    said: dict[str, str] = field(default_factory=dict)

    def run(self, before: dict[str, Any] | None = None, **inputs: Any) -> dict[str, Any]:
        """Run all jobs, calling what is to happen before a step; the result and the outputs of each job."""
        self.workspace, self.before = self.outside / "workspace", before or {}
        self.said.clear()
        shutil.rmtree(self.outside / "artifacts", ignore_errors=True)
        self.needs: dict[str, Any] = Context()
        self.inputs = Context(inputs)
        plan = yaml.safe_load(self.workflow.read_text("utf-8"))
        for name, job in plan["jobs"].items():
            self._run_job(plan, name, job)
        return self.needs

    def _run_job(self, plan: dict, name: str, job: dict) -> None:
        shutil.rmtree(self.workspace, ignore_errors=True)
        self.workspace.mkdir()
        self.steps, self.failed = Context(), any(job.result != "success" for job in self.needs.values())
        runs, self.failed = self._holds(job.get("if", "true")), False
        for step in job["steps"] if runs else ():
            outcome = self._run_step(plan, step) if self._holds(step.get("if", "success()")) else "skipped"
            self.failed |= outcome == "failure"
            outputs = self._outputs() if outcome != "skipped" else Context()
            self.steps[step.get("id", "")] = Context(outcome=outcome, outputs=outputs)
        outputs = Context({key: self._filled(text) for key, text in job.get("outputs", {}).items()})
        result = ("failure" if self.failed else "success") if runs else "skipped"
        self.needs[name] = Context(result=result, outputs=outputs)

    def _run_step(self, plan: dict, step: dict) -> str:
        self.before.get(step.get("name"), lambda _: None)(self.workspace)
        (self.outside / "outputs").write_text("", "utf-8")
        if "uses" in step:
            self._use(step["uses"].split("@")[0], Context(step.get("with", {})))
            return "success"
        own = {key: self._filled(text) for key, text in (plan["env"] | step.get("env", {})).items()}
        files = {name: str(self.outside / name.split("_")[1].lower()) for name in ("GITHUB_PATH",)}
        files |= {"GITHUB_OUTPUT": str(self.outside / "outputs"), "OUTSIDE": str(self.outside)}
        path = f"{STAND_INS}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        given = environment(**own | files | self.variables | {"PATH": path})
        done = subprocess.run(
            [*SHELL, step["run"]], cwd=self.workspace, env=given, capture_output=True, encoding="utf-8"
        )
        self.said[step["name"]] = f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        return "failure" if done.returncode else "success"

    def _use(self, action: str, given: Context) -> None:
        artifacts = self.outside / "artifacts"
        artifacts.mkdir(exist_ok=True)
        match action:
            case "actions/upload-pages-artifact":
                shutil.copytree(self.workspace / given.path, artifacts / "github-pages")
            case "actions/upload-artifact":
                shutil.copy(self.workspace / given.path, artifacts)
            case "actions/download-artifact":
                shutil.copy(artifacts / f"{given.name}.tar", self.workspace)
            case "actions/deploy-pages":
                shutil.rmtree(self.outside / "pages", ignore_errors=True)
                shutil.move(artifacts / "github-pages", self.outside / "pages")
            case _:
                assert action == "actions/checkout"

    def _outputs(self) -> Context:
        lines = (self.outside / "outputs").read_text("utf-8").splitlines()
        return Context(line.split("=", 1) for line in lines)

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: self._value(found[1]), text)

    def _value(self, expression: str) -> str:
        found = self._evaluated(expression)
        return str(found).lower() if isinstance(found, bool) else str(found)

    def _holds(self, condition: str) -> bool:
        return bool(self._evaluated(condition.removeprefix("${{").removesuffix("}}")))

    def _evaluated(self, expression: str) -> Any:
        """An expression: these few operators and functions mean the same in Python, by other names."""
        python = re.sub(r"!(?!=)", " not ", expression).replace("&&", " and ").replace("||", " or ")
        python = python.replace("needs.*.result", "[job.result for job in needs.values()]")
        names = dict(vars(self)) | {
            "github": SimpleNamespace(token="token-of-github", repository="somebody/nights"),
            "secrets": Context(HF_TOKEN="token-of-the-hub"),
            "true": True,
            "always": lambda: True,
            "cancelled": lambda: False,
            "success": lambda: not self.failed,
            "contains": lambda items, item: item in items,
        }
        return eval(python.strip(), names)
