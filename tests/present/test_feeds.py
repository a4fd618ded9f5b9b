"""The feeds of a release: who has one, what they tell and when, and that they are Atom (RFC 4287)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from schemas.records import Event, State
from schemas.search import SEARCH_FILE
from tasks.common.files import files_below
from tasks.present.feeds import write_feeds
from tasks.present.searches import complaints, parse_searches
from tasks.release.kept import is_current
from tasks.release.made_by import MADE_BY, Extras
from tasks.release.published.manifest import DUCKDB_FILE, read_manifest
from tests.present.explorer.support import (
    ADDRESS,
    EVIL,
    READY,
    SEARCHES,
    at,
    data_of,
    got,
    public_release,
    serving,
)
from tests.support.chromium import browser
from tests.support.releases import QUESTION, bare, inputs, to_arrow, without_explorer, world

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
EXTRAS = Extras(search=True, public_url=ADDRESS, searches=SEARCHES)
ASKED = replace(QUESTION, addressee={"nl": "de minister van Justitie"})


def one(number, **others):
    """A question of its own that was put long before the others."""
    own = {"events": (), "links": (), "issues": (), "asked_on": date(2010, 1, 4), **others}
    return replace(ASKED, question_id=f"5-{number}", number=number, **own)


WAITING = one(
    1, answered_on=None, state=State("unknown", "copy_undated"), texts={("fr", "question"): ("Où ?",)}
)
OLD = one(2, answered_on=date(2010, 2, 1), keywords={"nl": ("../../a b", EVIL)})
CLOSED = one(3, answered_on=None, state=State("closed"), texts={})


def with_seen(tables, number, **seen):
    rows = [row | seen if row["number"] == number else row for row in tables["questions"]]
    return tables | {"questions": rows}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    asked = replace(ASKED, keywords={"nl": ("dienst", "../../a b", EVIL, "h.x", "CON")})
    return public_release(tmp_path_factory.mktemp("feeds") / "data", world(asked, WAITING, OLD, CLOSED))


def written(folder, made, before=None, **extras):
    """A folder with the feeds of a release that is made already, under other settings."""
    folder.mkdir()
    for name in (DUCKDB_FILE, SEARCH_FILE):
        (folder / name).symlink_to(made / name)
    write_feeds(folder, before, EXTRAS._replace(**extras), [])
    return folder


def feeds_of(release):
    return [name for name in files_below(release) if name.startswith("feeds/")]


def entries(release, name):
    """The entries of a feed by their identifiers' ends, in their order."""
    root = ET.fromstring((release / f"{name}.xml").read_bytes())
    found = [{child.tag.removeprefix(ATOM): child for child in entry} for entry in root.iter(f"{ATOM}entry")]
    return {entry["id"].text.removeprefix("urn:senate-questions:"): entry for entry in found}


def conforms(content, address):
    """Demand of a document what RFC 4287 does: 4.1.1, 4.1.2, and of their elements 3.1 to 4.2."""
    feed = ET.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    everything = [feed, *feed.iter(f"{ATOM}entry")]
    for place in everything:
        tags = [child.tag.removeprefix(ATOM) for child in place]
        known = {"id", "title", "updated", "author", "link", "category", "summary", "subtitle", "entry"}
        assert set(tags) <= known - ({"subtitle", "entry"} if place is not feed else {"summary"})
        for name in ("id", "title", "updated"):
            assert tags.count(name) == 1
        assert max(tags.count("summary"), tags.count("subtitle")) <= 1
        assert "author" in tags or place is feed or feed.find(f"{ATOM}author") is not None
        assert urlsplit(place.findtext(f"{ATOM}id")).scheme == "urn"
        assert re.fullmatch(r"urn:[a-z-]+[A-Za-z0-9:/%._~-]*", place.findtext(f"{ATOM}id"))
        assert MOMENT.fullmatch(place.findtext(f"{ATOM}updated"))
        datetime.fromisoformat(place.findtext(f"{ATOM}updated"))
        links = [(link.get("rel", "alternate"), link.get("type")) for link in place.findall(f"{ATOM}link")]
        assert len(set(links)) == len(links)
        for link in place.findall(f"{ATOM}link"):
            assert re.fullmatch(r"[!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]+", link.get("href"))
            assert urlsplit(urljoin(address, link.get("href"))).scheme == "https"
    assert all(author.findtext(f"{ATOM}name") for author in feed.iter(f"{ATOM}author"))
    assert all(category.get("term") for category in feed.iter(f"{ATOM}category"))
    identifiers = [place.findtext(f"{ATOM}id") for place in everything]
    assert len(set(identifiers)) == len(identifiers)


def test_every_feed_is_atom_whatever_pages_and_searches_say(hostile, tmp_path):
    conforms((hostile / "feed.xml").read_bytes(), "https://other.example/feed.xml")
    assert set(feeds_of(hostile)) <= read_manifest(hostile)["files"].keys()
    for made in (hostile, written(tmp_path / "plain", hostile, public_url="")):
        kinds = {name.split("/")[1] for name in feeds_of(made)}
        assert kinds >= {"member", "party", "question", "search", "topic"}
        for name in feeds_of(made):
            conforms((made / name).read_bytes(), f"https://other.example/{name}")


def test_an_answer_is_news_of_all_whom_and_what_it_is_about_and_of_the_question(release):
    [member], [minister] = (data_of(release, f"feeds.{kind}").values() for kind in ("member", "minister"))
    for name in (
        f"member/{member}",
        f"minister/{minister}",
        "party/cdv",
        "topic/dienst",
        "question/5-90100",
        "search/costs",
    ):
        found = entries(release, f"feeds/{name}")
        assert list(found) == ["5-90100:answer", "5-90100:question"], name
        answer = found["5-90100:answer"]
        assert answer["title"].text == "Answer 5-90100 · Diensten - Personeel"
        assert answer["summary"].text.startswith(
            "open → answered, since 2013-05-30. Hélène Vanneste (CD&V) → "
        )
        assert answer["updated"].text == "2013-05-30T00:00:00+00:00"
        assert answer["link"].get("href") == f"{ADDRESS}question.html?id=5-90100"


def test_the_newest_questions_and_answers_of_any_time_are_one_more_feed(release, tmp_path):
    expected = "5-90100:answer 5-90100:question 5-2:answer 5-3:question 5-2:question 5-1:question"
    assert list(entries(release, "feed")) == expected.split()
    plain = ET.fromstring((written(tmp_path / "plain", release, public_url="") / "feed.xml").read_bytes())
    assert plain.findtext(f"{ATOM}id") == "urn:senate-questions"
    base = urljoin("https://h.example/x/feed.xml", plain.get("{http://www.w3.org/XML/1998/namespace}base"))
    links = [urljoin(base, link.get("href")) for link in plain.iter(f"{ATOM}link")]
    assert links[:3] == [
        f"https://h.example/x/{place}"
        for place in ("feed.xml", "site/index.html", "site/question.html?id=5-90100")
    ]


def test_of_many_questions_the_feed_has_the_newest(tmp_path):
    many = [one(n, asked_on=date(2010, 1, 1) + timedelta(n // 3), answered_on=None) for n in range(1, 331)]
    many[7] = replace(many[7], answered_on=date(2014, 1, 1))
    found = list(entries(without_explorer(tmp_path / "data", world(*many)), "feed"))
    assert found[:2] == ["5-8:answer", "5-330:question"]
    assert set(found) == {"5-8:answer"} | {f"5-{n}:question" for n in range(32, 331)}


def test_a_question_has_a_feed_while_copies_show_no_end_and_in_the_window(release):
    questions = [f"feeds/question/{name}.xml" for name in ("5-1", "5-90100")]
    assert [name for name in feeds_of(release) if "/question/" in name] == questions
    root = ET.fromstring((release / "feeds/question/5-1.xml").read_bytes())
    assert "whether an answer came later is not known" in root.findtext(f"{ATOM}subtitle")
    assert list(entries(release, "feeds/question/5-1")) == ["5-1:question"]
    assert data_of(release, "feeds.question") == {"5-90100": "5-90100"}
    topic = ET.fromstring((release / "feeds/topic/dienst.xml").read_bytes())
    assert "in the 90 days up to the last day" in topic.findtext(f"{ATOM}subtitle")


@pytest.fixture(scope="module")
def second_night(tmp_path_factory):
    """A night in which old answers and states come to questions that were known."""
    first, later = datetime(2013, 5, 1, tzinfo=UTC), datetime(2013, 5, 29, tzinfo=UTC)
    unclear = State("unknown", "copy_undated")
    events = (Event(date(2010, 1, 4), "sent"), Event(date(2010, 2, 1), "requalified"))
    gone = one(4, answered_on=None, state=State("requalified"), events=events, texts={})
    data = tmp_path_factory.mktemp("nights") / "data"
    before = [replace(CLOSED, state=unclear), replace(gone, state=unclear, events=())]
    bare(data, to_arrow(world(ASKED, OLD, *before)), inputs())
    tables = with_seen(world(ASKED, OLD, CLOSED, gone), 2, first_seen=first, answer_seen=later)
    tables = with_seen(tables, 3, first_seen=first, last_changed=later)
    return without_explorer(data, tables, count=2)


def test_an_old_answer_that_comes_to_a_known_question_is_news_and_so_is_a_change_of_its_status(second_night):
    assert {"5-2:answer", "5-3:closed"} <= entries(second_night, "feeds/party/cdv").keys()
    assert list(entries(second_night, "feeds/question/5-2")) == ["5-2:answer", "5-2:question"]
    closed = entries(second_night, "feeds/question/5-3")["5-3:closed"]["summary"].text
    assert closed.startswith("open → closed · The file was closed; the pages at hand show no answer. Hélène")


def test_a_status_of_long_ago_that_comes_with_a_backfill_is_no_news(second_night):
    assert not [entry for entry in entries(second_night, "feeds/party/cdv") if entry.startswith("5-4:")]
    assert not (second_night / "feeds/question/5-4.xml").exists()


def test_no_name_leads_out_of_its_folder_and_each_page_finds_its_feed(release):
    topics = data_of(release, "feeds.topic")
    assert {"../../a b", EVIL, "h.x", "CON"} <= topics.keys()
    assert all(re.fullmatch(r"[0-9a-z][0-9a-z.-]*", name) for name in topics.values())
    assert {f"feeds/topic/{name}.xml" for name in topics.values()} == {
        name for name in feeds_of(release) if "/topic/" in name
    }
    searches = [f"feeds/search/{name}.xml" for name in ("costs", "energie-b", "none")]
    assert [name for name in feeds_of(release) if "/search/" in name] == searches


def test_what_is_wrong_in_a_list_of_searches_is_said_and_the_rest_counts(release):
    lines = ["name\twords\tmember\tstatus\tlanguage", "A\ta\t\t\tnl", "a!\tb", "", "*\tc", "B\t-c", "C"]
    lines += ["D\t\t\tlost", "E\t\tx\t\tnl", "F\ta\0", "G\tg\t\t\t\tmore", "H\t\tnobody", "I\t«"]
    lines.append("J\t" + " ".join(map(str, range(10, 61))))
    text = "\n".join(lines)
    searches, faults = parse_searches(text)
    assert [search.name for search in searches] == ["A", "H"]
    assert [int(fault.split()[1]) for fault in faults] == [3, 5, 6, 7, 8, 9, 10, 11, 13, 14]
    assert faults[-1] == "Line 14 is skipped: A search has at most 50 words. Leave some out."
    said = list(complaints("list.tsv", text, release, has_index=False))
    assert said[0] == (
        "Stored searches in list.tsv: Line 3 is skipped: an earlier line has the same letters and digits in "
        "its name."
    )
    assert said[-2:] == [
        "The stored search A has no feed: its words need the search index.",
        "The stored search H finds nothing: there is no member nobody.",
    ]
    one = "name\ttopic\nA\tdienst\nB\tservice\n"
    assert list(complaints("l", one, release, has_index=True)) == [
        "The stored search B finds nothing: there is no topic service."
    ]
    assert parse_searches("words\nx\n")[1][0].startswith("Line 1 must name its columns")
    assert next(complaints("gone.tsv", "", release, has_index=True)).startswith(
        "The stored searches in gone.tsv"
    )


def test_a_list_that_changed_is_another_release_and_a_feed_that_did_not_is_linked(release, tmp_path):
    data, less = release.parent.parent, SEARCHES.replace("cdv", "nva")
    assert is_current(data, inputs(), EXTRAS)
    assert not is_current(data, inputs(), EXTRAS._replace(searches=less))
    assert len(read_manifest(release)[MADE_BY]["descriptions"]["searches"]) == 64
    again = written(tmp_path / "again", release, release, searches=less)
    same = [(again / name).samefile(release / name) for name in feeds_of(release)]
    assert same.count(False) == 1
    assert entries(again, "feeds/search/costs") == {}


@pytest.mark.long
def test_a_page_names_its_feed_where_the_release_has_one(release):
    link = "$$('link[rel=alternate]')[1]?.href ?? null"
    with serving(release) as port, browser() as tab:
        for name in ("question/5-90100", "question/5-1", "topic/dienst", "party/cdv"):
            tab.open(f"{at(port)}/{name.replace('/', '.html?id=')}&lang=en", READY)
            assert tab.evaluate(link) == f"{at(port)}/feeds/{name}.xml"
            assert "Follow (Atom)" in tab.text()
            assert got(tab.evaluate(link))[0] == 200
        tab.open(f"{at(port)}/question.html?id=5-3&lang=en", READY)
        assert tab.evaluate(link) is None
        assert "Follow (Atom)" not in tab.text()
        assert tab.complaints == []
