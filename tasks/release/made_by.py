"""What made the components of a release, by its manifest, and which of them must be remade."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tasks.common.components import Component
from tasks.common.version import Fingerprint, differences, fingerprints
from tasks.release.published.manifest import read_manifest

MADE_BY = "made_by"
"""The key of the manifest."""
_NAMES: Mapping[Component, str] = {
    "tables": "the tables and everything built from them",
    "database": "the DuckDB file",
    "descriptions": "the descriptions",
    "search": "the search index",
    "explorer": "the explorer",
}


def made_by(*, search: bool) -> dict[Component, Fingerprint]:
    """What makes the components of a release here."""
    return {
        component: found for component, found in fingerprints().items() if search or component != "search"
    }


def made_alike(release: Path, *components: Component) -> bool:
    """Whether the same code and libraries would make these components of a release here."""
    before = (read_manifest(release) or {}).get(MADE_BY, {})
    return all(before.get(component) == fingerprints()[component] for component in components)


def made_anew(before: Mapping[str, Any] | None, *, search: bool) -> list[str]:
    """A sentence for each component that is remade even without new pages, with the reason."""
    if not before:
        return []
    if MADE_BY not in before:
        return ["Rebuilt: everything. The previous release does not say what produced it."]
    return list(_made_anew(before[MADE_BY], made_by(search=search)))


def _made_anew(
    before: Mapping[Component, Fingerprint], now: Mapping[Component, Fingerprint]
) -> Iterator[str]:
    for component, name in _NAMES.items():
        if component not in before and component in now:
            yield f"New: {name}."
        elif component in before and component not in now:
            yield f"Left out: {name}."
        elif component in now and before[component] != now[component]:
            yield f"Rebuilt: {name}. Changed: {', '.join(differences(before[component], now[component]))}."
            if component == "tables":
                return
