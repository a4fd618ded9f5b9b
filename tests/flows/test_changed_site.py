"""A site that changes its pages: the canary tells, and a night that reads nonsense is refused."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tasks.operate.ledger import ledger
from tests.release.test_changed_site import cells_with_labels
from tests.support.command import run
from tests.support.nights.nights import Nights
from tests.support.runs import rows
from tests.support.site import Site, World

pytestmark = [pytest.mark.long, pytest.mark.first]

FIRST_DAY = date(2025, 1, 6)
"""Nights after today would be those of a wrong clock."""
OLD = FIRST_DAY + timedelta(420)
TITLE = "Een andere titel - Gevolgen"


@dataclass
class Retitled(World):
    """A world in which one question has another title."""

    number: int = 0

    def facts(self, number, day, language="nl"):
        found = super().facts(number, day, language)
        return replace(found, title=replace(found.title, nl=TITLE)) if number == self.number else found


class Redesigned(Site):
    """A site whose pages can change."""

    change = None

    def _question(self, address, headers):
        reply = super()._question(address, headers)
        if not self.change or not reply.body:
            return reply
        return replace(reply, body=self.change(reply.body.decode("cp1252")).encode("cp1252"))


def pass_night(nights, day):
    """Let a night of the schedule pass; its exit code and what it said."""
    said = nights.passes(day)
    return nights.codes[-1], said


def reported(data):
    """What `status --check` says of the pages of the site."""
    found = json.loads(run("status", "--check", "--json", "--data", data).stdout)["concerns"]
    return [row["sentence"] for row in found if row["kind"] in {"unknown_format", "refused"}]


def releases(data):
    return sorted(path.name for path in (data / "releases").iterdir())


def test_another_reading_of_the_canary_is_reported_and_published_a_night_later(tmp_path):
    world = Retitled(already=9, numbers_a_week=0, gaps=0, first_day=FIRST_DAY)
    with Site(world) as site:
        nights = Nights(site, tmp_path / "data")
        for day in (FIRST_DAY, OLD, OLD + timedelta(1)):
            assert pass_night(nights, day)[0] == 0
        assert reported(nights.data) == []
        day = OLD + timedelta(2)
        year = timedelta(365)
        query = f"SELECT number FROM questions WHERE answered_on <= DATE '{day - year}' ORDER BY number"
        answered = [number for (number,) in rows(nights.data, query)]
        world.number = answered[day.toordinal() % len(answered)]
        before = releases(nights.data)

        code, said = pass_night(nights, day)
        assert (code, ledger(nights.data)[-1]["outcome"]) == (0, "unchanged"), said
        assert releases(nights.data) == before
        (sentence,) = reported(nights.data)
        assert f"NR={world.number}&" in sentence
        assert f'now "{TITLE}"' in sentence
        assert sentence in said

        assert pass_night(nights, day + timedelta(1))[0] == 0
        title = f"SELECT title_nl FROM questions WHERE number = {world.number}"
        assert rows(nights.data, title) == [(TITLE,)]
        assert reported(nights.data) == []


def test_a_night_of_redesigned_pages_is_refused_and_a_rebuild_publishes_it(tmp_path):
    world = World(seed=5, already=12, numbers_a_week=25, gaps=0, first_day=FIRST_DAY)
    with Redesigned(world) as site:
        site.markup = "divs"
        nights = Nights(site, tmp_path / "data")
        assert pass_night(nights, FIRST_DAY)[0] == 0
        before = releases(nights.data)
        site.change = cells_with_labels
        code, said = pass_night(nights, FIRST_DAY + timedelta(6))
        assert code == 3
        assert "layout_title" in said
        assert "run rebuild" in said
        assert releases(nights.data) == before
        assert any("was refused" in sentence for sentence in reported(nights.data))
    assert run("rebuild", "--data", nights.data).returncode == 0
    assert any("layout_title" in sentence for sentence in reported(nights.data))
