"""Two houses in one release: no figure is of both, and each has its own addresses and terms."""

from datetime import date

import duckdb
import pytest

from schemas.examples import examples
from schemas.tables import TABLES
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


NUMBER = "regexp_extract({0}, '^([1-9])-[0-9]', 1)"
OTHER = f"if({NUMBER} = '', {{0}}, concat(48 + try_cast({NUMBER} AS INTEGER), substr({{0}}, 2)))"
"""The identifier of a question of the Senate as one of the Chamber in the same term."""
COPIED = {
    **{name: OTHER.format(name) for name in ("question_id", "group_id", "target_id", "other_id")},
    "member_id": "member_id || '-chamber'",
    "legislature": "legislature + 48",
    "house": "'chamber'",
    "response_days": "response_days + 100",
}
OF_SENATE = {"question_id": f"{NUMBER.format('question_id')} <> ''", "house": "house = 'senate'"}


@pytest.fixture(scope="module")
def told(analysis, sample_data):
    """What each example gives of the sample's questions of the Senate, and of these with their copies."""
    tables = [], []
    for one in (one for one in TABLES if not one.vocabulary):
        wanted = [OF_SENATE[name] for name in one.column_names if name in OF_SENATE] or ["true"]
        rows = f"FROM '{sample_data}/current/{one.name}.parquet' WHERE {' AND '.join(wanted)}"
        copied = ", ".join(f"{COPIED[name]} AS {name}" for name in one.column_names if name in COPIED)
        copies = f" UNION ALL SELECT * REPLACE ({copied}) {rows}" if copied else ""
        for made, query in zip(tables, (rows, f"{rows}{copies}"), strict=True):
            made.append((one.name, duckdb.sql(query).to_arrow_table()))
    found = []
    for made in tables:
        ask = analysis.filled(dict(made))
        found.append({one.name: (ask(f"DESCRIBE {one.query}"), ask(one.query)) for one in examples()})
    return found


@each_case("name", [one.name for one in examples()])
def test_an_example_has_rows_of_one_house_as_if_it_were_alone(told, name):
    alone, both = ((head, rows) for head, rows in (one[name] for one in told))
    names = [column for column, *_ in both[0]]
    if name == "14_known_figures":
        assert both == alone
        return
    place = names.index("house")
    ours = [row for row in both[1] if row[place] == "senate"]
    some = name in {"00_first_look", "04_topics"}
    assert sorted(map(repr, ours)) == sorted(map(repr, alone[1][: len(ours)] if some else alone[1]))
    assert 0 < len(ours) < len(both[1])
