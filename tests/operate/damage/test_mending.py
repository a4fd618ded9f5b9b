"""A damaged release heals: a run that brings nothing new says what is damaged and makes it anew."""

import pytest

from tests.operate.damage.cases import Case, few_cases, with_every_harm
from tests.operate.damage.mending import Mending
from tests.operate.damage.support import params

pytestmark = pytest.mark.first

PLACES = ("current", "releases")
MENDED = with_every_harm(few_cases(2))
"""Two harms of each line of the table, and each harm once: a run of seconds mends each."""
CASES = [case for case in MENDED if case.path.startswith(PLACES)]
QUICK = Case("current/manifest.json", "{}", "{name}", "run")
REBUILT = (
    Case("current/questions.parquet", "cut", "{name}", "run"),
    Case("current/senate.duckdb", "removed", "{name}", "run"),
    Case("current/manifest.json", "[]", "{name}", "run"),
    Case("current", "a dangling link", "current", "run"),
    Case("releases", "removed", "release", "run"),
)


@pytest.mark.parametrize("case", params({QUICK: None} | dict.fromkeys(CASES), [QUICK]))
def test_the_next_run_mends_a_release(base, tmp_path, case):
    mending = Mending(base, tmp_path, case)
    mending.mend()
    assert not mending.look(), "\n".join(mending.found)


@pytest.mark.parametrize("case", params(REBUILT, []))
def test_a_rebuild_mends_it_too(base, tmp_path, case):
    mending = Mending(base, tmp_path, case)
    mending.mend(("rebuild",))
    assert not mending.look(), "\n".join(mending.found)
