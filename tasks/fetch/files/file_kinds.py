"""The kind of a file by its name, and its path in an archive."""

import posixpath
import re
import shlex
from typing import Literal

from tasks.fetch.files.provenance import SIDECAR

FileKind = Literal["records", "zip", "unsupported", "packed", "sidecar", "page"]

_GZIP = ".gz"
_TARS = (
    ".tar",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".tbz2",
    ".tbz",
    ".tar.xz",
    ".txz",
    ".tar.lz",
    ".tar.z",
    ".tlz",
    ".taz",
)
_ARCS = (".arc", ".arc.gz")
_OTHERS = (".7z", ".rar", ".zst", ".lz4", ".bz2", ".xz", ".lzma")
_SUFFIXES: dict[FileKind, tuple[str, ...]] = {
    "records": (".warc", ".warc.gz", ".wet", ".wet.gz"),
    "zip": (".zip", ".wacz"),
    "unsupported": (*_TARS, *_ARCS, *_OTHERS),
    "packed": (_GZIP,),
    "sidecar": (SIDECAR,),
}
_KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes}
ARCHIVES_OF_FILES: frozenset[FileKind] = frozenset({"zip", "unsupported"})
_DRIVE = re.compile(r"[A-Za-z]:")


def kind_of(name: str) -> FileKind:
    """The kind of a file by its longest known suffix, in any case.

    'records' for WARC and text extracts of WARC (WET); 'zip' for zip and WACZ; 'packed' for a single page in
    gzip; 'unsupported' for archives that must be unpacked first; 'page' for anything else.
    """
    lowered = name.lower()
    found = [suffix for suffix in _KINDS if lowered.endswith(suffix)]
    return _KINDS[max(found, key=len)] if found else "page"


def advice_on(name: str) -> str:
    """What to do with an archive of a kind that is not read."""
    if name.lower().endswith(_ARCS):
        return "convert it to WARC first, as `warcio recompress` does"
    if name.lower().endswith(_TARS):
        place = name if "/" in name else f"./{name}"  # a:b would be a file of another machine
        return f"unpack it first (tar xf {shlex.quote(place)}), then give its folder"
    return "unpack it first, then give its folder"


def is_hidden(path: str) -> bool:
    """Whether a file, or one of its folders, is hidden: systems put their own files there."""
    return any(part.startswith(".") for part in path.split("/"))


def unpacked_name(name: str) -> str:
    """The name of a page without the suffix of gzip."""
    return name[: -len(_GZIP)] if name.lower().endswith(_GZIP) else name


def path_of(name: str) -> str:
    """The path of a member without `.` and `..`, the same for all spellings."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


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
