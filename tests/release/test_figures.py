"""Figures about ministers and senators, as the facts of the sample give them by hand (tests/facts)."""

from datetime import date

import pytest

from tests.release.mart_rows import part, question, text

OUT_OF_OFFICE = {"in_office_at_deadline": "4-90080", "in_office_at_answer": "5-90051"}
"""Due 22 days after the term of its minister, announced 464 days after the term of another."""


def rows(database, query):
    return database.execute(query).fetchall()


def figures(database, kind, identifier, *names, year="year IS NULL"):
    where = f"kind = '{kind}' AND id = '{identifier}' AND {year}"
    [row] = rows(database, f"SELECT {', '.join(names)} FROM figures WHERE {where}")
    return row


@pytest.mark.parametrize(("column", "without"), OUT_OF_OFFICE.items())
def test_who_left_before_the_day_no_longer_held_the_office(database, column, without):
    day = {"in_office_at_deadline": "deadline_on", "in_office_at_answer": "answered_on"}[column]
    assert rows(database, f"SELECT question_id FROM v_questions WHERE NOT {column}") == [(without,)]
    assert rows(
        database, f"SELECT count(*) FROM v_questions WHERE ({column} IS NULL) <> ({day} IS NULL)"
    ) == [(0,)]


def test_days_of_after_the_term_are_not_the_ministers_but_the_offices(world):
    """Answers after 10 and 20 days, after 500 when the term was over, and one of an unknown minister."""
    given = {"status": "answered", "office_id": "minister:justice"}
    ours = {"minister_id": "annemie-turtelboom", "in_office_at_answer": True}
    asked = [question(1, response_days=10, **given, **ours), question(2, response_days=20, **given, **ours)]
    asked.append(question(3, response_days=500, **given, **ours | {"in_office_at_answer": False}))
    ask = world(questions=[*asked, question(4, response_days=60, **given)])
    counted = (
        "SELECT median_days, answers_left_out, answers_with_days FROM figures WHERE year IS NULL AND kind"
    )
    assert ask(f"{counted} = 'minister'") == [(15.0, 1, 2)]
    assert ask(f"{counted} = 'office'") == [(40.0, 0, 4)]
    for view in ("v_response_times", "v_who_asks_whom"):
        times = ask(f"SELECT median_days, answers_left_out FROM {view} ORDER BY minister_id NULLS LAST")
        assert times == [(15.0, 1), (60.0, 0)]


def test_a_deadline_of_after_the_term_is_not_the_ministers(world):
    """Of four late ones one was due after the term, one has no day of a deadline, and one is requalified."""
    ours = {"minister_id": "annemie-turtelboom", "office_id": "minister:justice", "is_late": True}
    asked = [
        question(1, **ours, in_office_at_deadline=True),
        question(2, **ours, in_office_at_deadline=False),
        question(3, **ours),
        question(4, **ours, in_office_at_deadline=True) | {"status": "requalified"},
    ]
    ask = world(questions=asked)
    found = "SELECT with_deadline, late, deadlines_left_out FROM figures WHERE year IS NULL AND kind ="
    assert ask(f"{found} 'minister'") == [(1, 1, 2)]
    assert ask(f"{found} 'office'") == [(3, 3, 0)]
    times = "SELECT with_deadline, late, share_in_time, deadlines_left_out FROM v_response_times"
    assert ask(times) == [(1, 1, 0.0, 2)]
    assert ask("SELECT count(*) FROM deadlines_kept") == [(3,)]


def test_an_announcement_is_no_answer_in_a_figure(world):
    """Its status stays. One of which a part will come later is an answer, and so is one that is cut."""
    given = {"status": "answered", "answered_on": date(2013, 3, 1), "response_days": 59, "is_late": True}
    given |= {"member_id": "m", "party_id": "ps", "original_language": "nl"}
    held = [text(n, "nl", name, words=5, is_cut=n == 3) for n in (1, 2, 3) for name in ("question", "answer")]
    parts = [part(1, "placeholder"), part(2, "placeholder"), part(2, "substance", 1), part(3, "placeholder")]
    ask = world(questions=[question(n, **given) for n in (1, 2, 3)], texts=held, answer_parts=parts)
    assert ask("SELECT question_id, status FROM v_questions WHERE is_announced") == [("5-1", "answered")]
    assert ask("SELECT count(counted_days), count(counted_late), count(response_days) FROM v_questions") == [
        (2, 2, 3)
    ]
    for view in ("v_activity", "v_who_asks_whom", "v_government_opposition"):
        assert ask(f"SELECT questions, answered, announced FROM {view}") == [(3, 2, 1)], view
    assert ask("SELECT answered, only_announced, answers_held FROM v_answer_substance") == [(2, 1, 1)]


def test_the_sample_leaves_out_what_fell_after_the_term(database):
    names = (
        "questions",
        "answered",
        "announced",
        "answers_with_days",
        "median_days",
        "with_deadline",
        "late",
    )
    left = ("answers_left_out", "deadlines_left_out")
    zeverdonck = figures(database, "minister", "ignaas-van-zeverdonck", *names, *left)
    assert zeverdonck == (1, 0, 1, 0, None, 0, 0, 0, 0)
    roscourt = figures(database, "minister", "theodore-lambilliotte-roscourt", *names, *left)
    assert roscourt == (2, 1, 0, 1, 684, 0, 0, 0, 1)
    climate = figures(database, "office", "minister:climate+energy", *names, *left)
    assert climate == (1, 0, 0, 0, None, 1, 1, 0, 0)
