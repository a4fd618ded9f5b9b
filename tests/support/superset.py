"""A real Superset for tests: in an environment of its own, with a home of its own, asked over HTTP."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.support import PROJECT
from tests.support.chromium import Browser
from tests.support.engine import free_port, running

PROGRAM = PROJECT / ".venv-superset/bin/superset"
USER, PASSWORD = "admin", "admin"
DASHBOARD = "superset/dashboard/belgian-senate/"
CONFIGURATION = """\
import os
SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.join(os.environ["SUPERSET_HOME"], "superset.db")
WTF_CSRF_ENABLED = False
"""
SECONDS = 60
IS_DRAWN = (
    "document.querySelectorAll('.slice_container').length === %d"
    " && document.querySelectorAll('.loading').length === 0"
)


class Superset:
    """One that runs, and someone who may do all in it.

    Attributes:
        address: Where it listens, without a slash.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._session = requests.Session()

    def log_in(self) -> bool:
        """Whether it answers and lets us in."""
        told = {"username": USER, "password": PASSWORD, "provider": "db"}
        try:
            answer = self._session.post(f"{self.address}/api/v1/security/login", json=told, timeout=SECONDS)
        except requests.ConnectionError:
            return False
        if answer.ok:
            self._session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return answer.ok

    def take_in(self, zipped: Path) -> None:
        """Import a zip of assets, as Dashboards > Import does."""
        with zipped.open("rb") as content:
            self._ask("POST", "dashboard/import/", files={"formData": content})

    def all_of(self, kind: str) -> list[dict[str, Any]]:
        """All assets of a kind: 'dashboard', 'chart', 'dataset'."""
        return self._ask("GET", f"{kind}/?q=(page_size:100)")["result"]

    def rows(self, chart: int) -> list[dict[str, Any]]:
        """The rows that a chart shows."""
        (result,) = self._ask("GET", f"chart/{chart}/data/")["result"]
        return result["data"]

    def query(self, database: int, sql: str) -> requests.Response:
        """The answer to a query of the SQL Lab."""
        told = {"database_id": database, "sql": sql, "runAsync": False}
        return self._session.post(f"{self.address}/api/v1/sqllab/execute/", json=told, timeout=SECONDS)

    def found_columns(self, dataset: int) -> list[str]:
        """The columns of a dataset, once Superset has looked for them in the database."""
        self._ask("PUT", f"dataset/{dataset}/refresh")
        return [one["column_name"] for one in self._ask("GET", f"dataset/{dataset}")["result"]["columns"]]

    def show(self, tab: Browser, charts: int) -> None:
        """Open the dashboard in a browser, and wait until that many charts are drawn."""
        tab.open(f"{self.address}/login/", "document.body !== null")
        told = f"username={USER}&password={PASSWORD}"
        kind = "application/x-www-form-urlencoded"
        tab.evaluate(
            f"fetch('/login/', {{method: 'POST', headers: {{'Content-Type': '{kind}'}}, body: '{told}'}})"
        )
        tab.evaluate(f"location.assign('/{DASHBOARD}')")
        tab.wait(f"location.pathname === '/{DASHBOARD}' && {IS_DRAWN % charts}")

    def _ask(self, method: str, path: str, **content: Any) -> Any:
        answer = self._session.request(method, f"{self.address}/api/v1/{path}", timeout=SECONDS, **content)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text[:1000]}"
        return answer.json()


@contextmanager
def superset(home: Path) -> Iterator[Superset]:
    """One with nothing in it, that lives as long as the block."""
    (home / "superset_config.py").write_text(CONFIGURATION, encoding="utf-8")
    admin = (
        f"--username {USER} --password {PASSWORD} --firstname Ann --lastname Example --email ann@example.org"
    )
    port = free_port()
    found = Superset(f"http://127.0.0.1:{port}")
    with (home / "log").open("wb") as log:
        options = {"env": _variables(home), "stdout": log, "stderr": log}
        for words in ("db upgrade", f"fab create-admin {admin}", "init"):
            done = subprocess.run([PROGRAM, *words.split()], **options, check=False)
            assert done.returncode == 0, (home / "log").read_text("utf-8", "replace")[-3000:]
        serve = [PROGRAM, "run", "--port", port, "--with-threads"]
        with running(serve, found.log_in, "Superset", **options):
            yield found


def _variables(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "SUPERSET_SECRET_KEY": secrets.token_urlsafe(42),
        "FLASK_APP": "superset",
    }
