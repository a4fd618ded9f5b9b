"""A site that says "unchanged" to every conditional request is not believed for more than a month."""

from datetime import timedelta

from tests.fetch.site.fetcher.conftest import wanted


def test_content_is_asked_for_without_condition_once_a_month(runs, site):
    site.conditional = True
    outcomes = []
    for _ in range(9):
        runs.fetch(wanted(1))
        outcomes.append("sent" if runs.pages[-1].sha256 else "304")
        runs.clock.sleep(timedelta(days=8).total_seconds())
    assert outcomes == ["sent", "304", "304", "304", "sent", "304", "304", "304", "sent"]
