"""The canary is asked for like any page, and adds nothing to a release."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tasks.common.workers import Workers
from tasks.fetch.plan import PlannedFetch
from tasks.raw import captures
from tests.fetch.plan.support import page
from tests.support.site import Site, World

from .conftest import Runs, wanted

CANARY = PlannedFetch(page(1), "spot_check")


@pytest.fixture(autouse=True)
def no_process_apart(monkeypatch):
    monkeypatch.setattr("tasks.fetch.site.canary.Workers", lambda _: Workers(0))


@dataclass
class Retitled(World):
    """A world whose titles may change."""

    title: str = ""

    def facts(self, number, day, language="nl"):
        found = super().facts(number, day, language)
        return replace(found, title=replace(found.title, nl=self.title)) if self.title else found


def look(runs):
    with runs.run() as fetcher:
        return fetcher.fetch_canary(CANARY)


def test_the_same_facts_are_a_sighting_and_other_facts_wait(tmp_path):
    with Site(Retitled(gaps=0.0)) as site:
        runs = Runs(site, tmp_path / "raw")
        runs.fetch(wanted(1))
        held = captures(runs.log)
        assert look(runs) is None
        site.markup = "divs"
        assert look(runs) is None
        assert runs.outcomes() == ["page", "page", "unchanged"]  # the same bytes are the same page
        assert [one.page_id for one in captures(runs.log)] == [one.page_id for one in held]
        assert captures(runs.log)[0].seen_at > held[0].seen_at

        site.worlds[8].title = "Een andere titel - Gevolgen"
        sentence = look(runs)
        assert 'now "Een andere titel - Gevolgen"' in sentence
        assert runs.pages[-1].outcome == "no_evidence"
        assert runs.pages[-1].detail == sentence
        assert [one.page_id for one in captures(runs.log)] == [one.page_id for one in held]

        runs.fetch(wanted(1, reason="failed_before"))
        assert runs.outcomes()[-1] == "page"
        assert len(captures(runs.log)) == 2


def test_news_on_the_canary_are_a_page_like_any_other(tmp_path):
    with Site(World(gaps=0.0)) as site:
        runs = Runs(site, tmp_path / "raw")
        world, first = site.worlds[8], site.today
        number = next(one for one in world.numbers(first) if world.status(one, first) == "open")
        runs.fetch(wanted(number))
        site.today = next(
            day
            for day in (first + timedelta(days) for days in range(400))
            if world.status(number, day) != "open"
        )
        with runs.run() as fetcher:
            assert fetcher.fetch_canary(PlannedFetch(page(number), "spot_check")) is None
        assert runs.outcomes() == ["page", "page"]
        assert len(captures(runs.log)) == 2
