"""The templates of assets, and the names by which Superset knows an asset again."""

from typing import Any
from uuid import UUID, uuid5

from schemas.templates import filled

VERSION = "1.0.0"
"""Of the layout of the files: the one that `superset export-dashboards` writes."""
DATABASE = "Belgian Senate"

_ALL = UUID("6f1d3c52-4f0e-5b7e-9a51-2a5f5b0c8d31")


def identity(kind: str, name: str) -> str:
    """The UUID of an asset, the same each time, so that a further import finds the one before."""
    return str(uuid5(_ALL, f"{kind}/{name}"))


def asset(template: str, **words: object) -> dict[str, Any]:
    """An asset, or a part of one, by a template of assets.txt."""
    found: dict[str, Any] = filled(__package__, "assets.txt", template, words | {"version": VERSION})
    return found
