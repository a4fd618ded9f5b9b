"""Where settings are written: files, variables, flags; and what a data folder's file may not say."""

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
    """What one source says.

    Attributes:
        origin: The source: a file, 'environment' or 'flag'.
        values: Its values by the name of the setting.
        ignored: Names that it gives a value and may not.
    """

    origin: str
    values: Mapping[str, object]
    ignored: frozenset[str] = frozenset()


def user_file() -> Path:
    """The settings file in the user's configuration folder."""
    return user_config_path("senate-questions") / FILE


def layers(settings: type[BaseSettings], data: Path, flags: Mapping[str, object]) -> Iterator[Layer]:
    """What each source says, weakest first.

    Args:
        settings: The settings that there are.
        data: The data folder.
        flags: Values given on the command line.

    Raises:
        UsageError: When a file cannot be read, or a name in it or a variable is no setting.
    """
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
    """What the file of a data folder says, apart from what it may not: the folder may be anybody's."""
    values = _file_values(path, settings)
    ignored = frozenset(name for name, value in values.items() if _is_called(name, value))
    return Layer(str(path), {name: values[name] for name in values.keys() - ignored}, ignored)


def _is_called(name: str, value: object) -> bool:
    """Whether a setting names a command or an address that is called.

    A running Dask cluster is one: what it answers is unpickled, so that it can run anything here.
    """
    return name in _CALLED or (name == "runner" and str(value).startswith("dask:"))


def _file_values(path: Path, settings: type[BaseSettings]) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"Cannot read the settings in {path}: {error}. Mend or remove the file.") from error
    for name in values.keys() - settings.model_fields.keys():  # the library takes ALARM_URL for alarm_url
        raise UsageError(unknown_setting(name, settings.model_fields, str(path)))
    return values
