"""What the tests of the plan share: a moment, states of questions and of addresses."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from tasks.common.address import QuestionAddress
from tasks.fetch.plan import AddressState, PlannedFetch, QuestionState, StoredState
from tasks.fetch.plan.rules import page_of

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
CURRENT = 8
ABSENT_RUN = 5


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def day(days: float) -> date:
    return ago(days).date()


def question(number: int, legislature: int = CURRENT) -> tuple[int, int]:
    return legislature, number


def page(number: int, language: str = "nl", variant: str = "main", legislature: int = CURRENT):
    return page_of(question(number, legislature), language, variant)


def came(days: float, **others) -> AddressState:
    """An address whose page came so many days ago."""
    return AddressState(ago(days), "page", stored=True, came_at=ago(days), **others)


def failures(
    days: float, outcome: str = "absent", times: int = 1, *, stored: bool = False, came: float | None = None
) -> AddressState:
    """An address that gave no page, for the last time so many days ago; `came` is when one last came."""
    return AddressState(
        ago(days), outcome, stored=stored, failures=times, came_at=None if came is None else ago(came)
    )


def complete(numbers: Iterable[int], days: float = 100, legislature: int = CURRENT):
    """Questions all of whose pages came so many days ago."""
    return {
        page(number, language, variant, legislature): came(days)
        for number in numbers
        for language, variant in (("nl", "main"), ("fr", "main"), ("nl", "print_bilingual"))
    }


def settled(numbers: Iterable[int], status: str = "closed", legislature: int = CURRENT):
    """Questions about which nothing more is to be learnt."""
    return {question(number, legislature): QuestionState(status, day(400)) for number in numbers}


def answered(days: float, languages: Iterable[str] = ("nl", "fr")) -> QuestionState:
    return QuestionState("answered", day(days + 40), day(days), frozenset(languages))


def state(questions=None, addresses=None, named=(), now: datetime = NOW) -> StoredState:
    return StoredState(now, questions or {}, addresses or {}, frozenset(named))


def reasons(planned: Iterable[PlannedFetch]) -> dict[QuestionAddress, str]:
    return {item.address: item.reason for item in planned}


def asked(planned: Iterable[PlannedFetch], reason: str) -> list[QuestionAddress]:
    return [item.address for item in planned if item.reason == reason]
