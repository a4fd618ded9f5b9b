"""Where the releases of a data folder lie, told without opening them.

DIR/current -> releases/<version>/     what readers open
"""

import shlex
from pathlib import Path

from tasks.errors import UsageError
from tasks.release.manifest import MANIFEST_FILE

CURRENT = "current"
RELEASES = "releases"


def current_release(data: Path) -> Path | None:
    """The folder of the current release; None when there is none."""
    current = data / CURRENT
    return current.resolve() if (current / MANIFEST_FILE).is_file() else None


def none_yet(data: Path) -> str:
    """The sentence that says that a data folder has no release, and how it gets one."""
    command = shlex.join(["senate-questions", "ingest", "--from", "sample", "--data", str(data)])
    return f"There is no release in {data} yet. Run: {command}"


def release_folder(data: Path, version: str | None) -> Path:
    """The folder of a release of a data folder.

    Args:
        data: The data folder.
        version: Its version; None for the current release.

    Raises:
        UsageError: When there is no release yet, or none of that version.
    """
    if version is None:
        release = current_release(data)
        if release is None:
            raise UsageError(none_yet(data))
        return release
    kept = sorted(path.name for path in (data / RELEASES).glob("[!.]*") if (path / MANIFEST_FILE).is_file())
    if version not in kept:
        raise UsageError(f"There is no release {version} in {data}. There are: {', '.join(kept) or 'none'}")
    return data / RELEASES / version
