"""What tests cost, their ended children too: `-p tests.support.costs` names the dearest files at the end."""

import os
import time
from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest

MOST, COST, COLLECTING, WHOLE = 10, "cost", "collecting the tests", "all"
COUNTED = [(0.0, 0.0)]
BEGAN = time.monotonic()
PROCESSOR, SECONDS = Counter[str](), Counter[str]()


def spent() -> tuple[float, float]:
    return sum(os.times()[:4]), time.monotonic() - BEGAN


def count(name: str, cost: tuple[float, float]) -> None:
    PROCESSOR[name] += cost[0]
    SECONDS[name] += cost[1]


def pytest_collection_finish(session: pytest.Session) -> None:
    COUNTED[0] = spent()
    count(COLLECTING, COUNTED[0] if session.items else (0.0, 0.0))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    before, COUNTED[0] = COUNTED[0], spent()
    report.user_properties.append((COST, [now - then for now, then in zip(COUNTED[0], before, strict=True)]))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    count(report.nodeid.partition("::")[0], dict(report.user_properties).get(COST, (0.0, 0.0)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    costs = {COLLECTING: (PROCESSOR[COLLECTING], SECONDS[COLLECTING]), WHOLE: spent()}
    getattr(session.config, "workeroutput", {})[COST] = costs


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for name, cost in getattr(node, "workeroutput", {}).get(COST, {}).items():
        count(name, cost)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    PROCESSOR[WHOLE] += time.process_time() if PROCESSOR[WHOLE] else spent()[0]
    SECONDS[WHOLE] = spent()[1]
    dearest = [name for name, _ in PROCESSOR.most_common() if name not in (COLLECTING, WHOLE)][:MOST]
    terminalreporter.write_line("processor seconds and seconds of the dearest files, and of the whole:")
    for name in (*dearest, COLLECTING, WHOLE):
        terminalreporter.write_line(f"{PROCESSOR[name]:10.1f} {SECONDS[name]:10.1f}  {name}")
