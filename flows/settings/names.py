"""Unknown names of settings, and what was probably meant."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

PREFIX = "SENATE_"
DATA_VARIABLE = f"{PREFIX}DATA"
_LIKENESS = 0.5
_OF_A_SERVICE = re.compile(rf"{PREFIX}QUESTIONS_(SERVICE_HOST|SERVICE_PORT\w*|PORT(_\d+_\w+)?)")
"""Variables that Kubernetes sets for a service called senate-questions."""


def unknown_setting(name: str, known: Iterable[str], where: str) -> str:
    """A sentence on an unknown setting, with the nearest name; `where` is usually a file."""
    return f"There is no setting {name} ({where}). {_nearest(name, {one: one for one in known})}"


def unknown_variable(variables: Mapping[str, str], known: Iterable[str]) -> str | None:
    """A sentence on the first variable that looks like a setting and is none."""
    names = {f"{PREFIX}{one}".upper(): one for one in known} | {DATA_VARIABLE: "data"}
    for name in sorted(variables):
        written = name.upper()
        if written.startswith(PREFIX) and written not in names and not _OF_A_SERVICE.fullmatch(written):
            meant = {short: variable for variable, short in names.items()}
            return f"There is no setting {name} (environment). {_nearest(written[len(PREFIX) :], meant)}"
    return None


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """Suggest the nearest name; `known` maps names to their displayed form."""
    found = get_close_matches(name.lower(), known, 1, _LIKENESS)
    if found:
        return f"Did you mean {known[found[0]]}?"
    return "`senate-questions status --json` lists all settings once this one is removed."
