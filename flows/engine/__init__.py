"""Prefect, configured to work quietly, offline and without a server of the user's.

Import this module before Prefect, which reads its settings on import. Settings of the user stay in force.
"""

import atexit
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "100",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_FLOWS_DEFAULT_RETRIES": "0",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
_HERE = ("127.0.0.1", "localhost")


def _give_a_writable_home() -> None:
    """Use a temporary folder when neither PREFECT_HOME is set nor the default can be written."""
    with suppress(OSError, RuntimeError):  # RuntimeError: there is no home
        usual = Path.home() / ".prefect"
        os.environ.setdefault("PREFECT_PROFILES_PATH", str(usual / "profiles.toml"))
        usual.mkdir(parents=True, exist_ok=True)
        if os.access(usual, os.W_OK | os.X_OK):
            return
    folder = os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="senate-questions-prefect-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


logging.getLogger("EventsWorker").setLevel(logging.CRITICAL)  # what an interrupted run had still to send
for _name, _value in SETTINGS.items():
    os.environ.setdefault(_name, _value)
# Requests to this machine pass the proxy.
_known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
if _known != "*":  # which means every host only while it is alone
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ",".join(filter(None, (_known, *_HERE)))
if not os.environ.get("PREFECT_HOME"):
    os.environ.pop("PREFECT_HOME", None)
    _give_a_writable_home()
