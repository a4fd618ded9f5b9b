"""A folder whose pages were only seen again: the log keeps that; a release follows if a status changes."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from schemas.vocabulary import legislatures
from tasks.raw import RawStore
from tests.support.command import output_of, succeed
from tests.support.reading import SIMPLE
from tests.support.render import Form, render
from tests.support.runs import rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

OPEN = replace(SIMPLE, number=95004, answer=None, answered_on=None, events=SIMPLE.events[:1])
OVER = legislatures()[OPEN.legislature].ended_on
STATE = "SELECT status, status_reason, seen_on FROM questions"


@pytest.fixture
def ingest(tmp_path):
    """Ingest the page of an unanswered question as it was seen on a day; return the run's summary."""

    def ingested(day: date):
        name = "open.html"
        page = render(OPEN, "main", "nl", Form("html"))
        sidecar = f"{OPEN.address('main', 'nl')}\n{day}T12:00:00+00:00\n".encode()
        folder = lay_out(tmp_path / "pages", {name: page, f"{name}.url": sidecar})
        shown = output_of("ingest", "--from", folder, "--json", "--data", tmp_path / "data")
        return json.loads(shown)["outcome"]

    return ingested


def test_a_later_sidecar_publishes_only_what_changes_a_status(ingest, tmp_path):
    data, day = tmp_path / "data", timedelta(1)
    assert ingest(OVER - 9 * day) == "published"
    assert rows(data, STATE) == [("unknown", "copy_before_end", OVER - 9 * day)]
    assert ingest(OVER) == "unchanged"
    packs = {path: path.stat().st_mtime_ns for path in (data / "cache").rglob("*.pack")}
    assert ingest(OVER + day) == "published"
    assert rows(data, STATE) == [("lapsed", "legislature_over", OVER + day)]
    assert {path: path.stat().st_mtime_ns for path in (data / "cache").rglob("*.pack")} == packs
    assert ingest(OVER + 9 * day) == "unchanged"
    assert ingest(OVER + 9 * day) == "unchanged"
    logged = [entry.fetched_at.date() for entry in RawStore(data / "raw").entries()]
    assert sorted(logged) == [OVER - 9 * day, OVER, OVER + day, OVER + 9 * day]


def test_a_release_made_for_another_reason_tells_the_last_sighting(ingest, tmp_path):
    data, day = tmp_path / "data", timedelta(1)
    ingest(OVER + day)
    assert ingest(OVER + 9 * day) == "unchanged"
    succeed("rebuild", "--data", data)
    assert rows(data, STATE) == [("lapsed", "legislature_over", OVER + 9 * day)]
