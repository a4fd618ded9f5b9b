"""Limits for one page: its bytes, its lines and the rows made from it.

One setting, `largest_page`, bounds all of them. What is made from a page stays in memory for a while, often
several times, so none of it may weigh more than the largest page.
"""

from collections.abc import Iterable

from schemas.codes import ReasonCode
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode.clean import UndecodableError

LINE = 25
"""Weight of a line in bytes."""
ROW = 40
"""Weight of a row in bytes, without its text: a changed letter, a mention, a sub-question."""
KEPT_ROW = 500
"""Weight of a row that stays an object while questions are assembled: keywords, events, links, issues.

No known page has more than 300 of them.
"""


class TooMuchError(UndecodableError):
    """A page that has, or produces, more than one page may."""

    code: ReasonCode = "too_much"


def weight(texts: Iterable[str], each: int = ROW) -> int:
    """Weight of rows in bytes, given the text of each."""
    return sum(each + len(text) for text in texts)


def require_size(size: int, largest: int) -> None:
    """Raise TooMuchError for a page with more bytes than `largest`."""
    if size > largest:
        raise TooMuchError(
            f"The page has {size:,} bytes, more than the limit of {largest:,}. If it is a real question, set "
            f"`largest_page` to at least {size} and run `rebuild`."
        )


def require_weight(what: str, weighs: int, largest: int) -> None:
    """Raise TooMuchError when something made from a page is too heavy.

    `what` is the subject of the message's first sentence, in the plural. A `largest` below `LARGEST_PAGE`
    does not lower the limit.
    """
    most = max(largest, LARGEST_PAGE)
    if weighs > most:
        raise TooMuchError(
            f"{what} take {weighs:,} bytes, more than the limit of {most:,}; no known question has so many. "
            f"If this is a real question, set `largest_page` to at least {weighs} and run `rebuild`."
        )
