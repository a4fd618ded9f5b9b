"""The Atom feed: the newest questions and answers, under identifiers that stay."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from schemas.tables import table
from tasks.present.feed import FEED_FILE, MOST_ENTRIES, feed, write_feed
from tasks.tables.arrow_tables import arrow_table
from tests.support.releases import world

ATOM = "{http://www.w3.org/2005/Atom}"
SEEN = datetime(2013, 6, 1, 4, 0, 1, 5, tzinfo=UTC)


@cache
def usual():
    return world()["questions"][0]


def entries(*questions):
    root = ET.fromstring(feed(questions))
    return [
        {child.tag.removeprefix(ATOM): child.text for child in entry} for entry in root.iter(f"{ATOM}entry")
    ]


def test_a_question_and_its_answer_are_entries_the_newest_first():
    question = usual() | {"first_seen": SEEN, "answer_seen": SEEN.replace(day=9)}
    answer, asked = entries(question)
    for entry, code, day in ((answer, "answer", "09"), (asked, "question", "01")):
        assert entry["id"] == f"urn:senate-questions:5-90100:{code}"
        assert entry["updated"] == f"2013-06-{day}T04:00:01+00:00"
    assert asked["title"] == "Diensten - Personeel"


def test_where_it_was_not_seen_its_date_counts():
    assert [entry["updated"][:10] for entry in entries(usual())] == ["2013-05-30", "2013-04-30"]


def test_an_open_question_has_no_answer_and_an_undated_one_no_entry():
    open_one = usual() | {"status": "open", "answered_on": None}
    assert [entry["id"][-8:] for entry in entries(open_one)] == ["question"]
    assert entries(open_one | {"asked_on": None}) == []


def test_the_feed_links_to_the_page():
    root = ET.fromstring(feed([usual()]))
    links = {link.get("href") for link in root.iter(f"{ATOM}link")}
    assert links == {"https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=90100&LANG=nl"}


def test_what_must_be_known_first_is_the_subtitle():
    for words in ("A & b.", None):
        assert ET.fromstring(feed([usual()], words)).findtext(f"{ATOM}subtitle") == words


def test_a_feed_ends():
    many = [usual() | {"question_id": f"5-{number}", "number": number} for number in range(1, 400)]
    assert len(entries(*many)) == MOST_ENTRIES


@given(st.text(), st.text() | st.none(), st.dates(date(1995, 1, 1), date(2030, 1, 1)))
def test_whatever_a_page_says_the_feed_is_xml_and_the_same_again(title, author, day):
    question = usual() | {"title_nl": title, "author": author, "asked_on": day}
    assert feed([question]) == feed([dict(question)])
    assert len(entries(question)) == 2


def test_what_a_page_does_not_tell_is_left_out_of_the_summary():
    of_bulletin = usual() | {"status": "open", "party": None, "addressee_nl": None, "addressee_fr": None}
    assert entries(of_bulletin)[0]["summary"] == "question 5-90100, Hélène Vanneste, 2013-04-30"
    assert entries(usual())[1]["summary"] == (
        "question 5-90100, Hélène Vanneste (CD&V) → de eerste minister, 2013-04-30"
    )


def test_of_many_questions_the_feed_has_the_newest(tmp_path):
    days = [date(2013, 1, 1) + timedelta(number // 3) for number in range(900)]
    many = [
        usual()
        | {"question_id": f"5-{number}", "number": number, "asked_on": day, "answered_on": None}
        | {"status": "open", "answer_seen": None}
        for number, day in enumerate(days, 1)
    ]
    many[7] |= {"status": "answered", "answered_on": date(2014, 1, 1)}
    write_feed(tmp_path, arrow_table(table("questions"), many), [])
    assert (tmp_path / FEED_FILE).read_bytes() == feed(many)
