"""The sources of settings: files, variables, flags; and what the file in a data folder may not set."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from platformdirs import user_config_path

from tasks.common.errors import UsageError

FILE = "senate-questions.toml"
PREFIX = "SENATE_"
DATA_VARIABLE = f"{PREFIX}DATA"
_LIKENESS = 0.5
_OF_A_SERVICE = re.compile(rf"{PREFIX}QUESTIONS_(SERVICE_HOST|SERVICE_PORT\w*|PORT(_\d+_\w+)?)")
"""Variables that Kubernetes sets for a service called senate-questions."""
_CALLED = frozenset({"alarm_command", "alarm_url"})
_GONE = frozenset({"eurovoc"})
"""Settings of earlier versions; one in a file or a variable does nothing."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The settings of one source: a file, 'environment' or 'flag'; `ignored` are those it may not set."""

    origin: str
    values: Mapping[str, object]
    ignored: frozenset[str] = frozenset()


def user_file() -> Path:
    """The settings file in the user's configuration folder."""
    return user_config_path("senate-questions") / FILE


def layers(known: AbstractSet[str], data: Path, flags: Mapping[str, object]) -> Iterator[Layer]:
    """The known settings of each source, weakest first; raises UsageError for an unknown name."""
    own, folder = user_file(), data / FILE
    if own.is_file():
        yield Layer(str(own), _file_values(own, known))
    if folder.is_file() and not (own.is_file() and folder.samefile(own)):
        yield _of_folder(folder, known)
    if unknown := _unknown_variable(os.environ, known):
        raise UsageError(unknown)
    variables = ((name.upper(), value) for name, value in os.environ.items())
    named = {name.removeprefix(PREFIX).lower(): value for name, value in variables if name.startswith(PREFIX)}
    yield Layer("environment", {name: named[name] for name in known & named.keys()})
    yield Layer("flag", flags)


def _of_folder(path: Path, known: AbstractSet[str]) -> Layer:
    """The settings in the file of a data folder, without forbidden ones: the folder may be anybody's."""
    values = _file_values(path, known)
    # What a Dask cluster responds is unpickled, so a running one can run anything here.
    is_remote = str(values.get("runner")).startswith("dask:")
    ignored = frozenset(name for name in values if name in _CALLED or (name == "runner" and is_remote))
    return Layer(str(path), {name: values[name] for name in values.keys() - ignored}, ignored)


def _file_values(path: Path, known: AbstractSet[str]) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"Cannot read the settings in {path}: {error}. Fix or remove the file.") from error
    for name in values.keys() - known - _GONE:  # pydantic would accept ALARM_URL for alarm_url
        near = _nearest(name, {one: one for one in known})
        raise UsageError(f"There is no setting {name} ({path}). {near}")
    return {name: value for name, value in values.items() if name not in _GONE}


def _unknown_variable(variables: Mapping[str, str], known: Iterable[str]) -> str | None:
    """A sentence on the first variable that looks like a setting and is none."""
    names = {f"{PREFIX}{one}".upper(): one for one in (*known, *_GONE)} | {DATA_VARIABLE: "data"}
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
