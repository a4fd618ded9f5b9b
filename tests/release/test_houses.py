"""Two houses in one release: no figure is of both, and each has its own addresses and terms."""

from datetime import date

import duckdb
import pytest

from schemas.examples import examples
from schemas.marts import views
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


QUERIES = {one.name: one.query for one in examples()}
QUERIES |= {
    one.name: f"FROM {one.name}" for one in views() if "house" in dict(one.columns) and not one.argument
}
NUMBER = "regexp_extract({0}, '^([1-9])-[0-9]', 1)"
OTHER = f"if({NUMBER} = '', {{0}}, concat(48 + try_cast({NUMBER} AS INTEGER), substr({{0}}, 2)))"
"""The identifier of a question of the Senate as one of the Chamber in the same term."""
COPIED = {name: OTHER.format(name) for name in ("question_id", "group_id", "target_id", "other_id")}
COPIED |= {"member_id": "member_id || '-chamber'", "house": "'chamber'"}
COPIED |= {"legislature": "legislature + 48", "response_days": "response_days + 100"}
OF_SENATE = {"question_id": f"{NUMBER.format('question_id')} <> ''", "house": "house = 'senate'"}


@pytest.fixture(scope="module")
def told(analysis, sample_data):
    """What queries give of the sample's questions of the Senate, and of these with late copies."""
    tables, connection = ({}, {}), duckdb.connect()
    for one in (one for one in TABLES if not one.vocabulary):
        wanted = [OF_SENATE[name] for name in one.column_names if name in OF_SENATE] or ["true"]
        rows = f"FROM '{sample_data}/current/{one.name}.parquet' WHERE {' AND '.join(wanted)}"
        copied = ", ".join(f"{COPIED[name]} AS {name}" for name in one.column_names if name in COPIED)
        copies = f" UNION ALL SELECT * REPLACE ({copied}) {rows}" if copied else ""
        tables[0][one.name], tables[1][one.name] = (
            connection.sql(query).to_arrow_table() for query in (rows, f"{rows}{copies}")
        )
    return [
        {name: (ask(f"DESCRIBE {query}"), ask(query)) for name, query in QUERIES.items()}
        for ask in map(analysis.filled, tables)
    ]


@each_case("name", QUERIES)
def test_no_row_of_an_example_or_a_view_counts_or_ranks_two_houses(told, name):
    (_, alone), (head, rows) = (one[name] for one in told)
    if name == "14_known_figures":
        assert rows == alone
        return
    place = [column for column, *_ in head].index("house")
    ours = [row for row in rows if row[place] == "senate"]
    is_cut = name in {"00_first_look", "04_topics"}
    assert sorted(map(repr, ours)) == sorted(map(repr, alone[: len(ours)] if is_cut else alone))
    assert 0 < len(ours) < len(rows)
