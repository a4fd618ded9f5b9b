"""What each version of the schema changed, newest first; printed in changes.md of a release."""

from importlib.resources import files

_LINES = files(__package__).joinpath("history.tsv").read_text("utf-8").splitlines()[1:]
SCHEMA_HISTORY: dict[str, str] = dict(line.split("\t", 1) for line in _LINES)
