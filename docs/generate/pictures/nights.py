"""The pictures of docs/operate.md: a week of nights as the engine's pages show it.

    python -m docs.generate.pictures.nights FOLDER

FOLDER must be empty, or not there; the pictures show its name. The week is the last
whole one from a Friday on, so that the pages find it; it passes in minutes.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from docs.generate.pictures import keep
from docs.generate.pictures.served_week import ServedWeek, served_week
from tests.support.chromium import browser
from tests.support.engine import ask
from tests.support.nights.month import WEEK, pass_week

FRIDAY = 4
LOOK_BACK = 14 * 24 * 3600
"""Seconds that the dashboard looks back."""


def main(folder: Path) -> None:
    """Let the week pass over a folder, and take them."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        sys.exit(f"{folder} is not empty.")
    with served_week(folder, last_week(datetime.now(UTC).date())) as week:
        pass_week(week)
        take_pictures(week)


def last_week(today: date) -> date:
    """The newest Friday of which the week is over."""
    latest = today - timedelta(len(WEEK))
    return latest - timedelta((latest.weekday() - FRIDAY) % 7)


def take_pictures(week: ServedWeek) -> None:
    """The pages of the engine that the document shows."""
    pages = week.api.removesuffix("/api")
    names = [run["name"] for run in week.runs]
    of_news = {"flow_run_id": {"any_": [week.runs[WEEK.index("news")]["id"]]}}
    found = ask(week.api, "artifacts/filter", {"artifacts": {**of_news, "key": {"any_": ["release-report"]}}})
    report = found[0]["id"]
    deployment = f"deployments/deployment/{week.deployment['id']}"
    with browser() as shown:
        for name, address, height, words in (
            ("dashboard", f"dashboard?type=span&seconds=-{LOOK_BACK}", 560, ("7 total", "nightly")),
            ("runs", "runs", 1500, names),
            ("report", f"artifacts/artifact/{report}", 1000, ("New questions", "New answers", "Gaps")),
            ("deployment", f"{deployment}?tab=Upcoming", 900, ("04:00:00 AM", "auto-scheduled")),
        ):
            keep(f"{name}.png", shown.picture(f"{pages}/{address}", height, *words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
