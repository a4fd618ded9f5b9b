"""How many examples a property tries: few in `make test`, its own count in `.ci/run`, many in `make fuzz`."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

USUAL = 100
"""Examples of a property that says nothing else; what others say is in proportion to it."""
PROFILES = {"quick": USUAL // 4, "usual": USUAL, "deep": USUAL * 2}
TRIED = "examples tried"

for _name, _count in PROFILES.items():
    settings.register_profile(
        _name,
        max_examples=_count,
        deadline=None,
        derandomize=False,  # or no seed counts where CI is set
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("quick")


def examples(count: int = USUAL, **more: Any) -> settings:
    """Settings of a property that tries so many examples for each hundred of the profile."""
    return settings(max_examples=max(1, count * settings().max_examples // USUAL), **more)


def count_examples(item: pytest.Item, report: pytest.TestReport) -> None:
    """Write into a report how many examples a property has tried."""
    if report.when == "call" and (told := getattr(item, "hypothesis_statistics", None)):
        tried = sum(map(int, re.findall(r"(\d+) passing", told)))
        report.user_properties.append((TRIED, tried))


def examples_tried(reports: list[pytest.TestReport]) -> list[int]:
    """How many examples each property of a test run has tried."""
    return [count for report in reports for name, count in report.user_properties if name == TRIED]
