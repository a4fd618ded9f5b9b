"""Who hears alarms, and how they are displayed: what may be a secret is left out."""

import re
import shlex
from typing import NamedTuple

_PROGRAM = re.compile(r"[\w./+-]+")
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?")


class Listeners(NamedTuple):
    """Who hears alarms: a command, run without a shell, and a web address; None for none."""

    command: str | None
    address: str | None


def masked_command(command: str) -> str:
    """The first word of a command; what comes after it may be a secret."""
    first, *more = _words(command) or [""]
    if not _PROGRAM.fullmatch(first):
        return "…"
    return f"{first} …" if more else first


def masked_address(address: str) -> str:
    """The host of an address; all else in it may be a secret, the path of a webhook too."""
    scheme, _, rest = address.partition("://")
    netloc, slash, path = rest.partition("/")
    host = netloc.rpartition("@")[2]
    is_host = _HOST.fullmatch(host) and not (slash and "@" in path and "@" not in netloc)
    return f"{scheme}://{host}/…" if is_host else f"{scheme}://…"


def _words(command: str) -> list[str]:
    """The words of a command; none when they cannot be told apart."""
    try:
        return shlex.split(command)
    except ValueError:
        return []
