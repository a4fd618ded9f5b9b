"""What one page may take at most: its bytes, the lines that it is cut into, and the rows that it gives.

One bound is for all of them, the setting `largest_page`: what is made of a page is held in memory for a
while, much of it several times, so that nothing of it may weigh more than the largest page itself.
"""

from collections.abc import Iterable

from tasks.decode.clean import UndecodableError

LARGEST_PAGE = 2_000_000
"""Bytes; a larger page is quarantined. The largest page known has 0.5 MB."""

LINE = 25
"""Bytes that a line weighs."""
ROW = 40
"""Bytes that a row weighs beside its letters: a changed letter, a mention, a sub-question."""
HELD_ROW = 500
"""The same for rows that are held as objects while all questions are put together: keywords, events, links,
issues. The page known with most of them has 300."""


class TooMuchError(UndecodableError):
    """A page that has, or gives, more than a page may; the message is a sentence."""


def heaviest(largest: int) -> int:
    """What anything that is made of a page may weigh: a lower limit for pages leaves it as it is.

    Args:
        largest: Most bytes a page may have.
    """
    return max(largest, LARGEST_PAGE)


def weight(texts: Iterable[str], each: int = ROW) -> int:
    """What rows weigh, by their texts.

    Args:
        texts: One for each row.
        each: What a row weighs beside its text.
    """
    return sum(each + len(text) for text in texts)


def require_size(size: int, largest: int) -> None:
    """Refuse a page that is too large.

    Raises:
        TooMuchError: When it has more bytes than a page may have.
    """
    if size > largest:
        raise TooMuchError(
            f"The page has {size:,} bytes, more than the limit of {largest:,}. If it is a question all the "
            f"same, set `largest_page` to at least {size} and run `rebuild`."
        )


def require_weight(what: str, weighs: int, largest: int) -> None:
    """Refuse a page of which too much is made.

    Args:
        what: What it is, and where: the subject of a sentence.
        weighs: Its weight.
        largest: Most bytes a page may have.

    Raises:
        TooMuchError: When it weighs more than anything of a page may.
    """
    most = heaviest(largest)
    if weighs > most:
        raise TooMuchError(
            f"{what} weigh {weighs:,} bytes, more than the limit of {most:,}; no question has so many. If "
            f"this is one all the same, set `largest_page` to at least {weighs} and run `rebuild`."
        )
