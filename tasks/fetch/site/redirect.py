"""The target of a redirect."""

from contextlib import suppress
from urllib.parse import urldefrag, urljoin, urlsplit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 2000
"""Letters of an address; longer ones are no pages of the site."""


def redirect_target(url: str, location: str | None) -> str:
    """The target of a redirect, '' for none or an unreadable one.

    `location` is the header as received: its bytes as letters of latin-1.
    """
    if not location or not location.strip():
        return ""
    with suppress(UnicodeError):  # it really is latin-1
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urldefrag(urljoin(url, location.strip())).url
        urlsplit(target)
    except ValueError:
        return ""
    return target if len(target) <= _LONGEST else ""


def same_page(url: str, other: str) -> bool:
    """Whether two addresses differ at most in scheme and host."""
    return urlsplit(url)[2:4] == urlsplit(other)[2:4]
