"""What commands share: options, and the first steps: find the data folder, and the release to read."""

import os
import re
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand

from flows.console.letters import harmless
from tasks.common.errors import DamagedReleaseError

if TYPE_CHECKING:
    from flows.settings import LoadedSettings, Settings

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder. Default: $SENATE_DATA or ./data.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ReleaseOption = Annotated[
    str | None,
    typer.Option(
        "--release", metavar="VERSION", help="Use this release. Default: the current one.", show_default=False
    ),
]
AcceptDropOption = Annotated[
    str | None,
    typer.Option(
        "--accept-drop",
        metavar="REASON",
        help="Publish even if rows, values or codes are lost; the reason goes into the manifest.",
        show_default=False,
    ),
]


def _setting(variable: str, flag: str, values: str, meaning: str) -> Any:  # noqa: ANN401 - as typer has it
    """An option that overrides every other source of a setting, in this process and its children."""

    def callback(value: str | None) -> str | None:
        if value:
            os.environ[variable] = value
        return value

    return typer.Option(flag, metavar=values, help=meaning, callback=callback, show_default=False)


_RUNNERS = "What reads the pages: processes on this machine, or a Dask cluster."
RunnerOption = Annotated[str | None, _setting("SENATE_RUNNER", "--runner", "pool|dask[:ADDRESS]", _RUNNERS)]
_LOG = "Format of the progress log on standard error."
LogFormatOption = Annotated[str | None, _setting("SENATE_LOG_FORMAT", "--log-format", "none|text|json", _LOG)]


class DashedCommand(TyperCommand):
    """A command with arguments that look like options: those that match the pattern `dashed`."""

    dashed: ClassVar[re.Pattern[str]]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of typer, unnamed
        """Move these arguments behind `--`, where they are not taken for options."""
        before = list(takewhile("--".__ne__, args))
        dashed = [word for word in before if self.dashed.fullmatch(word)]
        if dashed:
            others = [word for word in before if word not in dashed]
            args = [*others, "--", *dashed, *args[len(before) + 1 :]]
        return super().parse_args(ctx, args)


class Chosen(NamedTuple):
    """The data folder of a command, and its settings."""

    folder: Path
    loaded: "LoadedSettings"

    @property
    def settings(self) -> "Settings":
        """The values of the settings."""
        return self.loaded.values


def chosen_data(flag: Path | None) -> Chosen:
    """The data folder of a command and its settings; warn of ignored ones."""
    from flows.settings import data_folder, load_settings

    folder = data_folder(flag)
    loaded = load_settings(folder)
    for warning in loaded.warnings():
        typer.echo(harmless(warning), err=True)
    return Chosen(folder, loaded)


def use_shared(place: Chosen) -> str | None:
    """Download the current release of the address in the settings, if any.

    If the address cannot be read, print and return a sentence that the local release is used instead.
    """
    if not place.settings.releases:
        return None
    from tasks.operate.shared_releases import take_over_to_read

    if doubt := take_over_to_read(place.settings.releases, place.folder):
        typer.echo(harmless(doubt), err=True)
    return doubt


def chosen_release(place: Chosen, version: str | None, *, must_be_undamaged: bool = False) -> Path:
    """The folder of a release to read; for a damaged one warn, or raise if it `must_be_undamaged`."""
    from tasks.release.published.damage import damage, damage_sentence
    from tasks.release.published.folders import mending, release_folder

    use_shared(place)
    release = release_folder(place.folder, version)
    if clauses := damage(release):
        sentence = f"{damage_sentence(release, clauses)} Run: {mending('rebuild', place.folder)}"
        if must_be_undamaged:
            raise DamagedReleaseError(sentence)
        typer.echo(harmless(sentence), err=True)
    return release
