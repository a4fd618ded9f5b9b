"""Members of archives of files, and which of them are refused."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    path: str  # its path in the archive, without `.` and `..`
    size: int  # bytes as the archive declares them
    refused: str | None  # why it is not opened; None when it can be
    open: Callable[[], BufferedReader]  # returns its content as a stream, valid until the next member


def path_of(name: str) -> str:
    """The path of a member without `.` and `..`, the same for all spellings."""
    return posixpath.normpath(name).lstrip("/")


def why_outside(name: str) -> str | None:
    """Why a member's path is refused: None when it stays in its folder, on any system."""
    path = name.replace("\\", "/")
    if path.startswith("/"):
        return "its path is absolute"
    if _DRIVE.match(path):
        return "its path names a drive"
    if posixpath.normpath(path).split("/")[0] == "..":
        return "its path leaves the folder of the archive"
    return None
