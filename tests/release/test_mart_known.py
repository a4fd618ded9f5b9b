"""The views for analysis tell only what is known: small worlds, written row by row."""

from datetime import date, datetime

import pytest

from schemas.marts import views
from tests.release.mart_rows import had, names, part, question, subquestion, text

STATUSES = ("answered", "open", "closed", "requalified", "lapsed", "unknown")
ASKED = date(2013, 1, 1)
OF_ALL = {"office_id": "o", "party_id": "n-va", "member_id": "m", "original_language": "nl"}
COUNTING = [
    view.name
    for view in views()
    if view.name != "figures" and {"questions", "answered"} <= {column for column, _ in view.columns}
]
"""But `figures`, which has a row of each kind for a question."""


def of_each_status():
    """A question of each status, whose deadline was over."""
    return [
        question(number, status=status, deadline_on=date(2013, 2, 1), is_late=True, **OF_ALL)
        for number, status in enumerate(STATUSES, 1)
    ]


@pytest.mark.parametrize("view", COUNTING)
def test_requalified_and_unknown_questions_have_figures_of_their_own(view, world):
    ask = world(questions=of_each_status())
    figures = "sum(questions), sum(answered), sum(requalified), sum(unknown)"
    assert ask(f"SELECT {figures} FROM {view}") == [(6, 1, 1, 1)]


def test_every_view_that_counts_answers_is_tried_and_says_what_a_share_is_of():
    assert sorted(COUNTING) == [
        *("v_activity", "v_government_opposition", "v_languages", "v_response_times", "v_who_asks_whom")
    ]
    says = "divide by the questions without `requalified` and `unknown`"
    told = {view.name: dict(view.columns).get("answered", "") for view in views()}
    assert [name for name in COUNTING if says not in told[name]] == []


def test_months_count_requalified_questions_and_those_asked_whose_status_is_unknown(world):
    ask = world(
        questions=[question(1, status="requalified"), question(2, status="unknown")],
        status_history=[
            *(had(1, 0, "open", ASKED), had(1, 1, "requalified", date(2013, 3, 5))),
            *(had(2, 0, "open", ASKED), had(2, 1, "unknown", None)),
        ],
    )
    found = "SELECT month, asked, answered, requalified, unknown, closed, lapsed FROM v_seasons"
    assert ask(found) == [(date(2013, 1, 1), 2, 0, 0, 1, 0, 0), (date(2013, 3, 1), 0, 0, 1, 0, 0, 0)]


def test_a_deadline_is_kept_or_not_as_far_as_that_is_known(world):
    asked = of_each_status()
    answers = ((7, False, "answered"), (8, None, "answered"), (9, None, "open"), (10, None, "lapsed"))
    asked += [question(number, status=status, is_late=late, **OF_ALL) for number, late, status in answers]
    ask = world(questions=asked)
    kept = ask("SELECT question_id, is_in_time FROM deadlines_kept")
    assert sorted(kept) == [*((f"5-{number}", False) for number in (1, 2, 3, 5)), ("5-7", True)]
    numbers = "SELECT sum(questions), sum(with_deadline), sum(in_time)"
    assert ask(f"{numbers}, sum(late) FROM v_response_times") == [(10, 5, 1, 4)]
    assert ask(f"{numbers} FROM v_government_opposition") == [(10, 5, 1)]


def test_an_open_question_is_overdue_as_of_the_day_on_which_it_was_seen(world):
    """One seen before its deadline, one after it, and one seen on a later day."""
    days = {1: date(2013, 2, 1), 2: date(2013, 2, 5), 3: date(2013, 3, 1)}
    ask = world(
        questions=[question(n, deadline_on=date(2013, 2, 2), seen_on=day) for n, day in days.items()],
        status_history=[had(n, 0, "open", ASKED) for n in days],
    )
    listed = "SELECT question_id, seen_on, days_overdue FROM open_on"
    first = ("5-1", days[1], None)
    assert ask(f"{listed}('2013-02-04')") == [first, ("5-2", None, 2), ("5-3", None, 2)]
    assert ask(f"{listed}('2013-02-10')") == [first, ("5-2", days[2], 3), ("5-3", None, 8)]
    counted = "SELECT sum(open), sum(overdue), sum(not_seen_since) FROM v_open_by_day WHERE day ="
    assert ask(f"{counted} '2013-02-02'") == [(3, 0, 1)]
    assert ask(f"{counted} '2013-02-03'") == [(3, 2, 1)]
    assert ask(f"{counted} '2013-03-01'") == [(3, 2, 2)]
    assert ask("SELECT max(day) FROM v_open_by_day") == [(date(2013, 3, 1),)]


def test_an_ended_question_was_overdue_until_it_ended_whenever_it_was_seen(world):
    ask = world(
        questions=[
            question(1, status="answered", deadline_on=date(2013, 2, 1), seen_on=date(2013, 1, 9)),
            question(2, seen_on=date(2013, 4, 1)),
        ],
        status_history=[
            *(had(1, 0, "open", ASKED), had(1, 1, "answered", date(2013, 3, 1))),
            had(2, 0, "open", ASKED),
        ],
    )
    listed = "SELECT question_id, seen_on, days_overdue FROM open_on('2013-02-11')"
    assert ask(listed) == [("5-1", None, 10), ("5-2", None, None)]
    counted = "SELECT sum(open), sum(overdue), sum(not_seen_since) FROM v_open_by_day WHERE day ="
    assert ask(f"{counted} '2013-02-28'") == [(2, 1, 0)]
    assert ask(f"{counted} '2013-03-01'") == [(1, 0, 0)]


def test_a_question_whose_status_is_unknown_is_open_on_no_day_and_has_it_since_no_day(world):
    ask = world(
        questions=[
            question(1, status="unknown", status_reason="copy_before_end", seen_on=date(2013, 5, 1)),
            question(2, status="requalified"),
        ],
        status_history=[
            *(had(1, 0, "open", ASKED), had(1, 1, "unknown", None)),
            *(had(2, 0, "open", ASKED), had(2, 1, "requalified", date(2013, 3, 1))),
        ],
    )
    assert ask("SELECT question_id FROM open_on('2013-02-28')") == [("5-2",)]
    assert ask("FROM open_on('2013-03-01')") == []
    last = "SELECT max(open), max(day) FILTER (WHERE open > 0) FROM v_open_by_day"
    assert ask(last) == [(1, date(2013, 2, 28))]
    found = "SELECT status, status_reason, status_since, seen_on FROM v_questions ORDER BY number"
    assert ask(found) == [
        ("unknown", "copy_before_end", None, date(2013, 5, 1)),
        ("requalified", None, date(2013, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("seen_on", "last"),
    [((date(2013, 1, 10), date(2013, 1, 12)), "2013-01-12"), ((date(2013, 1, 10), None), "2013-06-01")],
)
def test_the_last_day_is_that_of_a_copy_else_of_a_status(seen_on, last, world):
    """A date behind the day of its own copy is a typing error."""
    asked = [question(n, seen_on=day) for n, day in enumerate(seen_on, 1)]
    history = [had(1, 0, "answered", date(2061, 1, 1)), had(2, 0, "closed", date(2013, 6, 1))]
    pages = [{"fetched_at": datetime(2014, 1, 1)}]  # noqa: DTZ001
    ask = world(questions=asked, status_history=history, pages=pages)
    assert ask("SELECT day::VARCHAR FROM last_day") == [(last,)]


@pytest.mark.parametrize(
    "texts", [(), (text(1, "nl", "question", words=7),)], ids=["none", "of the question"]
)
def test_an_answer_without_text_is_of_a_kind_of_its_own(texts, world):
    ask = world(questions=[question(1, status="answered", **OF_ALL), question(2)], texts=texts)
    kinds = "SELECT question_id, answer_kinds FROM question_measures"
    assert ask(kinds) == [("5-1", ["no_text"]), ("5-2", None)]
    of_first = "SELECT answer_kinds, answer_parts, answer_words FROM v_questions WHERE number = 1"
    assert ask(of_first) == [(["no_text"], None, None)]
    numbers = "SELECT answered, no_text, cut, answers_held, with_substance, share_with_substance"
    assert ask(f"{numbers} FROM v_answer_substance") == [(1, 1, 0, 0, 0, None)]


def cut(number, language, part_, **values):
    return text(number, language, part_, is_cut=True, **values)


def unproven(number, language, part_):
    return text(number, language, part_, is_whole=False)


def test_answers_whose_text_is_cut_are_left_out_and_counted(world):
    """A whole answer with substance, a cut one that refers, a cut one of which nothing is known."""
    ask = world(
        questions=[question(number, status="answered", **OF_ALL) for number in (1, 2, 3)],
        texts=[
            *(text(number, "nl", "question", words=10) for number in (1, 2, 3)),
            *(text(1, "nl", "answer", words=30), cut(2, "nl", "answer"), cut(3, "nl", "answer")),
        ],
        answer_parts=[part(1, "substance"), part(2, "referral"), part(3, None)],
        mentions=[names(2, "5-9")],
    )
    found = """SELECT answered, no_text, cut, answers_held, median_words, words_per_question_word,
        with_substance, only_referral, naming_questions, share_with_substance FROM v_answer_substance"""
    assert ask(found) == [(3, 0, 2, 1, 30, 3, 1, 0, 0, 1)]
    measures = "answer_is_cut, answer_words, answer_parts, answer_kinds, names_questions, answer_in"
    assert ask(f"SELECT {measures} FROM question_measures") == [
        (False, 30, 1, ["substance"], False, "nl"),
        (True, None, None, None, None, "nl"),
        (True, None, None, None, None, "nl"),
    ]


def test_a_cut_question_has_no_ratio_of_words(world):
    ask = world(
        questions=[question(1, status="answered"), question(2, status="answered")],
        texts=[
            *(text(1, "nl", "question", words=10), text(1, "nl", "answer", words=20)),
            *(cut(2, "nl", "question"), text(2, "nl", "answer", words=500)),
        ],
        answer_parts=[part(1, "substance"), part(2, "substance")],
    )
    assert ask("SELECT words_per_question_word, answers_held FROM v_answer_substance") == [(2, 2)]


@pytest.mark.parametrize(
    ("of_question", "of_answer", "answered", "figures"),
    [
        (text, text, [True, False], (2, 1)),
        (text, cut, [None, None], (2, None)),
        (text, unproven, [True, None], (2, None)),
        (cut, text, [None, None], (None, None)),
        (text, None, [None, None], (2, None)),
        (text, lambda number, _, part_: text(number, "fr", part_), [None, None], (2, None)),
    ],
    ids=["whole", "cut answer", "unproven answer", "cut question", "no answer", "answer in French"],
)
def test_sub_questions_of_cut_texts_are_neither_answered_nor_left_out(
    of_question, of_answer, answered, figures, world
):
    texts = [of_question(1, "nl", "question"), *([of_answer(1, "nl", "answer")] if of_answer else [])]
    ask = world(
        questions=[question(1, status="answered")],
        texts=texts,
        subquestions=[subquestion(1, 0, "1"), subquestion(1, 1, "2")],
        answer_parts=[part(1, "substance", label="1.", answers=["1"])] if of_answer else [],
    )
    assert ask("SELECT is_answered FROM subquestions_answered") == [(one,) for one in answered]
    assert ask("SELECT subquestions, subquestions_answered FROM v_questions") == [figures]


@pytest.mark.parametrize(("is_cut", "figures"), [(False, (0, 0)), (True, (None, None))])
def test_a_cut_question_may_have_more_sub_questions_than_none(is_cut, figures, world):
    ask = world(questions=[question(1)], texts=[text(1, "nl", "question", is_cut=is_cut)])
    assert ask("SELECT subquestions, subquestions_answered FROM v_questions") == [figures]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_question_is_counted_in_the_language_in_which_it_was_asked(language, world):
    texts = [text(1, one, "question", words=words) for one, words in (("nl", 5), ("fr", 7))]
    ask = world(questions=[question(1, original_language=language)], texts=texts)
    assert ask("SELECT language FROM question_measures") == [(language,)]


def test_the_language_that_has_a_text_complete_is_counted(world):
    ask = world(
        questions=[question(1, status="answered", original_language="fr")],
        texts=[
            *(cut(1, "fr", "question"), text(1, "nl", "question", words=9)),
            *(text(1, "fr", "answer", words=4), text(1, "nl", "answer", words=5)),
        ],
    )
    measures = "language, question_is_cut, question_words, answer_language, answer_words"
    assert ask(f"SELECT {measures} FROM question_measures") == [("nl", False, 9, "fr", 4)]


def test_a_cut_answer_is_there_in_its_language_and_announces_nothing(world):
    ask = world(
        questions=[question(1, status="answered", original_language="nl")],
        texts=[text(1, "nl", "question"), cut(1, "nl", "answer")],
        answer_parts=[part(1, "placeholder"), part(1, None, 1)],
    )
    assert ask("SELECT answer_in, questions, answered FROM v_languages") == [("nl", 1, 1)]
    states = "SELECT part, language, state FROM v_language_versions"
    assert ask(states) == [("question", "fr", "missing"), ("answer", "fr", "missing")]


def test_mentions_say_that_a_text_is_cut(world):
    named = {"language": "nl", "part": "answer", "kind": "place", "text": "Verzonnendorp"}
    ask = world(
        questions=[question(1), question(2)],
        texts=[cut(1, "nl", "answer"), text(2, "nl", "answer")],
        mentions=[{"question_id": f"5-{number}", **named} for number in (1, 2)],
    )
    found = "SELECT question_id, is_cut, times_in_answer_nl FROM v_mentions_by_question ORDER BY 1"
    assert ask(found) == [("5-1", True, 1), ("5-2", False, 1)]
