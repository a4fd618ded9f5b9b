"""The units and files that docs/operate.md gives to copy."""

import re
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
import yaml

import flows.engine
from tasks.operate.alarms import Alarm
from tests.support import PROJECT
from tests.support.product import PACKAGES

DOCS = (PROJECT / "docs/operate.md").read_text("utf-8")


def block(language: str, beginning: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    (found,) = [text for text in blocks if text.startswith(beginning)]
    return found


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_the_unit_is_one_that_systemd_takes(tmp_path):
    unit, program = tmp_path / "senate-questions.service", "/srv/senate-questions/.venv/bin/senate-questions"
    unit.write_text(block("ini", "[Unit]").replace(program, sys.executable), encoding="utf-8")
    words = ["systemd-analyze", "verify", "--man=no", unit]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


COMPOSE = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (PROJECT / "Dockerfile").read_text("utf-8")


def test_the_compose_file_starts_a_server_as_ours_is_set_up():
    server = COMPOSE["services"]["prefect"]["environment"]
    address = server.pop("PREFECT_SERVER_UI_API_URL")
    assert COMPOSE["services"]["prefect"]["ports"] == [urlsplit(address).netloc + ":4200"]
    assert {name: flows.engine.SETTINGS[name] for name in server} == server
    assert {name for name in flows.engine.SETTINGS if "BATCH_SIZE" in name} <= server.keys()


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_a_service_of_the_compose_file_writes_to_its_volumes_alone_and_is_for_this_machine(service):
    found = COMPOSE["services"][service]
    assert found["read_only"] is True
    user, group = map(int, found["user"].split(":"))
    assert user > 0 < group
    assert found["cap_drop"] == ["ALL"]
    assert "cap_add" not in found
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in found.get("ports", ()))
    assert {volume.split(":")[0] for volume in found["volumes"]} <= COMPOSE["volumes"].keys()


def test_the_user_of_the_compose_file_is_that_of_the_image():
    assert {found["user"].split(":")[0] for found in COMPOSE["services"].values()} == {
        re.search(r"useradd --uid (\d+)", DOCKERFILE)[1]
    }


def test_the_web_server_of_the_compose_file_is_built_without_the_right_that_its_image_has():
    """With a right on the file that is in no set of the container, the kernel refuses to start it."""
    explorer = COMPOSE["services"]["explorer"]
    (stage,) = re.findall(
        rf"^FROM \S+ AS {explorer['build']['target']}\n(.*?)(?=^FROM)", DOCKERFILE, re.MULTILINE | re.DOTALL
    )
    program = explorer["command"][0]
    assert f"cp /usr/bin/{program} /tmp/{program} && mv /tmp/{program} /usr/bin/{program}" in stage
    assert explorer["image"] != COMPOSE["services"]["nights"]["image"]


def test_the_image_is_made_of_what_the_project_has():
    copied = re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)
    sources = [word for line in copied for word in line.split()[:-1]]
    ignored = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    assert {*PACKAGES, "pyproject.toml", "requirements.lock"} <= set(sources)
    assert all((PROJECT / source).exists() and f"!{source}" in ignored for source in sources)


def test_the_message_in_the_docs_has_the_fields_of_an_alarm():
    shown = set(re.findall(r'"(\w+)":', block("json", "{")))
    assert shown == {"product", *Alarm.__dataclass_fields__}
