"""What the commands of a test run find around them: a home of their own, and nothing of the user's."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

ENCODINGS = "PYTHONWARNDEFAULTENCODING"
"""Lets Python warn of text without an encoding, of which libraries have some."""
NOT_INHERITED = ("SENATE_", "PREFECT_", ENCODINGS)


@cache
def home() -> Path:
    """A home for all commands of a test run, so that nothing of the user's has a say."""
    folder = Path(tempfile.mkdtemp(prefix="senate-questions-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment(**variables: str) -> dict[str, str]:
    """The variables of a command, which does without Prefect unless the setting `engine` is among them."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    own = {"HOME": home(), "XDG_CONFIG_HOME": home() / "config", "PREFECT_HOME": home() / "engine"}
    own["SENATE_ENGINE"] = "none"
    return inherited | {name: str(value) for name, value in own.items()} | variables
