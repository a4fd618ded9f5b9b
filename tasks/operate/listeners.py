"""Who receives alarms, and how to print them without secrets."""

import re
import shlex
from typing import NamedTuple

_PROGRAM = re.compile(r"[\w./+-]+")
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?")


class Listeners(NamedTuple):
    """The receivers of alarms: a command, run without a shell, and a web address."""

    command: str | None
    address: str | None


def masked_command(command: str) -> str:
    """The first word of a command; the others may be secret."""
    try:
        first, *more = shlex.split(command) or [""]
    except ValueError:  # its quotes do not match
        first, more = "", []
    if not _PROGRAM.fullmatch(first):
        return "…"
    return f"{first} …" if more else first


def masked_address(address: str) -> str:
    """The host of an address; the rest may be secret, as the path of a webhook is."""
    scheme, _, rest = address.partition("://")
    netloc, slash, path = rest.partition("/")
    host = netloc.rpartition("@")[2]
    is_host = _HOST.fullmatch(host) and not (slash and "@" in path and "@" not in netloc)
    return f"{scheme}://{host}/…" if is_host else f"{scheme}://…"
