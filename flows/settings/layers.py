"""The sources of settings: files, variables, flags; and what the file in a data folder may not set."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path
from pydantic_settings import BaseSettings, EnvSettingsSource

from flows.settings.names import unknown_setting, unknown_variable
from tasks.common.errors import UsageError

FILE = "senate-questions.toml"
_CALLED = frozenset({"alarm_command", "alarm_url"})


@dataclass(frozen=True, slots=True)
class Layer:
    """The settings of one source: a file, 'environment' or 'flag'.

    `ignored` are names that it sets and may not.
    """

    origin: str
    values: Mapping[str, object]
    ignored: frozenset[str] = frozenset()


def user_file() -> Path:
    """The settings file in the user's configuration folder."""
    return user_config_path("senate-questions") / FILE


def layers(settings: type[BaseSettings], data: Path, flags: Mapping[str, object]) -> Iterator[Layer]:
    """The settings of each source, weakest first; raises UsageError for an unknown name."""
    own, folder = user_file(), data / FILE
    if own.is_file():
        yield Layer(str(own), _file_values(own, settings))
    if folder.is_file() and not (own.is_file() and folder.samefile(own)):
        yield _of_folder(folder, settings)
    if unknown := unknown_variable(os.environ, settings.model_fields):
        raise UsageError(unknown)
    yield Layer("environment", EnvSettingsSource(settings)())
    yield Layer("flag", flags)


def _of_folder(path: Path, settings: type[BaseSettings]) -> Layer:
    """The settings in the file of a data folder, without forbidden ones: the folder may be anybody's."""
    values = _file_values(path, settings)
    ignored = frozenset(name for name, value in values.items() if _is_called(name, value))
    return Layer(str(path), {name: values[name] for name in values.keys() - ignored}, ignored)


def _is_called(name: str, value: object) -> bool:
    """Whether a setting names a command or an address that is called.

    A running Dask cluster is one: its responses are unpickled, so it can run anything here.
    """
    return name in _CALLED or (name == "runner" and str(value).startswith("dask:"))


def _file_values(path: Path, settings: type[BaseSettings]) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"Cannot read the settings in {path}: {error}. Mend or remove the file.") from error
    for name in values.keys() - settings.model_fields.keys():  # pydantic would accept ALARM_URL for alarm_url
        raise UsageError(unknown_setting(name, settings.model_fields, str(path)))
    return values
