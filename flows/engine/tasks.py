"""Steps of a run: tasks of Prefect inside one of its flow runs, plain functions anywhere else."""

import sys
from collections.abc import Callable, Sequence
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_flow_run() -> bool:
    """Whether Prefect is running a flow here; does not import it."""
    if "prefect" not in sys.modules:
        return False
    from prefect.context import FlowRunContext  # noqa: PLC0415 - loaded already

    return FlowRunContext.get() is not None


def task(
    name: str, run_name: str | None = None
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Make a function a task of Prefect in its flow runs; `run_name` is a template of its arguments.

    Nothing is cached: a step reads and writes the data folder, so that equal arguments do not give equal
    results. Nothing is retried: what may pass is tried again in `tasks/`, where Prefect is not needed.
    Arguments go in as they are: to search a million rows for results of other tasks takes longer than the
    work.
    """

    def decorate(function: Callable[Given, Result]) -> Callable[Given, Result]:
        @cache
        def as_task() -> Callable[..., Result]:
            from prefect import task as of_prefect  # noqa: PLC0415 - the setting engine decides
            from prefect.cache_policies import NO_CACHE  # noqa: PLC0415

            named = of_prefect(
                name=name, task_run_name=run_name or name, cache_policy=NO_CACHE, persist_result=False
            )
            return named(function)

        @wraps(function)
        def step(*given: Given.args, **named: Given.kwargs) -> Result:
            if not in_flow_run():
                return function(*given, **named)
            return as_task()(*map(_opaque, given), **{key: _opaque(value) for key, value in named.items()})

        return step

    return decorate


def _opaque(value: object) -> object:
    """A value that Prefect does not search; plain ones may be part of a task's name."""
    from prefect.utilities.annotations import opaque  # noqa: PLC0415 - only in a flow run

    return value if isinstance(value, (str, int, Path)) else opaque(value)


def show_report(report: Callable[[], str], counts: Callable[[], Sequence[dict[str, Any]]]) -> None:
    """Keep the report of a release, as Markdown, and its counts, as rows, with the flow run."""
    if not in_flow_run():
        return
    from prefect.artifacts import (  # noqa: PLC0415 - only in a flow run
        create_markdown_artifact,
        create_table_artifact,
    )

    create_markdown_artifact(
        key="release-report",
        markdown=report(),
        description="New questions and answers, repairs by rule, quarantined pages, gaps, withdrawals.",
    )
    create_table_artifact(
        key="release-counts",
        table=list(counts()),
        description="Rows of each table, compared with the previous release.",
    )
