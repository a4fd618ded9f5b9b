"""The kind of a file by its name."""

from typing import Literal

from tasks.fetch.files.provenance import SIDECAR

FileKind = Literal["records", "zip", "tar", "unsupported", "packed", "sidecar", "page"]

_GZIP = ".gz"
_SUFFIXES: dict[str, FileKind] = {
    ".warc": "records",
    ".warc.gz": "records",
    ".wet": "records",
    ".wet.gz": "records",
    ".arc": "records",
    ".arc.gz": "records",
    ".zip": "zip",
    ".wacz": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tbz2": "tar",
    ".tbz": "tar",
    ".tar.xz": "tar",
    ".txz": "tar",
    ".7z": "unsupported",
    ".rar": "unsupported",
    ".zst": "unsupported",
    ".lz4": "unsupported",
    ".tar.lz": "unsupported",
    ".tar.z": "unsupported",
    _GZIP: "packed",
    SIDECAR: "sidecar",
}
_ARCHIVES = frozenset({"zip", "tar", "unsupported"})


def kind_of(name: str) -> FileKind:
    """The kind of a file by its longest known suffix, in any case.

    'records' for WARC, text extracts of WARC (WET) and ARC; 'zip' for zip and WACZ; 'packed' for a single
    page in gzip; 'unsupported' for archives that cannot be read; 'page' for anything else.
    """
    lowered = name.lower()
    found = [suffix for suffix in _SUFFIXES if lowered.endswith(suffix)]
    return _SUFFIXES[max(found, key=len)] if found else "page"


def is_archive_of_files(kind: FileKind) -> bool:
    """Whether a file of this kind holds files that may be archives themselves."""
    return kind in _ARCHIVES


def is_hidden(path: str) -> bool:
    """Whether a file, or one of its folders, is hidden: systems put their own files there."""
    return any(part.startswith(".") for part in path.split("/"))


def unpacked_name(name: str) -> str:
    """The name of a page without the suffix of gzip."""
    return name[: -len(_GZIP)] if name.lower().endswith(_GZIP) else name
