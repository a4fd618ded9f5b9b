"""What is read without scripts when the address of the site is known: tags, pages of questions, a sitemap."""

import html
import re
from xml.etree import ElementTree as ET

import pytest

from tasks.common.files import files_below
from tasks.present.explorer import SITE, static_pages
from tasks.present.explorer.pages import LISTED
from tasks.release.kept import is_current
from tasks.release.made_by import Extras
from tests.present.explorer.support import ADDRESS, CHANGED, EVIL, Elements, hostile_world, public_release
from tests.present.explorer.test_files import same_file
from tests.present.explorer.test_words import WORD, with_word
from tests.support.releases import inputs, released, world

PLACES = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture(scope="module")
def site(hostile):
    return hostile / SITE


def tags_of(page):
    return {one["property"]: one["content"] for tag, one in Elements(page).found if "property" in one}


def test_every_question_has_a_page_that_needs_no_script(site):
    for row in hostile_world()["questions"]:
        page = (site / f"question/{row['question_id']}.html").read_text("utf-8")
        assert "script" not in {tag for tag, _ in Elements(page).found}
        assert [one["src"] for tag, one in Elements(page).found if tag == "img"] == ["../assets/icon.svg"]
        assert f"../question.html?id={row['question_id']}" in page
        shown = html.unescape(re.sub(r"<[^>]*>", " ", page))
        texts = [one for one in hostile_world()["texts"] if one["question_id"] == row["question_id"]]
        for paragraph in (part for text in texts for part in text["text"].split("\n\n")):
            assert paragraph in html.unescape(page)
        assert (row["title_nl"] or row["title_fr"]) in html.unescape(page)
        assert "$" not in shown


def test_hostile_words_stay_words(site):
    page = (site / "question/5-90100.html").read_text("utf-8")
    assert EVIL not in page
    assert html.escape(EVIL) in page


def test_pages_say_to_others_what_they_are_and_where(site):
    page = (site / "question/5-90100.html").read_text("utf-8")
    tags = tags_of(page)
    assert tags["og:url"] == f"{ADDRESS}question/5-90100.html"
    assert tags["og:title"] == f"Titel {EVIL} (5-90100)"
    assert f"Ann {EVIL}" in tags["og:description"]
    assert ("link", {"rel": "canonical", "href": tags["og:url"]}) in Elements(page).found
    for name in LISTED:
        page = (site / f"{name}.html").read_text("utf-8")
        assert tags_of(page)["og:url"] == f"{ADDRESS}{name}.html"
    assert '"contentUrl": "https://questions.example/questions.parquet"' in (site / "index.html").read_text(
        "utf-8"
    )


def test_the_sitemap_has_all_of_them(site):
    expected = [f"{ADDRESS}{name}.html" for name in LISTED] + [
        f"{ADDRESS}question/{row['question_id']}.html" for row in hostile_world()["questions"]
    ]
    assert [one.text for one in ET.parse(site / "sitemap.xml").iter(PLACES)] == expected
    days = re.findall("<lastmod>(.*)</lastmod>", (site / "sitemap.xml").read_text("utf-8"))
    assert days == [f"{CHANGED:%Y-%m-%d}"]


@pytest.mark.long
def test_a_long_sitemap_has_parts(site, monkeypatch, tmp_path):
    expected = [one.text for one in ET.parse(site / "sitemap.xml").iter(PLACES)]
    monkeypatch.setattr(static_pages, "_A_SITEMAP", 4)
    parted = public_release(tmp_path / "data", hostile_world()) / SITE
    parts = [one.text.removeprefix(ADDRESS) for one in ET.parse(parted / "sitemap.xml").iter(PLACES)]
    assert parts == ["sitemap-0.xml", "sitemap-1.xml", "sitemap-2.xml"]
    found = [one.text for part in parts for one in ET.parse(parted / part).iter(PLACES)]
    assert found == expected


def test_without_an_address_there_is_none_of_this(tmp_path):
    release = released(tmp_path / "data")
    names = files_below(release / SITE)
    assert [name for name in names if name.startswith(("question/", "sitemap"))] == ["question/index.html"]
    assert "og:" not in (release / SITE / "index.html").read_text("utf-8")
    assert not is_current(tmp_path / "data", inputs(), Extras(public_url=ADDRESS))


@pytest.mark.long
def test_a_night_links_what_did_not_change_and_another_address_changes_all(tmp_path):
    data = tmp_path / "data"
    first = public_release(data, world()) / SITE
    night = public_release(data, with_word(world()), count=2) / SITE
    changed = world()["texts"][0]["question_id"]
    names = {f"question/{row['question_id']}.html" for row in world()["questions"]}
    written = {name for name in names if not same_file(night / name, first / name)}
    assert f"question/{changed}.html" in written < names
    assert WORD in (night / f"question/{changed}.html").read_text("utf-8")
    moved = public_release(data, with_word(world()), 3, "https://other.example/") / SITE
    assert all("https://other.example/question/" in (moved / name).read_text("utf-8") for name in names)


def test_every_page_has_the_policy_by_which_it_loads_what_is_its_own(site):
    pages = [name for name in files_below(site) if name.endswith(".html")]
    policies = {
        re.search(r'Content-Security-Policy" content="([^"]+)"', (site / name).read_text("utf-8"))[1]
        for name in pages
    }
    assert len(pages) > len(LISTED) + 2
    assert policies == {
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
    }
