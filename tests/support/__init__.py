"""What tests are made with: everything below tests/ that is neither a test nor a fact."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]
TESTS = PROJECT / "tests"
