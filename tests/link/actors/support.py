"""What the tests of actors share: question rows with little writing."""

from datetime import date, timedelta

from tasks.link.actors import holder_sightings, office_holder_rows

FIRST_DAY = date(2010, 9, 1)


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
