"""A run whose newer copies print what never changes otherwise is refused, until somebody accepts it."""

import pytest

from tests.flows.test_changed_site import Redesigned
from tests.release.test_rewritten import FIRST, surname_first
from tests.support.command import run
from tests.support.data_folder import current_manifest, last_run
from tests.support.nights.nights import Nights
from tests.support.runs import rows
from tests.support.site import World
from tests.support.site.pages import question_page
from tests.support.sources import Response, lay_out, write_warc

pytestmark = [pytest.mark.long, pytest.mark.first]

WORLD = World(seed=5, already=8, numbers_a_week=6, gaps=0, first_day=FIRST)
OLD = WORLD.numbers(FIRST)[:8]
AUTHORS = "SELECT question_id, author FROM questions ORDER BY ALL"


def pages(change=lambda text: text):
    """The address and the bytes of each page of the questions."""
    for number in OLD:
        for language in ("nl", "fr"):
            facts = WORLD.facts(number, FIRST, language)
            text = question_page(facts, "main", language, "divs").decode("cp1252")
            yield facts.address("main", language), change(text).encode("cp1252")


def crawl(path, day, *change):
    return write_warc(path, [Response(*one, date=f"{day}T04:00:00Z") for one in pages(*change)])


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crawls")
    return crawl(folder / "old.warc", "2025-01-06"), crawl(folder / "new.warc", "2025-02-06", surname_first)


def test_newer_copies_that_rewrite_authors_are_refused_until_accepted(crawls, tmp_path):
    data = tmp_path / "data"
    assert run("ingest", "--from", crawls[0], "--data", data).returncode == 0
    authors = rows(data, AUTHORS)
    for words in (("ingest", "--from", crawls[1]), ("rebuild",)):
        refused = run(*words, "--data", data)
        assert refused.returncode == 3
        assert "questions_author_rewritten" in refused.stderr
        assert f"Of {len(OLD)} questions with newer copies" in refused.stderr
        assert f"{len(OLD)} question(s)" in refused.stderr
        assert refused.stderr.count("before=") == 2
        assert "page=https://" in refused.stderr
        assert rows(data, AUTHORS) == authors
        assert last_run(data)["outcome"] == "refused"
    accepted = run("rebuild", "--accept-drop", "They marry.", "--data", data)
    assert accepted.returncode == 0
    assert f"Copies of {len(OLD)} question(s) disagree: this run added " in accepted.stderr
    assert "newest copies" not in accepted.stderr
    assert rows(data, AUTHORS) != authors
    checks = {one["check"]: one["count"] for one in current_manifest(data)["overridden"]}
    assert checks["questions_author_rewritten"] == len(OLD)
    assert run("rebuild", "--data", data).returncode == 0


def test_a_folder_without_a_release_takes_the_newest_and_says_so(crawls, tmp_path):
    words = [word for one in crawls for word in ("--from", one)]
    done = run("ingest", *words, "--data", tmp_path / "data")
    assert done.returncode == 0
    assert "There was no release to compare with: the values of the newest copies were taken." in done.stderr


def test_a_night_rewrites_no_author_of_a_folder(tmp_path):
    files = {}
    for at, (url, content) in enumerate(pages()):
        files |= {f"{at}.html": content, f"{at}.html.url": f"{url}\n".encode()}
    data = tmp_path / "data"
    assert run("ingest", "--from", lay_out(tmp_path / "pages", files), "--data", data).returncode == 0
    authors = rows(data, AUTHORS)
    with Redesigned(WORLD) as site:
        site.markup, site.change = "divs", surname_first
        nights = Nights(site, data)
        said = nights.passes(FIRST)
    assert nights.codes == [3]
    assert "questions_author_rewritten" in said
    assert rows(data, AUTHORS) == authors
