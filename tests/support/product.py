"""A copy of the product whose code may be changed, and running it."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import PROJECT
from tests.support.command import ENTRY, end_of

PACKAGES = ("flows", "tasks", "schemas")


def copy_product(folder: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(PROJECT / package, folder / package)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def run_product(product: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command of a copy to its end, in a process of its own."""
    words = [sys.executable, "-c", ENTRY, *arguments]
    return end_of(words, env={"PYTHONPATH": str(product)}, cwd=product)
