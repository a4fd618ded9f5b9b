"""What may happen to a file or a folder: each harm has a name in plain words, and does it to a path.

Files of a release may not be written to, so that a harm puts another file in the place of the first.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

Harm = Callable[[Path], None]

GARBAGE = bytes(range(256)) * 2
NOT_UTF8 = b'{"\xff\xfe": "\xe9\xa9\xc3"}\n'
DEEP = b"[" * 100_000 + b"]" * 100_000
_ZONE = re.compile(rb"(\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00:00|Z)")
_OTHER_TYPES: dict[type, Any] = {str: 7, int: "seven", float: "seven", bool: "yes", list: {}, dict: []}


def clear(path: Path) -> None:
    """Remove whatever stands there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def put(content: bytes, path: Path) -> None:
    """Let a file have this content, whatever stands there."""
    clear(path)
    path.write_bytes(content)


def cut(path: Path) -> None:
    content = path.read_bytes()
    put(content[: len(content) // 2], path)


def zeroed(path: Path) -> None:
    put(bytes(path.stat().st_size), path)


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    put(bytes(content), path)


def flipped_unseen(path: Path) -> None:
    """Neither size nor date of the file tells that something has happened."""
    known = path.stat()
    flipped(path)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def _said(path: Path) -> dict[str, Any]:
    """What a file of JSON says, with or without a line before it that holds its sum."""
    content = path.read_bytes()
    try:
        return json.loads(content)
    except ValueError:
        return json.loads(content.split(b"\n", 1)[1])


def mistyped(path: Path) -> None:
    """The keys are right, and no value is of its type."""
    content = _said(path)
    other = {name: _OTHER_TYPES.get(type(value), []) for name, value in content.items()}
    put(f"{json.dumps(other)}\n".encode(), path)


def halved(path: Path) -> None:
    """Every second key is missing."""
    content = _said(path)
    put(f"{json.dumps({name: content[name] for name in list(content)[::2]})}\n".encode(), path)


def without_zone(path: Path) -> None:
    content, times = _ZONE.subn(rb"\1", path.read_bytes())
    assert times
    put(content, path)


def folder(path: Path) -> None:
    clear(path)
    path.mkdir()


def filled_folder(path: Path) -> None:
    folder(path)
    (path / path.name).write_bytes(GARBAGE)


def dangling(path: Path) -> None:
    clear(path)
    path.symlink_to("nowhere/at-all")


def circle(path: Path) -> None:
    clear(path)
    path.symlink_to(path.name)


def real_folder(path: Path) -> None:
    """What a tool leaves that copies the content of links."""
    target = path.resolve()
    clear(path)
    shutil.copytree(target, path)


def elsewhere(path: Path) -> None:
    """A link to a folder that is no release."""
    (path.parent / "elsewhere").mkdir()
    clear(path)
    path.symlink_to("elsewhere")


def linked(path: Path) -> None:
    """A link to the same content elsewhere."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


HARMS: dict[str, Harm] = {
    "cut": cut,
    "cut at its end": lambda path: put(path.read_bytes()[:-1], path),
    "emptied": partial(put, b""),
    "zeroed": zeroed,
    "removed": clear,
    "one byte flipped": flipped,
    "one byte flipped, its date kept": flipped_unseen,
    "garbage appended": lambda path: put(path.read_bytes() + GARBAGE, path),
    "garbage": partial(put, GARBAGE),
    "not UTF-8": partial(put, NOT_UTF8),
    "{}": partial(put, b"{}\n"),
    "[]": partial(put, b"[]\n"),
    "null": partial(put, b"null\n"),
    "values of other types": mistyped,
    "half of the keys": halved,
    "deeply nested": partial(put, DEEP + b"\n"),
    "a time without zone": without_zone,
    "a wrong value": partial(put, b'workers = "many"\n'),
    "an unknown name": partial(put, b"workerz = 2\n"),
    "deeply nested lists": partial(put, b"workers = " + DEEP + b"\n"),
    "a folder in its place": folder,
    "a full folder in its place": filled_folder,
    "a file in its place": partial(put, b"A file.\n"),
    "an empty file in its place": partial(put, b""),
    "an empty folder": folder,
    "a real folder": real_folder,
    "a dangling link": dangling,
    "a link in a circle": circle,
    "a link to something else": elsewhere,
    "a link to the same": linked,
}
GROUPS: dict[str, tuple[str, ...]] = {
    "BYTES": ("cut", "emptied", "zeroed", "one byte flipped", "garbage appended"),
    "NONE": ("removed", "a folder in its place", "a dangling link"),
    "JSON": ("{}", "[]", "null", "values of other types", "half of the keys", "deeply nested", "not UTF-8"),
    "BLOCKED": ("a file in its place", "an empty file in its place", "a dangling link"),
}


def named(names: str) -> list[str]:
    """The names of harms that a cell of the table stands for, its groups resolved."""
    parts = names.split(" | ")
    return [name for part in parts for name in GROUPS.get(part, (part,))]
