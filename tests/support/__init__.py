"""What tests are made with: everything below tests/ that is neither a test nor a fact."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]
TESTS = PROJECT / "tests"
SHORT = "not long"
"""What `make test` runs, as pytest is told."""


def all_long(path: Path) -> bool:
    """Whether a file of tests says that all of them are long."""
    text = path.read_text("utf-8") if path.name.startswith("test_") and path.is_file() else ""
    return any(line.startswith("pytestmark =") and "mark.long" in line for line in text.splitlines())
