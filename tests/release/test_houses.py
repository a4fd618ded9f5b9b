"""Two houses in one release: no figure is of both, and each has its own addresses and terms."""

from datetime import date

import pytest

from schemas.vocabulary import end_of_legislature
from schemas.vocabulary.houses import house_of, term_of
from tests.release.mart_rows import had, question
from tests.support.each_case import each_case

ASKED = date(2017, 1, 9)
SAME = {
    "office_id": "o",
    "party_id": "n-va",
    "minister_id": "koen-geens",
    "asked_on": ASKED,
    "original_language": "nl",
}


def of_chamber(number, **values):
    place = {"question_id": f"54-{number}", "group_id": f"54-{number}", "legislature": 54}
    return question(number, **SAME, **place, house="chamber", term=6, **values)


def of_senate(number, **values):
    place = {"question_id": f"6-{number}", "group_id": f"6-{number}", "legislature": 6}
    return question(number, **SAME, **place, term=6, **values)


@each_case(
    ("legislature", "house", "term"),
    [
        (1, "senate", 1),
        (8, "senate", 8),
        (48, "senate", 48),
        (49, "chamber", 1),
        (56, "chamber", 8),
        (100, "senate", 100),
    ],
)
def test_the_chamber_counts_its_legislatures_48_ahead(legislature, house, term):
    assert (house_of(legislature).code, term_of(legislature)) == (house, term)


def test_a_term_ends_on_one_day_in_both_houses():
    assert end_of_legislature(54) == end_of_legislature(6) == date(2019, 5, 23)
    assert end_of_legislature(56) is None


def test_a_question_of_the_chamber_has_an_address_there_in_both_languages(world):
    ask = world(
        questions=[of_senate(1), of_chamber(184502, document_number="2016201712499"), of_chamber(184503)]
    )
    found = ask("SELECT url_nl, url_fr FROM v_questions ORDER BY legislature, number")
    page = "kvvcr/showpage.cfm?section=/qrva&language={}&cfm=/site/wwwcfm/qrva/qrva_detail.cfm?dossier="
    page += "2016201712499&legislat=54"
    assert [address.split("/")[2] for address in found[0]] == ["www.senate.be"] * 2
    assert found[1] == (
        f"https://www.dekamer.be/{page.format('nl')}",
        f"https://www.lachambre.be/{page.format('fr')}",
    )
    assert found[2] == (None, None)


COUNTED = ("v_activity", "v_response_times", "v_languages", "v_government_opposition", "v_who_asks_whom")


@pytest.mark.parametrize("view", COUNTED)
def test_no_count_is_of_two_houses(view, world):
    asked = [of_senate(1, member_id="a"), *(of_chamber(number, member_id="b") for number in (184502, 184503))]
    found = world(questions=asked)(f"SELECT house, sum(questions) FROM {view} GROUP BY house ORDER BY house")
    assert found == [("chamber", 2), ("senate", 1)]


def test_no_median_or_share_is_of_two_houses(world):
    answered = {"status": "answered", "in_office_at_answer": True}
    asked = [of_senate(1, member_id="a", response_days=10, **answered)]
    asked += [of_chamber(number, member_id="b", response_days=50, **answered) for number in (184502, 184503)]
    ask = world(questions=asked)
    days = "SELECT house, median_days FROM {} ORDER BY house"
    assert ask(days.format("v_response_times")) == [("chamber", 50), ("senate", 10)]
    assert ask(days.format("figures WHERE kind = 'minister' AND year IS NULL")) == [
        ("chamber", 50),
        ("senate", 10),
    ]
    assert ask("SELECT DISTINCT share_of_all, share_of_party FROM v_activity") == [(1, 1)]
    assert ask("SELECT DISTINCT share FROM v_government_opposition") == [(1,)]


def test_topics_are_ranked_within_a_house(world):
    asked = [of_senate(1), *(of_chamber(number) for number in (184502, 184503))]
    keywords = [
        {"question_id": one["question_id"], "language": "nl", "position": 0, "keyword": word}
        for one, word in zip(asked, ("wolf", "trein", "trein"), strict=True)
    ]
    ask = world(questions=asked, keywords=keywords)
    found = ask("SELECT house, topic_nl, questions, share, rank, more FROM v_topics ORDER BY house")
    assert found == [("chamber", "trein", 2, 1, 1, 2), ("senate", "wolf", 1, 1, 1, 1)]


def test_open_questions_of_a_day_and_months_are_of_one_house(world):
    asked = [of_senate(1, seen_on=ASKED), *(of_chamber(number, seen_on=ASKED) for number in (184502, 184503))]
    history = [had(1, 0, "open", ASKED) | {"question_id": one["question_id"]} for one in asked]
    ask = world(questions=asked, status_history=history)
    found = ask("SELECT house, sum(open) FROM v_open_by_day GROUP BY house ORDER BY house")
    assert found == [("chamber", 2), ("senate", 1)]
    assert ask("SELECT house, term, asked FROM v_seasons ORDER BY house") == [
        ("chamber", 6, 2),
        ("senate", 6, 1),
    ]


def test_counts_of_the_senate_do_not_count_the_chamber(world):
    asked = [question(1, asked_on=date(2012, 5, 2))]
    asked += [of_chamber(1000 + number) | {"asked_on": date(2012, 5, 2)} for number in range(3)]
    found = world(questions=asked)("SELECT questions FROM v_known_figures WHERE about = 'all'")
    assert found == [(1,)]


def test_each_house_is_covered_to_its_own_last_day(world):
    later = ASKED.replace(year=2018)
    asked = [of_senate(1, seen_on=ASKED), of_chamber(184502, seen_on=later)]
    history = [had(1, 0, "open", ASKED) | {"question_id": one["question_id"]} for one in asked]
    ask = world(questions=asked, status_history=history)
    found = ask("SELECT house, max(day), sum(not_seen_since) FROM v_open_by_day GROUP BY ALL ORDER BY house")
    assert found == [("chamber", later, 0), ("senate", ASKED, 0)]
