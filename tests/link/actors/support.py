"""What the tests of actors share: question rows with little writing, and the rows of data files."""

import csv
from datetime import date, timedelta
from pathlib import Path

from tasks.link.actors.holders import holder_sightings, office_holder_rows

FIRST_DAY = date(2010, 9, 1)


def rows_of(name):
    """The rows of a data file beside the tests."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(question_id, author=None, party=None, on=None, **addressees):
    """A question row with addressees `nl` and `fr`; a date can be a number of days since `FIRST_DAY`."""
    legislature, number = map(int, question_id.split("-"))
    return {
        "question_id": question_id,
        "legislature": legislature,
        "number": number,
        "author": author,
        "party": party,
        "asked_on": FIRST_DAY + timedelta(on) if isinstance(on, int) else on,
        "addressee_nl": addressees.get("nl"),
        "addressee_fr": addressees.get("fr"),
    }


def kinds(issues):
    """(kind, question_id) of issues."""
    return [(issue["kind"], issue["question_id"]) for issue in issues]


def office_holders(mentions, texts):
    """The rows of holders that some mentions give."""
    return office_holder_rows(holder_sightings(mentions, texts))
