"""Settings: flags first, then SENATE_… variables, then senate-questions.toml, then the defaults."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from platformdirs import user_config_path
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

from flows.logs import LogFormat
from tasks.address import SITE
from tasks.decode import LARGEST_PAGE
from tasks.errors import UsageError

FILE = "senate-questions.toml"
DEFAULT_DATA = Path("data")
_PATTERN_SIGNS = frozenset("*?[]")


def _place(text: str) -> str:
    """A path or an address, as it is.

    Raises:
        ValueError: When it holds a password, since settings are shown, or stands for several places.
    """
    if urlsplit(text).password is not None:
        raise ValueError(
            "it holds a password; leave that to the variables and files of the store's own tools"
        )
    if not text.strip() or _PATTERN_SIGNS & set(text):
        raise ValueError("it is no path or address")
    return text


Place = Annotated[str, AfterValidator(_place)]


class Settings(BaseSettings):
    """Every setting with its default; files and variables use the same names."""

    model_config = SettingsConfigDict(env_prefix="SENATE_", extra="forbid")

    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        description="Processes that read pages side by side.",
    )
    batch_size: int = Field(default=500, ge=1, description="Pages that one task of the engine handles.")
    runner: str = Field(
        default="pool",
        pattern=r"^(pool|dask(:\S+)?)$",
        description="Who reads the pages: 'pool' (processes of this machine), 'dask' (a Dask cluster of this "
        "machine) or 'dask:ADDRESS' (one that runs, as in dask:tcp://host:8786).",
    )
    raw_store: Place | None = Field(
        default=None,
        description="Where pages and fetch log lie when not in the data folder: an address such as "
        "`s3://bucket/raw`, or another folder.",
    )
    releases: Place | None = Field(
        default=None,
        description="Where releases are published, too, and taken over from by other machines: an address "
        "such as `s3://bucket/senate`, or another folder.",
    )
    search_index: bool = Field(
        default=True,
        description="Whether a release holds `senate.sqlite`, which `search` and Datasette read.",
    )
    largest_page: int = Field(
        default=LARGEST_PAGE,
        ge=1,
        description="Bytes; a larger page is set aside in quarantine, and so is one of which more than that "
        "would be kept (docs/scale.md).",
    )
    contact: str | None = Field(
        default=None,
        description="Your e-mail or web address, sent to the site with every request; needed to ask it.",
    )
    site: str = Field(
        default=SITE,
        pattern=r"^https?://[^/?#@\s]+/[^?#\s]*$",
        description="Where the site's pages are asked for; another address is for a mirror or a test.",
    )
    requests_per_second: float = Field(
        default=1.0, gt=0, le=1000, description="Requests that the site gets at most; fewer when it is slow."
    )
    night_minutes: float = Field(
        default=60.0, gt=0, description="Minutes that a night may ask the site; a backfill has no end."
    )
    absent_run: int = Field(
        default=20, ge=1, description="Numbers in a row that do not exist, after which none is sought."
    )
    keep_nights: int = Field(
        default=14, ge=1, description="Nights of which `nightly` keeps the last release, the newest ones."
    )
    keep_months: int | None = Field(
        default=None,
        ge=0,
        description="Months of which it keeps the last release too; all of them by default.",
    )
    alarm_command: str | None = Field(
        default=None,
        description="A command that gets a JSON message on its standard input when a night is refused, fails "
        "or is blocked, and when `status --check` finds the release stale.",
    )
    alarm_url: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="An address to which the same message is posted."
    )
    stale_hours: float = Field(
        default=36.0, gt=0, description="Hours without a good run, after which `status --check` objects."
    )
    most_quarantine_rise: float = Field(
        default=0.02,
        ge=0,
        description="Share of all pages by which the quarantined ones may rise from one release to the next.",
    )
    most_unknown_rise: float = Field(
        default=0.5,
        ge=0,
        description="Share by which issues of unknown labels may rise from one release to the next.",
    )
    log_format: LogFormat = Field(
        default="none",
        description="Lines on standard error that tell what a run does: 'none', 'text' or 'json'.",
    )
    eurovoc: Path | None = Field(
        default=None,
        description="A table of EuroVoc terms (columns id, language, label) for `thesaurus`.",
    )


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in force, and for each where its value is from."""

    values: Settings
    origins: dict[str, str]


def data_folder(flag: Path | None) -> Path:
    """The data folder: the flag, else $SENATE_DATA, else ./data."""
    return flag or Path(os.environ.get("SENATE_DATA") or DEFAULT_DATA)


def load_settings(data: Path, **flags: object) -> LoadedSettings:
    """The settings in force for a data folder.

    Args:
        data: The data folder; its senate-questions.toml goes before the user's.
        flags: Values given on the command line; None for those that were not.

    Raises:
        UsageError: When a file cannot be read, or a value is of the wrong kind.
    """
    values: dict[str, object] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for origin, layer in _layers(data, {name: value for name, value in flags.items() if value is not None}):
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    try:
        return LoadedSettings(Settings.model_validate(values), origins)
    except ValidationError as error:
        raise UsageError(_sentence(error, origins)) from error


def _layers(data: Path, flags: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """What each source says, weakest first."""
    for path in (user_config_path("senate-questions") / FILE, data / FILE):
        if path.is_file():
            yield str(path), _file_values(path)
    yield "environment", EnvSettingsSource(Settings)()
    yield "flag", flags


def _file_values(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"Cannot read the settings in {path}: {error}. Mend or remove the file.") from error


def _sentence(error: ValidationError, origins: dict[str, str]) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    return f"The setting {name} ({origins.get(name, 'unknown')}) is wrong: {first['msg']}."
