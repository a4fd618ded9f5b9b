"""The units and files that docs/operate.md gives to copy."""

import re
import shutil
import subprocess
import sys

import pytest
import yaml

import flows.engine
from tasks.operate.alarms import Alarm
from tests.support import PROJECT

DOCS = (PROJECT / "docs/operate.md").read_text("utf-8")


def block(language: str, beginning: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    (found,) = [text for text in blocks if text.startswith(beginning)]
    return found


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_the_unit_is_one_that_systemd_takes(tmp_path):
    unit = tmp_path / "senate-questions.service"
    unit.write_text(
        block("ini", "[Unit]").replace("/srv/senate-questions/.venv/bin/senate-questions", sys.executable),
        encoding="utf-8",
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_compose_file_starts_a_server_as_ours_is_set_up():
    services = yaml.safe_load(block("yaml", "services:"))["services"]
    assert set(services) == {"server", "nights"}
    for name, value in services["server"]["environment"].items():
        assert flows.engine.SETTINGS[name] == value
    batches = {name for name in flows.engine.SETTINGS if "BATCH_SIZE" in name}
    assert batches <= set(services["server"]["environment"])


def test_the_message_in_the_docs_has_the_fields_of_an_alarm():
    shown = set(re.findall(r'"(\w+)":', block("json", "{")))
    assert shown == {"product", *Alarm.__dataclass_fields__}
