"""What made the components of a release, by its manifest, and which of them must be remade."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from tasks.common.version import Component, Fingerprint, differences, fingerprints
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


class Extras(NamedTuple):
    """What the settings ask of a release beside its tables.

    `search` adds the search index; `public_url` is the address of the explorer, with a slash at its end, and
    `contact` that of its publisher; `searches` is a list of stored searches, each of which has a feed.
    """

    search: bool = False
    public_url: str = ""
    searches: str = ""
    contact: str = ""


NO_EXTRAS = Extras()
_OF_EXPLORER = ("public_url", "contact")


def made_by(extras: Extras = NO_EXTRAS) -> dict[Component, Fingerprint]:
    """What makes the components of a release here."""
    found = dict(fingerprints())
    if not extras.search:
        del found["search"]
    if extras.searches:
        digest = hashlib.sha256(extras.searches.encode()).hexdigest()
        found["descriptions"] = {**found["descriptions"], "searches": digest}
    given = {name: getattr(extras, name) for name in _OF_EXPLORER if getattr(extras, name)}
    found["explorer"] = {**found["explorer"], **given}
    return found


def explorer_extras(manifest: Mapping[str, Any]) -> Extras:
    """The addresses that the explorer of a release is made with; empty without one."""
    said = manifest[MADE_BY]["explorer"]
    return Extras(public_url=str(said.get("public_url", "")), contact=str(said.get("contact", "")))


def files_address(site: str) -> str:
    """The address of the files of a release, above that of its site; empty where the site is at a root."""
    return "" if urlsplit(site).path in {"", "/"} else urljoin(site, "../")


def made_alike(release: Path, *components: Component, extras: Extras = NO_EXTRAS) -> bool:
    """Whether the same code and libraries would make these components of a release here."""
    return not {*components} & remade(read_manifest(release) or {}, extras._replace(search=True)).keys()


def made_anew(before: Mapping[str, Any] | None, extras: Extras = NO_EXTRAS) -> list[str]:
    """A sentence for each component that is remade even without new pages; all follow from the tables."""
    found = remade(before, extras) if before else {}
    return [found["tables"]] if "tables" in found else [*found.values()]


def remade(before: Mapping[str, Any], extras: Extras) -> dict[Component, str]:
    """A sentence for each component of a release, by its manifest, that would be made otherwise here."""
    if MADE_BY not in before:
        every = "Rebuilt: everything. The previous release does not say what produced it."
        return dict.fromkeys(_NAMES, every)
    was, now = before[MADE_BY], made_by(extras)
    changed = [(one, name) for one, name in _NAMES.items() if was.get(one) != now.get(one)]
    return {one: _anew(name, was.get(one), now.get(one)) for one, name in changed}


def _anew(name: str, before: Fingerprint | None, now: Fingerprint | None) -> str:
    if before is None or now is None:
        return f"{'New' if now else 'Left out'}: {name}."
    return f"Rebuilt: {name}. Changed: {', '.join(differences(before, now))}."
