"""What archives of files have in common: their members, and which of them are refused."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        path: Where it stands in the archive, without `.` and `..`.
        size: Bytes as the archive declares them.
        refused: Why it is not opened; None when it can be.
        open: Gives its content as a stream; until the next member is asked for.
    """

    path: str
    size: int
    refused: str | None
    open: Callable[[], BufferedReader]


def path_of(name: str) -> str:
    """The path of a member without `.` and `..`, of the same form for all ways of writing it."""
    return posixpath.normpath(name).lstrip("/")


def why_outside(name: str) -> str | None:
    """Why the path of a member is refused: None when it stays in its folder, whatever the system."""
    path = name.replace("\\", "/")
    if path.startswith("/"):
        return "its path is absolute"
    if _DRIVE.match(path):
        return "its path names a drive"
    if posixpath.normpath(path).split("/")[0] == "..":
        return "its path leaves the folder of the archive"
    return None
