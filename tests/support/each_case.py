"""A test of many cases as one item: each item costs milliseconds, and most cases take less."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

MOST_SHOWN = 10
Test = Callable[..., None]
Ids = Callable[[Any], object] | Iterable[str] | None


def each_case(names: str | Sequence[str], cases: Iterable[Any], ids: Ids = None) -> Callable[[Test], Test]:
    """Let a test run on every case, as `pytest.mark.parametrize` does, but in one item.

    It goes on behind a case that fails, and shows the first of those that do. Its fixtures are made once: a
    test that changes them takes `parametrize`, as does one whose cases have marks.
    """
    arguments = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    rows = [_row(case, len(arguments)) for case in cases]
    assert rows, "a test without cases asserts nothing"
    assert not any(row.marks for row in rows), "a case with marks is an item of its own"
    called = [*ids] if ids and not callable(ids) else [_name(row, ids) for row in rows]

    def one_item(test: Test) -> Test:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failed = []
            for row, name in zip(rows, called, strict=True):
                try:
                    test(**fixtures, **dict(zip(arguments, row.values, strict=True)))
                except pytest.skip.Exception as error:
                    raise AssertionError("a case alone cannot be skipped") from error
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - as pytest catches it
                    error.add_note(f"case: {name}")
                    failed.append(error)
            _report(failed, len(rows))

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in arguments]
        assert len(left) + len(arguments) == len(signature.parameters), "the test takes other arguments"
        run.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return run

    return one_item


def _row(case: Any, count: int) -> Any:
    if isinstance(case, type(pytest.param())):
        return case
    return pytest.param(*case) if count > 1 else pytest.param(case)


def _name(row: Any, ids: Any) -> str:
    return str(row.id or (ids and "-".join(str(ids(value) or value) for value in row.values)) or row.values)


def _report(failed: list[Any], count: int) -> None:
    if len(failed) == 1:
        raise failed[0]
    if failed:
        shown = [error if isinstance(error, Exception) else AssertionError(error) for error in failed]
        raise ExceptionGroup(f"{len(failed)} of {count} cases failed", shown[:MOST_SHOWN])
