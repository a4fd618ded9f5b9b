"""Releases at an address: taken over before a run works, handed over when it has published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.runs import RunReport
from flows.settings import load_settings
from tasks.common.errors import LockedError, SourceUnavailableError, StorageError
from tasks.operate.lock import data_lock
from tasks.operate.shared_releases import SharedReleases
from tasks.raw.storage import open_storage
from tasks.release.published.folders import current_release


def shared_releases(data: Path) -> SharedReleases | None:
    """The releases at the address that the settings name; None when they name none.

    Raises:
        UsageError: When a setting is wrong, or nothing that is installed knows such an address.
    """
    address = load_settings(data).values.releases
    return SharedReleases(open_storage(address), data) if address else None


@contextmanager
def handed_over(
    data: Path, report: RunReport, *, remove_old: bool = False
) -> Iterator[SharedReleases | None]:
    """Go on from the release that is current at the address, and publish there what a run makes current here.

    Args:
        data: The data folder, whose lock the caller holds.
        report: Of the run; notes which old releases were removed at the address.
        remove_old: Whether old releases are removed there.

    Yields:
        The releases at the address; None when the settings name none.

    Raises:
        RefusedError: When another machine has published there since the run began.
        StorageError: When the address cannot be read or written.
    """
    shared = shared_releases(data)
    if shared is None:
        yield None
        return
    shared.take_over()
    try:
        yield shared
    except SourceUnavailableError:  # what came before may be published
        shared.hand_over()
        raise
    shared.hand_over()
    if remove_old:
        settings = load_settings(data).values
        removed = shared.remove_old(settings.keep_nights, settings.keep_months)
        report.counts |= {"removed_shared_releases": removed} if removed else {}


def take_over_to_read(data: Path) -> str | None:
    """Let whoever only reads see the release that is current at the address.

    Returns:
        A sentence when the address could not be read and the release that is here is shown instead.

    Raises:
        UsageError: When a setting is wrong, or nothing that is installed knows such an address.
        StorageError: When the address could not be read and there is no release here.
    """
    shared = shared_releases(data)
    if shared is None:
        return None
    try:
        with data_lock(data):
            shared.take_over()
    except LockedError:
        return None  # the run that is at work has taken it over
    except StorageError as error:
        release = current_release(data)
        if release is None:
            raise
        return f"{error} This is of the release {release.name}, which may be an older one."
    return None
