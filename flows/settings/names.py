"""Names that are no settings: what was written, and what was probably meant."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

PREFIX = "SENATE_"
DATA_VARIABLE = f"{PREFIX}DATA"
_LIKENESS = 0.5
_OF_A_SERVICE = re.compile(rf"{PREFIX}QUESTIONS_(SERVICE_HOST|SERVICE_PORT\w*|PORT(_\d+_\w+)?)")
"""What a cluster of containers sets for a service called senate-questions."""


def unknown_setting(name: str, known: Iterable[str], where: str) -> str:
    """A sentence on a name that is no setting, with the nearest one.

    Args:
        name: What was written.
        known: The names that there are.
        where: The file, or where else it was written.
    """
    return f"There is no setting {name} ({where}). {_nearest(name, {one: one for one in known})}"


def unknown_variable(variables: Mapping[str, str], known: Iterable[str]) -> str | None:
    """A sentence on the first variable that is written like a setting and is none.

    Args:
        variables: Those of the process.
        known: The names of the settings.
    """
    names = {f"{PREFIX}{one}".upper(): one for one in known} | {DATA_VARIABLE: "data"}
    for name in sorted(variables):
        written = name.upper()
        if written.startswith(PREFIX) and written not in names and not _OF_A_SERVICE.fullmatch(written):
            meant = {short: variable for variable, short in names.items()}
            return f"There is no setting {name} (environment). {_nearest(written[len(PREFIX) :], meant)}"
    return None


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """Ask whether the nearest name was meant; `known` has what is shown for each."""
    found = get_close_matches(name.lower(), known, 1, _LIKENESS)
    if found:
        return f"Did you mean {known[found[0]]}?"
    return "`senate-questions status --json` lists all settings once this one is removed."
