"""The stores that the settings of a data folder name."""

from pathlib import Path

from flows.settings import load_settings
from tasks.pipeline import road
from tasks.raw import RawStore


def raw_store(data: Path) -> RawStore:
    """The raw store of a data folder: in it, or at the address that the settings name.

    Raises:
        UsageError: When a setting is wrong, or nothing that is installed knows such an address.
    """
    return road.raw_store(data, load_settings(data).values.raw_store)
