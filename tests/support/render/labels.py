"""Labels of the Senate's question pages, which are in labels.toml, and what is made of them."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

LANGUAGES = ("nl", "fr")
PRINTED = tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))
NAMES = ("labels", "asked_in", "events", "relations", "kinds")
LABELS, ASKED_IN, EVENTS, RELATIONS, KINDS = (PRINTED[name] for name in NAMES)


def long_date(day: date, language: str) -> str:
    """A date in words, without "1er": 1 février 2010."""
    return f"{day.day} {PRINTED['months'][language].split()[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date of the chronology, without padding: 30/4/2013."""
    return f"{day.day}/{day.month}/{day.year}"


def session_years(day: date) -> str:
    """The parliamentary year of a day; sessions open on the second Tuesday of October (Constitution, 44)."""
    first = date(day.year, 10, 1)
    opening = first + timedelta(days=(1 - first.weekday()) % 7 + 7)
    start = day.year if day >= opening else day.year - 1
    return f"{start}-{start + 1}"


def addressee_line(addressee: str, language: str) -> str:
    """The addressee with its preposition: "aan de …", "à la …", "au …"."""
    if language == "nl":
        return f"aan {addressee}"
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if addressee.startswith(article):
            return contracted + addressee.removeprefix(article)
    return f"à {addressee}"
