"""The views for analysis where the sample has no case: small worlds, written row by row; figures."""

from datetime import date

import pytest

from schemas.marts import views
from tests.release.mart_rows import had, names, part, question, text


def test_a_question_whose_end_no_page_dates_is_open_on_no_day(world):
    ask = world(
        questions=[question(1, status="closed"), question(2, seen_on=date(2013, 3, 1))],
        status_history=[
            *(had(1, 0, "open", date(2013, 1, 1)), had(1, 1, "closed", None)),
            had(2, 0, "open", date(2013, 1, 1)),
        ],
    )
    assert ask("SELECT question_id FROM open_on('2013-02-01')") == [("5-2",)]
    assert ask("SELECT sum(open) FROM v_open_by_day WHERE day = '2013-02-01'") == [(1,)]


def test_a_question_that_was_closed_and_then_answered_ended_when_it_was_closed(world):
    ask = world(
        questions=[question(1, status="answered", answered_on=date(2013, 3, 1))],
        status_history=[
            *(had(1, 0, "open", date(2013, 1, 1)), had(1, 1, "closed", date(2013, 2, 1))),
            had(1, 2, "answered", date(2013, 3, 1)),
        ],
    )
    days = "SELECT min(day), max(day) FROM v_open_by_day WHERE open > 0"
    assert ask(days) == [(date(2013, 1, 1), date(2013, 1, 31))]
    assert ask("SELECT * FROM open_on('2013-02-01')") == []


def test_a_question_without_history_or_date_does_no_harm(world):
    ask = world(questions=[question(1, asked_on=None), question(2)])
    assert ask("SELECT question_id, age_days FROM open_on('2013-01-11')") == [("5-2", 10)]
    assert ask("SELECT sum(questions) FROM v_response_times") == [(None,)]
    assert ask("SELECT count(*) FROM v_questions") == [(2,)]


OF_VOCABULARY = {"minister_names"}
"""Views of what the product knows, whatever the pages say."""


def test_a_release_without_any_question_has_empty_views(world):
    ask = world()
    for view in views():
        name = f"{view.name}('2013-01-01')" if view.kind == "macro" else view.name
        found = ask(f"FROM {name}")
        assert found in ([], [(None,)]) or view.name in OF_VOCABULARY, view.name


@pytest.mark.parametrize(
    ("party", "asked_on", "side"),
    [
        ("n-va", date(2018, 12, 8), "government"),
        ("n-va", date(2018, 12, 9), "opposition"),
        ("defi", date(2020, 4, 1), "support"),
        ("spa", date(2021, 3, 21), "government"),
        ("prl-fdf-mcc", date(2002, 4, 1), "government"),
        ("vld", date(2007, 6, 1), "government"),
        ("vld", date(2020, 11, 1), "government"),
        ("vlaams-blok", date(2004, 12, 1), "opposition"),
        ("vlaams-belang", date(2020, 4, 1), "opposition"),
        ("cdv", date(1990, 1, 1), None),
        ("onafhankelijk", date(2018, 12, 8), None),
        ("pff", date(2018, 12, 8), None),
    ],
)
def test_on_which_side_a_party_stood_is_that_of_the_day(world, party, asked_on, side):
    ask = world(questions=[question(1, party_id=party, asked_on=asked_on)])
    assert ask("SELECT side FROM question_sides") == [(side,)]
    assert ask("SELECT side FROM v_questions") == [(side,)]


@pytest.mark.parametrize(("party", "own"), [("spa", True), ("vooruit", True), ("ps", False), (None, None)])
def test_an_earlier_name_of_the_ministers_party_is_his_own(world, party, own):
    asked = question(1, party_id=party, asked_on=date(2021, 4, 1), minister_id="frank-vandenbroucke")
    ask = world(questions=[asked])
    found = "SELECT party_id, minister_party_id, own_party FROM v_who_asks_whom"
    assert ask(found) == [(party, "vooruit", own)]


def test_a_question_without_known_party_is_on_no_side(world):
    ask = world(questions=[question(1)])
    assert ask("SELECT * FROM question_sides") == []
    assert ask("SELECT side, questions FROM v_who_asks_whom") == [(None, 1)]


def test_answers_are_compared_in_the_language_in_which_they_are_most_alike(world):
    def alike(one, other, language, likeness):
        ends = {"question_id": f"5-{one}", "other_id": f"5-{other}"}
        return ends | {"language": language, "likeness": likeness}

    ask = world(
        questions=[
            question(number, group_id="5-1", group_size=3, status="answered") for number in (1, 2, 10)
        ],
        answer_likeness=[
            *(alike(1, 2, "nl", 0.2), alike(1, 2, "fr", 0.9)),
            *(alike(1, 10, "nl", 0.9), alike(2, 10, "nl", 0.1)),
        ],
    )
    found = "SELECT question_id, likeness, most_like FROM v_same_question"
    assert ask(found) == [("5-1", 0.9, "5-2"), ("5-2", 0.9, "5-1"), ("5-10", 0.9, "5-1")]


def test_answers_of_one_day_share_their_place(world):
    days = {1: date(2013, 2, 1), 2: date(2013, 2, 1), 3: date(2013, 3, 1), 4: None}
    ask = world(
        questions=[question(n, group_id="5-1", group_size=4, answered_on=day) for n, day in days.items()]
    )
    assert ask("SELECT answered_as FROM v_same_question ORDER BY question_id") == [(1,), (1,), (3,), (None,)]


def test_a_language_that_came_later_is_reported_with_its_days(world):
    ask = world(
        questions=[question(1, original_language="nl", status="answered")],
        texts=[
            *(text(1, "nl", "question", 1), text(1, "fr", "question", 1)),
            *(text(1, "nl", "answer", 3), text(1, "fr", "answer", 10)),
        ],
    )
    found = "SELECT part, language, state, other_seen_on, seen_on, days_late FROM v_language_versions"
    assert ask(found) == [("answer", "fr", "late", date(2013, 2, 3), date(2013, 2, 10), 7)]


def test_a_language_of_which_nobody_knows_when_it_came_is_not_late(world):
    ask = world(
        questions=[question(1)],
        texts=[text(1, "nl", "question", 1), text(1, "fr", "question"), text(1, "fr", "answer", 2)],
    )
    found = "SELECT part, language, state, days_late FROM v_language_versions"
    assert ask(found) == [("answer", "nl", "missing", None)]


def test_an_answer_only_refers_when_all_of_its_parts_do(world):
    ask = world(
        questions=[
            question(n, office_id="minister:justice", original_language="nl", status="answered")
            for n in (1, 2, 3, 4)
        ],
        texts=[text(n, "nl", name, words=10) for n in (1, 2, 3, 4) for name in ("question", "answer")],
        answer_parts=[
            *(part(1, "referral"), part(1, "referral", 1)),
            *(part(2, "referral"), part(2, "substance", 1)),
            *(part(3, "no_data"), part(4, "deposited")),
        ],
        mentions=[names(1, "5-8900"), names(3, "x-1")],
    )
    found = """SELECT answers_held, with_substance, only_referral, only_no_data, only_deposited,
        naming_questions, median_words, words_per_question_word FROM v_answer_substance"""
    assert ask(found) == [(4, 1, 1, 1, 1, 1, 10, 1)]


def test_an_answer_is_counted_once_in_the_language_in_which_it_was_asked(world):
    ask = world(
        questions=[question(1, original_language="fr"), question(2, original_language="fr")],
        texts=[
            *(text(1, "nl", "question", words=5), text(1, "fr", "question", words=7)),
            *(text(1, "nl", "answer", words=50), text(2, "nl", "question", words=9)),
        ],
        answer_parts=[part(1, "referral")],
    )
    found = """SELECT question_id, language, question_words, answer_language, answer_words, answer_in
        FROM question_measures"""
    assert ask(found) == [("5-1", "fr", 7, "nl", 50, "nl"), ("5-2", "nl", 9, None, None, None)]


def keyword(number, language, word, position=0):
    place = {"question_id": f"5-{number}", "language": language, "position": position}
    return place | {"keyword": word}


def test_topics_are_concepts_in_either_language_and_keywords_that_name_none(world):
    police = {"eurovoc_id": "3045", "label_nl": "politie", "label_fr": "police", "label_en": "police"}
    ids = {"politie": "3045", "police": "3045"}
    printed = [(1, "nl", "politie"), (1, "fr", "police"), (1, "fr", "engin"), (2, "fr", "police")]
    printed += [(2, "fr", "drone"), (3, "nl", "onbemand toestel")]
    keywords = [
        keyword(number, language, word, at) | {"eurovoc_id": ids.get(word)}
        for at, (number, language, word) in enumerate(printed)
    ]
    domain = {"microthesaurus_id": "0431", "domain_id": "04"}
    ask = world(questions=list(map(question, (1, 2, 3))), keywords=keywords, eurovoc=[police | domain])
    found = "SELECT question_id, topic, topic_nl, topic_fr, domain_id FROM question_topics"
    assert ask(found) == [
        ("5-1", "3045", "politie", "police", "04"),
        ("5-2", "3045", "politie", "police", "04"),
        ("5-2", "drone", None, "drone", None),
        ("5-3", "onbemand toestel", "onbemand toestel", None, None),
    ]
    assert ask("SELECT questions, rank FROM v_topics WHERE topic = '3045'") == [(2, 1)]
    domains = "SELECT level, field_id, questions FROM v_domains"
    assert ask(domains) == [("domain", "04", 2), ("microthesaurus", "0431", 2)]


def test_a_keyword_with_the_number_of_a_concept_is_another_topic(world):
    fish = {"eurovoc_id": "2010", "label_nl": "vis", "microthesaurus_id": "5641", "domain_id": "56"}
    keywords = [keyword(1, "nl", "2010"), keyword(2, "nl", "vis") | {"eurovoc_id": "2010"}]
    ask = world(questions=list(map(question, (1, 2))), keywords=keywords, eurovoc=[fish])
    topics = "SELECT question_id, topic, topic_nl, domain_id FROM question_topics"
    assert ask(topics) == [("5-1", "keyword:2010", "2010", None), ("5-2", "2010", "vis", "56")]
    assert ask("SELECT questions FROM v_domains WHERE level = 'domain'") == [(1,)]


def test_a_question_asked_in_the_language_of_the_other_group_is_reported(world):
    ask = world(questions=[question(1, original_language="fr", party_id="n-va")])
    assert ask("SELECT language_group, asked_in_other, answer_in FROM v_languages") == [("nl", True, "none")]


def test_a_question_that_another_says_was_put_again_is_put_again(world):
    link = {"question_id": "5-1", "relation": "reintroduced_as", "target_kind": "written_question"}
    ask = world(
        questions=[question(1), question(2, asked_on=date(2013, 4, 2))], links=[link | {"target_id": "5-2"}]
    )
    assert ask("SELECT month, put_again FROM v_seasons") == [(date(2013, 1, 1), 0), (date(2013, 4, 1), 1)]


def test_an_answer_of_which_one_part_will_come_later_counts(world):
    held = [text(1, language, "answer") for language in ("nl", "fr")]
    parts = [part(1, "substance"), part(1, "placeholder", 1), part(1, "substance", language="fr")]
    ask = world(questions=[question(1)], texts=held, answer_parts=parts)
    assert ask("FROM v_language_versions") == []


def test_who_has_no_known_party_has_no_share_of_one(world):
    asked = [question(number, member_id=member) for number, member in enumerate("mn", 1)]
    ask = world(questions=[*asked, question(3, member_id="m", party_id="ps")])
    shares = ask("SELECT member_id, party_id, share_of_party FROM v_activity")
    assert set(shares) == {("m", None, None), ("n", None, None), ("m", "ps", 1)}


def test_the_counts_of_the_bureau_are_beside_those_of_the_release(world):
    """Real questions of those days alone, as they were on the last day of 2012."""
    asked_on = dict.fromkeys((1, 2, 3, 4, 90001), date(2012, 3, 1)) | {5: date(2011, 12, 5)}
    first = [had(number, 0, "unknown" if number == 4 else "open", day) for number, day in asked_on.items()]
    then = [had(1, 1, "answered", date(2012, 4, 1)), had(2, 1, "answered", date(2013, 1, 2))]
    then += [had(3, 1, "requalified", date(2012, 5, 1))]
    ask = world(
        questions=[
            question(number, asked_on=day, minister_id="john-crombez" if number == 2 else None)
            for number, day in asked_on.items()
        ],
        status_history=[*first, *then],
    )
    columns = "about, bureau_questions, questions, unanswered, share, requalified, unknown"
    assert ask(f"SELECT {columns} FROM v_known_figures WHERE questions > 0") == [
        ("all", 3556, 4, 1, 0.5, 1, 1),
        ("minister", 56, 1, 1, 1.0, 0, 0),
    ]


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
