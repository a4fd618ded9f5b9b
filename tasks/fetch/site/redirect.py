"""Where a redirect leads to."""

from contextlib import suppress
from urllib.parse import urldefrag, urljoin, urlsplit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 2000
"""Letters of an address; longer ones are no pages of the site."""


def redirect_target(url: str, location: str | None) -> str:
    """The address that a redirect names.

    Args:
        url: The address that answered.
        location: The header Location as received: its bytes as letters of latin-1.

    Returns:
        '' when it names none, or one that cannot be read.
    """
    if not location or not location.strip():
        return ""
    with suppress(UnicodeError):  # it is latin-1 indeed
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urldefrag(urljoin(url, location.strip())).url
        urlsplit(target)
    except ValueError:
        return ""
    return target if len(target) <= _LONGEST else ""


def same_page(url: str, other: str) -> bool:
    """Whether two addresses differ in scheme and host at most."""
    return urlsplit(url)[2:4] == urlsplit(other)[2:4]
