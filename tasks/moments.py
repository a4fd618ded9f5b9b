"""Moments that we wrote down, read again."""

from datetime import datetime

_YEARS = range(2000, 2200)


def recorded_moment(text: str) -> datetime:
    """A moment that we wrote down in ISO 8601.

    Raises:
        ValueError: When it is none, has no zone, or is of no year in which we write.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(f"{text} has no time zone, or a year that cannot be")
    return moment
