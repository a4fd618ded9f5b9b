"""Settings: flags first, then SENATE_… variables, then senate-questions.toml, then the defaults."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import pydantic
from platformdirs import user_config_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator

from flows.console.logs import LogFormat
from schemas.codes import HOUSES
from schemas.vocabulary.houses import House, houses
from tasks.common.address import CHAMBER_SITE, SITE, is_senate
from tasks.common.errors import UsageError
from tasks.common.largest_page import LARGEST_PAGE
from tasks.common.redactions import FILE as REDACTIONS
from tasks.fetch.site.pace import SENATE_PAUSE
from tasks.operate.listeners import Listeners, masked_address, masked_command

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


DEFAULT_DATA = Path("data")
_PATTERN_SIGNS = frozenset("*?[]")
_NO_PLACE = re.compile(r"~|[A-Za-z][\w+.-]+:(?!//)")
"""What a shell would replace, and half of an address."""
_ADDRESS = re.compile(r"https?://\S+")


def _place(text: str) -> str:
    """Require a path or an address, without wildcards or a password, since settings are displayed."""
    if urlsplit(text).password is not None:
        raise ValueError(
            "it contains a password; put that in the environment variables or files of the store's own tools"
        )
    if not text.strip() or _PATTERN_SIGNS & set(text) or _NO_PLACE.match(text):
        raise ValueError("it is not a path or an address")
    return text


def _path(text: str) -> str:
    if "://" in text:
        raise ValueError("it is an address, and no path of this machine")
    return text


def _address(text: SecretStr) -> SecretStr:
    if not _ADDRESS.fullmatch(text.get_secret_value()):
        raise ValueError("it does not begin with http:// or https://")
    return text


def _with_slash(text: str) -> str:
    if text and not (urlsplit(text).hostname and text.isascii() and text.isprintable()):
        raise ValueError("it is not an address such as https://questions.example.be/")
    return text if not text or text.endswith("/") else f"{text}/"


def _houses(text: str) -> str:
    """The codes of houses, in the order of the list, each once."""
    given = {code.strip() for code in text.split(",")}
    if not given <= set(HOUSES):
        raise ValueError(f"give one or more of {', '.join(HOUSES)}, with commas between them")
    return ",".join(code for code in HOUSES if code in given)


_SITE_PATTERN = r"^https?://[A-Za-z0-9._:\[\]-]+/[^?#\s]*$"
Place = Annotated[str, AfterValidator(_place)]
SecretAddress = Annotated[SecretStr, AfterValidator(_address)]


class Settings(pydantic.BaseModel):
    """Every setting with its default; files and variables use the same names."""

    model_config = pydantic.ConfigDict(
        extra="forbid", hide_input_in_errors=True, allow_inf_nan=False, use_attribute_docstrings=True
    )

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Number of processes that read pages in parallel."""
    batch_size: int = Field(default=500, ge=1)
    """Number of pages per Prefect task."""
    runner: str = Field(default="pool", pattern=r"^(pool|dask(:\S+)?)$")
    """What reads the pages: 'pool' (processes on this machine), 'dask' (a Dask cluster started on this
    machine) or 'dask:ADDRESS' (a running cluster, such as dask:tcp://host:8786)."""
    engine: Literal["prefect", "none"] = "prefect"
    """What runs the steps: 'prefect', or 'none': the same steps without a Prefect server, in half the time
    for a few pages; no schedule and no Dask cluster."""
    raw_store: Place | None = None
    """Where to keep pages and the fetch log, if not in the data folder: an address such as `s3://bucket/raw`,
    or another folder."""
    releases: Place | None = None
    """Where to publish a copy of each release, for other machines to download: an address such as
    `s3://bucket/senate`, or another folder."""
    search_index: bool = True
    """Whether a release includes `senate.sqlite`, which `search` and Datasette read."""
    searches: str | None = None
    """Path of a list of searches, tab-separated: each gets an Atom feed in every release (docs/feeds.md)."""
    public_url: Annotated[str, AfterValidator(_with_slash)] = Field(
        default="", pattern=r"^(https?://[A-Za-z0-9._:-]+(/[^?#\s]*)?)?$"
    )
    """Address at which the explorer is served, such as `https://questions.example.be/`: its pages get
    absolute addresses for search engines and social media, every question a static page that needs no script,
    there is a sitemap, and `attach.sql` reads the files in the folder above it. Empty: none of these."""
    largest_page: int = Field(default=LARGEST_PAGE, ge=1)
    """Maximum size of a page in bytes. A larger page is quarantined, and so is a page that produces more data
    than this (docs/scale.md)."""
    contact: str | None = None
    """Your e-mail or web address, sent to the site with every request; required for fetching. The explorer
    gives it to people who find their name in a release."""
    redactions: Annotated[Place, AfterValidator(_path)] | None = None
    """Path of the list of spans that releases leave out (docs/operate.md). Default: `redactions.tsv` in the
    data folder."""
    houses: Annotated[str, AfterValidator(_houses)] = "senate"
    """The houses whose questions nightly runs fetch: 'senate', 'chamber', or 'senate,chamber'. The Chamber's
    come in one archive for the legislature (docs/fetching.md)."""
    chamber_site: str = Field(default=CHAMBER_SITE, pattern=_SITE_PATTERN)
    """Address of the Chamber's open data; change it only for a mirror or a test."""
    site: str = Field(default=SITE, pattern=_SITE_PATTERN)
    """Address of the site; change it only for a mirror or a test."""
    requests_per_second: float = Field(default=1.0, gt=0, le=1000)
    """Maximum requests per second; fewer are sent when the site is slow. At most 1 for hosts of the Senate; a
    mirror or a test may get more."""
    night_minutes: float = Field(default=60.0, gt=0)
    """How many minutes a nightly run may fetch pages; a backfill has no limit."""
    absent_run: int = Field(default=20, ge=1)
    """Stop looking for new questions after this many numbers in a row do not exist, or after as many
    responses in a row that say nothing."""
    keep_nights: int = Field(default=14, ge=1)
    """Number of recent nights for which `nightly` keeps the last release."""
    keep_months: int | None = Field(default=None, ge=0)
    """Number of recent months for which `nightly` also keeps the last release. Default: all."""
    alarm_command: SecretStr | None = None
    """Command to run when a nightly run is refused, fails or is blocked, when `status --check` finds the
    release stale, and when that is over. It gets a JSON message on standard input."""
    alarm_url: SecretAddress | None = None
    """URL to which the same message is posted."""
    stale_hours: float = Field(default=36.0, gt=0, le=100_000)
    """Hours without a good run after which `status --check` reports a problem."""
    most_quarantine_rise: float = Field(default=0.02, ge=0)
    """How much the share of quarantined pages may rise from one release to the next (0.02 is 2 percentage
    points)."""
    most_unknown_rise: float = Field(default=0.5, ge=0)
    """How much the number of unknown-label issues may rise from one release to the next (0.5 is 50 %)."""
    log_format: LogFormat = "none"
    """Format of the progress log on standard error: 'none', 'text' or 'json'."""

    @property
    def followed(self) -> list[House]:
        """The houses of the setting `houses`."""
        return [house for house in houses() if house.code in self.houses.split(",")]

    @property
    def follows_pages(self) -> bool:
        """Whether a house of them has a page for each question."""
        return any(house.has_pages for house in self.followed)

    def listeners(self) -> Listeners:
        """The receivers of alarms."""
        return Listeners(_revealed(self.alarm_command), _revealed(self.alarm_url))

    def with_usable_engine(self, *, is_served: bool = False) -> "Settings":
        """These settings; raises UsageError if something is wanted that needs Prefect, without it."""
        if self.engine == "none" and (is_served or self.runner != "pool"):
            wanted = "serve" if is_served else f"the runner {self.runner}"
            raise UsageError(
                f"The setting engine is none, but {wanted} needs Prefect. Set engine to prefect."
            )
        return self

    def redactions_file(self, data: Path) -> Path:
        """Where the list of redactions is, or would be."""
        return Path(self.redactions) if self.redactions else data / REDACTIONS

    @field_validator("*", mode="before")
    @classmethod
    def _has_no_nul(cls, value: object) -> object:
        if isinstance(value, str) and "\0" in value:
            raise ValueError("it contains a NUL character; remove it")
        return value

    @field_validator("requests_per_second")
    @classmethod
    def _spares_the_senate(cls, value: float, info: ValidationInfo) -> float:
        if value > 1 / SENATE_PAUSE and is_senate(info.data.get("site", SITE)):
            raise ValueError(
                f"hosts of the Senate get at most {1 / SENATE_PAUSE:.0f} request per second; only a mirror "
                "or a test named by `site` may get more"
            )
        return value


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in force, with sources; `ignored` maps those that a file may not set to that file."""

    values: Settings
    origins: Mapping[str, str]
    ignored: Mapping[str, str] = field(default_factory=dict)

    def warnings(self) -> list[str]:
        """A sentence for each ignored setting, with what to do."""
        return [
            f"The setting {name} in {file} is ignored: a data folder must not choose which commands are run "
            f"or which addresses are called. Move it to {user_file()} or set {PREFIX}{name.upper()}."
            for name, file in self.ignored.items()
        ]

    def displayed(self) -> dict[str, dict[str, Any]]:
        """Each setting with its value, secrets masked, its source, and the file where it is ignored."""
        command, address = self.values.listeners()
        values = self.values.model_dump() | {
            "alarm_command": command and masked_command(command),
            "alarm_url": address and masked_address(address),
        }
        return {
            name: {"value": value, "from": self.origins[name]}
            | ({"ignored_in": self.ignored[name]} if name in self.ignored else {})
            for name, value in values.items()
        }


def _revealed(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def data_folder(flag: Path | None) -> Path:
    """The data folder: the flag, else $SENATE_DATA, else ./data; UsageError for a name with a NUL."""
    folder = flag or Path(os.environ.get(DATA_VARIABLE) or DEFAULT_DATA)
    if "\0" in str(folder):
        raise UsageError(f"The data folder {str(folder)!r} has a NUL character in its name; choose another.")
    return folder


def load_settings(data: Path, **flags: object) -> LoadedSettings:
    """The settings in force for a data folder.

    The file in the data folder overrides the user's, but cannot set what is called outside. A flag of None
    was not given. Raises UsageError for an unreadable file, an unknown name or a wrong value.
    """
    values: dict[str, object] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    ignored: dict[str, str] = {}
    for layer in layers(
        frozenset(Settings.model_fields),
        data,
        {name: value for name, value in flags.items() if value is not None},
    ):
        values |= layer.values
        origins |= dict.fromkeys(layer.values, layer.origin)
        ignored |= dict.fromkeys(sorted(layer.ignored), layer.origin)
    try:
        return LoadedSettings(Settings.model_validate(values), origins, ignored)
    except ValidationError as error:
        raise UsageError(_sentence(error, origins)) from None  # the engine would log the values of the cause


def _sentence(error: ValidationError, origins: Mapping[str, str]) -> str:
    first = error.errors(include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    why = first["msg"].removeprefix("Value error, ")
    return f"The setting {name} ({origins.get(name, 'unknown')}) is wrong: {why}."
