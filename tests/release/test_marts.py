"""The views for analysis: what they say of themselves, and their numbers on the sample."""

import datetime as dt
from collections import Counter

import pytest

from schemas.marts import views
from schemas.vocabulary.governments import invented_ministers
from schemas.vocabulary.houses import houses
from tasks.common.address import QuestionAddress
from tests.support.each_case import each_case

TWELVE = (
    "v_response_times v_open_by_day v_activity v_topics v_same_question v_languages "
    "v_party_topics v_who_asks_whom v_government_opposition v_answer_substance v_seasons "
    "v_language_versions"
).split()
TO_A_DAY = "('2013-05-05')"


def rows(database, query, *values):
    return database.execute(query, values).fetchall()


def one(database, query, *values):
    (row,) = rows(database, query, *values)
    return row


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_a_view_has_the_columns_that_it_explains_and_rows(view, database):
    name = f"{view.name}{TO_A_DAY if view.kind == 'macro' else ''}"
    described = rows(database, f"DESCRIBE SELECT * FROM {name}")
    assert [column for column, *_ in described] == [column for column, _ in view.columns]
    assert rows(database, f"SELECT * FROM {name} LIMIT 1")


@each_case("view", views(), ids=lambda view: view.name)
def test_a_view_says_what_it_is_in_sentences(view):
    assert view.comment.endswith(".")
    assert "ne row" in view.comment
    assert [name for name, meaning in view.columns if not meaning.endswith(".")] == []


def test_all_twelve_are_there_and_the_one_to_open_first():
    assert {*TWELVE, "v_questions"} <= {view.name for view in views()}


def test_the_views_that_judge_deadlines_say_where_they_come_from():
    judging = [
        view for view in views() if {"overdue", "in_time", "is_late"} & {name for name, _ in view.columns}
    ]
    told = " ".join(f"{view.comment} {dict(view.columns)}" for view in judging)
    assert {view.name for view in judging} >= {"v_questions", "v_response_times", "v_open_by_day"}
    assert told.count("legislature 5") >= 4


def test_the_view_of_questions_has_a_row_for_each(database):
    assert rows(database, "SELECT question_id FROM v_questions ORDER BY question_id") == rows(
        database, "SELECT question_id FROM questions ORDER BY question_id"
    )


def test_the_view_of_questions_tells_of_the_one_that_the_site_gave(database):
    assert one(
        database,
        """SELECT author, party, party_id, language_group, side, role, minister, status, status_since,
        response_days, deadline_on, is_late, days_after_deadline, subquestions, subquestions_answered,
        answer_parts, answer_kinds, group_size, group_held FROM v_questions WHERE question_id = '5-8900'""",
    ) == (
        *("Martine Taelman", "Open Vld", "open-vld", "nl", "government", "prime_minister"),
        *("Elio Di Rupo", "answered", day("2013-05-30"), 30, *(None,) * 3, 4, 4, 2, ["substance"], 19, 1),
    )


def test_what_came_late_and_what_did_not_and_addresses_are_those_of_the_site(database):
    late = "SELECT is_late, days_after_deadline FROM v_questions WHERE question_id = ?"
    assert one(database, late, "4-90020") == (True, 12)
    assert one(database, late, "7-90061") == (False, -21)
    assert one(database, late, "4-90010") == (True, None)
    found = rows(
        database, "SELECT legislature, number, url_nl, url_fr FROM v_questions WHERE house = 'senate'"
    )
    for legislature, number, *urls in found:
        assert urls == [QuestionAddress("main", legislature, number, one).url for one in ("nl", "fr")]
    (dutch,) = one(database, "SELECT url_nl FROM v_questions WHERE question_id = '55-900010'")
    assert dutch.startswith("https://www.dekamer.be/")
    assert dutch.endswith("?dossier=2022202390010&legislat=55")


def test_words_of_questions_are_those_of_the_language_in_which_it_was_asked(database):
    found = rows(
        database,
        """SELECT question_id, text, question_words FROM v_questions JOIN texts USING (question_id)
        WHERE part = 'question' AND language = original_language AND NOT is_cut""",
    )
    assert len(found) == 26
    for question, text, words in found:
        assert words == len(text.split()), question


def test_invented_questions_have_invented_ministers_and_the_real_one_has_a_real_one(database):
    named = """SELECT DISTINCT q.question_id FROM questions q JOIN minister_terms m USING (minister_id)
    WHERE (m.source LIKE 'invented%') = (q.number >= ?) ORDER BY ALL"""
    assert len(rows(database, named, houses()[0].invented_from)) == 28
    found = rows(database, "SELECT DISTINCT minister_id FROM minister_terms WHERE source LIKE 'invented%'")
    assert {minister for (minister,) in found} == {term.minister for term in invented_ministers()}


def test_response_times(database):
    row = """SELECT questions, answered, median_days, with_deadline, in_time, late, share_in_time
    FROM v_response_times"""
    late = one(database, f"{row} WHERE minister_id = 'philippine-grandjacquet' AND year = 2009")
    assert late == (1, 1, 42, 1, 0, 1, 0)
    assert one(database, f"{row} WHERE minister_id = 'lodewijk-terbruggelinck'") == (1, 1, 24, 1, 1, 0, 1)
    assert one(database, f"{row} WHERE minister_id = 'elio-di-rupo'") == (1, 1, 30, 0, 0, 0, None)
    totals = "SELECT sum(questions), sum(answered), sum(with_deadline), sum(in_time) FROM v_response_times"
    # 5-90051 is announced, 4-90080 due after the term; 55-900010 in time, 56-900052 late without an answer.
    assert one(database, totals) == (28, 16, 13, 6)


@pytest.mark.parametrize(
    ("day", "questions"),
    [
        ("2008-10-20", {}),
        ("2008-10-21", {"4-90010": 0}),
        ("2008-11-20", {"4-90010": 30}),
        ("2009-01-04", {"4-90010": 75}),
        ("2009-01-05", {}),
        ("2012-02-09", {"5-90001": 0, "5-90002": 0, "5-90003": 0, "5-90051": 150}),
        ("2013-05-05", {"5-8900": 5, "5-90003": 451, "5-90070": 373}),
    ],
)
def test_what_was_open_on_a_day(database, day, questions):
    found = rows(database, "SELECT question_id, age_days FROM open_on(?)", day)
    assert dict(found) == questions
    counted = rows(database, "SELECT age_from, open FROM v_open_by_day WHERE day = ? AND open > 0", day)
    ages = (0, 31, 61, 91, 181, 366)
    assert dict(counted) == Counter(max(age for age in ages if age <= days) for days in questions.values())


def test_overdue_is_what_has_a_printed_deadline_before_that_day(database):
    overdue = "SELECT sum(overdue), sum(without_deadline) FROM v_open_by_day WHERE day = ?"
    assert one(database, overdue, "2008-11-20") == (0, 0)
    assert one(database, overdue, "2008-11-21") == (1, 0)
    assert one(database, overdue, "2013-05-05") == (0, 3)
    assert one(database, "SELECT days_overdue FROM open_on('2008-11-22')") == (2,)


def test_the_days_have_no_gap_and_end_with_the_last_one_that_is_reported_of(database):
    query = """SELECT min(day), max(day), count(DISTINCT day), count(*) FROM v_open_by_day
    WHERE house = 'senate'"""
    first, last, days, many = one(database, query)
    assert (first, last) == (day("2008-10-21"), *one(database, "SELECT day FROM last_day"))
    assert (days, many) == ((last - first).days + 1, 6 * days)


def test_activity(database):
    row = """SELECT questions, distinct_questions, offices, answered, median_days, share_of_party,
    share_of_all FROM v_activity"""
    assert one(database, f"{row} WHERE member_id = 'annelore-cauwelier-daniels'") == (3, 1, 3, 2, 92, 1, 0.6)
    assert one(database, f"{row} WHERE member_id = 'martine-taelman'") == (1, 1, 1, 1, 30, 0.5, 0.5)
    assert one(database, "SELECT sum(questions) FROM v_activity") == (28,)


def test_topics(database):
    row = "SELECT topic_fr, questions, share, rank, more FROM v_topics WHERE topic = ? AND year = ?"
    assert one(database, row, "laser", 2012) == (None, 3, 0.6, 2, 3)
    assert one(database, row, "verzonnen voorbeeld", 2012) == (None, 5, 1.0, 1, 4)
    assert one(database, row, "4133", 2012) == ("service postal", 1, 0.2, 8, 1)


def test_topics_are_one_for_both_languages(database):
    """A French keyword counts beside a Dutch one only if it names another concept."""
    alone = "SELECT topic FROM question_topics WHERE topic_nl IS NULL"
    assert rows(database, alone) == []
    both = "SELECT topic_nl, topic_fr FROM question_topics WHERE topic = '5609' GROUP BY ALL"
    assert one(database, both) == ("taalgebruik", "emploi des langues")


def test_one_question_to_many_ministers(database):
    assert rows(
        database,
        """SELECT question_id, minister, response_days, answered_as, likeness, most_like
        FROM v_same_question WHERE group_id = '5-90001'""",
    ) == [
        ("5-90001", "Godelinde Vanmeersbeke", 39, 1, 0.0, "5-90002"),
        ("5-90002", "Apolline Desmartelière", 145, 2, 0.0, "5-90001"),
        ("5-90003", "Barthélemy Quintart-Noville", None, None, None, None),
    ]
    assert one(database, "SELECT count(*), count(DISTINCT group_id) FROM v_same_question") == (11, 6)
    # Alone in the release, both name others: 5-8900 was put to 18 more ministers, 6-90030 was put again.
    alone = "SELECT question_id, group_size, group_reason FROM v_same_question WHERE group_held = 1"
    assert rows(database, alone) == [("5-8900", 19, "link"), ("6-90030", 2, "link")]


def test_languages(database):
    totals = "SELECT asked_in, answer_in, sum(questions) FROM v_languages GROUP BY ALL ORDER BY ALL"
    in_french, in_dutch = [("nl, fr", 4), ("none", 5)], [("nl", 1), ("nl, fr", 11), ("none", 7)]
    assert rows(database, totals) == [("fr", *one) for one in in_french] + [("nl", *one) for one in in_dutch]
    both = "SELECT DISTINCT asked_in_other FROM v_languages WHERE language_group = 'both'"
    assert rows(database, both) == [(None,)]
    assert one(database, "SELECT count(*) FROM v_languages WHERE asked_in_other") == (0,)


def test_what_a_party_asks_about_more_than_others(database):
    row = """SELECT questions, party_questions, topic_questions, all_questions, share_of_party, specialisation
    FROM v_party_topics WHERE legislature = ? AND party_id = ? AND topic = ?"""
    assert one(database, row, 5, "n-va", "laser") == (3, 3, 3, 9, 1.0, 3.0)
    assert one(database, row, 5, "n-va", "verzonnen voorbeeld") == (3, 3, 8, 9, 1.0, 1.13)


def test_who_asks_whom(database):
    row = "SELECT minister, minister_party_id, own_party, side, questions FROM v_who_asks_whom"
    assert rows(database, f"{row} WHERE legislature = 6 AND party_id = 'cdv' ORDER BY minister") == [
        ("Lodewijk Terbruggelinck", "cdv", True, "government", 1),
        ("Ombeline Fauquembray", "mr", False, "government", 1),
    ]
    totals = "SELECT sum(questions), count(*) FILTER (WHERE own_party) FROM v_who_asks_whom"
    assert one(database, totals) == (28, 3)


def test_government_against_opposition(database):
    sides = """SELECT side, sum(questions)
    FROM v_government_opposition WHERE government = ? GROUP BY side ORDER BY side"""
    assert rows(database, sides, "Di Rupo") == [("government", 4), ("opposition", 3)]
    assert rows(database, sides, "Michel I") == [("government", 2), ("opposition", 2)]
    assert one(
        database,
        """SELECT questions, share, answered, median_days, with_deadline, in_time FROM v_government_opposition
        WHERE government_id = 'michel-i' AND party_id = 'cdv'""",
    ) == (2, 0.5, 2, 26.5, 2, 2)
    assert one(database, "SELECT sum(questions) FROM v_government_opposition") == (28,)


def test_the_substance_of_answers(database):
    row = """SELECT answers_held, median_words, with_substance, only_not_competent, only_announced,
    only_deposited, naming_questions FROM v_answer_substance"""
    assert one(database, f"{row} WHERE minister_id = 'lodewijk-terbruggelinck'") == (1, 31, 0, 1, 0, 0, 1)
    assert one(database, f"{row} WHERE minister_id = 'ignaas-van-zeverdonck'") == (0, None, 0, 0, 1, 0, 0)
    assert one(database, f"{row} WHERE minister_id = 'elio-di-rupo'") == (1, 419, 1, 0, 0, 0, 0)
    assert one(database, "SELECT sum(answers_held), sum(with_substance) FROM v_answer_substance") == (16, 15)


def test_seasons(database):
    row = """SELECT asked, answered, reminders, closed, lapsed, put_again, days_to_end
    FROM v_seasons WHERE month = ?"""
    assert one(database, row, "2009-01-01") == (0, 0, 0, 1, 0, 0, 490)
    assert one(database, row, "2009-02-01") == (1, 0, 0, 0, 0, 1, 459)
    assert one(database, row, "2010-05-01") == (0, 0, 0, 0, 1, 0, 5)
    assert one(database, row, "2012-05-01") == (0, 0, 2, 0, 0, 0, 727)
    sums = "SELECT sum(asked), sum(answered), sum(announced), sum(closed), sum(unknown) FROM v_seasons"
    assert one(database, sums) == (28, 13, 1, 2, 1)  # records have no day of an answer or of their end


def test_language_versions(database):
    found = rows(database, "SELECT question_id, part, language, state FROM v_language_versions")
    assert found == [
        ("5-8900", "question", "fr", "missing"),
        ("5-8900", "answer", "fr", "missing"),
        ("5-90051", "answer", "fr", "announced"),
        ("5-90051", "answer", "nl", "announced"),
    ]
