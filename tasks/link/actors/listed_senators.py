"""The Senate's own list of its members, and which of them asked questions (docs/entities.md, Actors).

A senator has the Senate's number. A member gets it by the key of the name; where that is not sure, nobody
does, and an issue row says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from schemas.records import Row, SenatorSeen
from schemas.tables import ISSUES
from schemas.vocabulary.entities import Party
from tasks.common.parties import party_of, side_of
from tasks.link.actors.names import damaged_places, name_key, words_of
from tasks.link.actors.persons import Asked, Person
from tasks.link.actors.shared import quoted, tidy
from tasks.link.actors.spellings import NameKeys


@dataclass(frozen=True, slots=True)
class Senator:
    """All that pages of the Senate say of one senator; of the values, the newest page that has each."""

    senate_id: str
    page_id: str  # the newest page of the senator, else of a list
    name: str | None
    names: tuple[str, ...]  # on all pages and lists
    legislatures: tuple[int, ...]
    group: str | None
    group_on: date | None
    birth_years: tuple[int, ...]  # the newest first
    has_page: bool

    @property
    def party(self) -> Party | None:
        """The party of the group, if it has one."""
        return party_of(self.group, self.group_on, max(self.legislatures, default=0)) if self.group else None

    @property
    def contradicts(self) -> str | None:
        """The name of an older page or list that is another, in whatever order of its words."""
        own = words_of(name_key(self.name or ""))
        return next((name for name in self.names if words_of(name_key(name)) != own), None)


@dataclass(slots=True)
class Matched:
    """The senators who are known members, or are now; `issues` name the others."""

    of_person: dict[Person, Senator] = field(default_factory=dict)
    issues: list[Row] = field(default_factory=list)


def senators_of(seen: Iterable[SenatorSeen], pages: Iterable[Row]) -> list[Senator]:
    """The senators that pages name, by number; rows of `pages` say which page is the newest."""
    by_number: dict[int, list[SenatorSeen]] = defaultdict(list)
    for one in seen:
        by_number[one.senate_id].append(one)
    days = {page["page_id"]: page["seen_at"] for page in pages} if by_number else {}
    return [_senator(str(number), found, days) for number, found in sorted(by_number.items())]


def _senator(senate_id: str, seen: Sequence[SenatorSeen], days: Mapping[str, datetime | None]) -> Senator:
    def newness(one: SenatorSeen) -> tuple[bool, float, str]:
        day = days.get(one.page_id)
        return one.legislature is None, day.timestamp() if day else 0, one.page_id

    newest = sorted(seen, key=newness, reverse=True)
    grouped = next((one for one in newest if one.group), None)
    day = days.get(grouped.page_id) if grouped else None
    return Senator(
        senate_id=senate_id,
        page_id=newest[0].page_id,
        name=next((name for one in newest if (name := tidy(one.name))), None),
        names=tuple(dict.fromkeys(name for one in newest if (name := tidy(one.name)))),
        legislatures=tuple(sorted({one.legislature for one in seen if one.legislature})),
        group=tidy(grouped.group) if grouped else None,
        group_on=day.date() if day else None,
        birth_years=tuple(dict.fromkeys(one.birth_year for one in newest if one.birth_year)),
        has_page=newest[0].legislature is None,
    )


def match_senators(
    senators: Sequence[Senator], keys: NameKeys, asked: Mapping[Person, Sequence[Asked]]
) -> Matched:
    """Which senator each member is; a senator who never asked, with a page of his own, is a new person."""
    found = Matched()
    persons: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in asked:
        persons[words_of(person.key)].append(person)
    namesakes: dict[tuple[str, ...], list[Senator]] = defaultdict(list)
    for senator in senators:
        namesakes[words_of(keys.of_spelling.get(senator.name or "", ""))].append(senator)
    for words, same in namesakes.items():
        for senator in same:
            others = [one.senate_id for one in same if one is not senator]
            key = keys.of_spelling.get(senator.name or "", "")
            doubt = _doubt(senator, key, others if key else [], persons[words], asked)
            if doubt or not key:
                named = quoted(senator.name) if senator.name else "without a name"
                said = f"Senator {senator.senate_id}, {named}, is no member for sure. "
                found.issues.append(_issue(senator, said + (doubt or "No page shows a name.")))
            else:
                person = next(iter(persons[words]), Person(key))
                found.of_person[person] = senator
                if len(senator.birth_years) > 1:
                    years = f"several years of birth, {', '.join(map(str, senator.birth_years))}"
                    said = f"Pages of senator {senator.senate_id} show {years}; none is kept."
                    found.issues.append(_issue(senator, said))
    return found


def _doubt(
    senator: Senator,
    key: str,
    others: Sequence[str],
    persons: Sequence[Person],
    asked: Mapping[Person, Sequence[Asked]],
) -> str | None:
    """Why it is not sure which member a senator is, or None."""
    sides = {one.side for person in persons for one in asked[person]} - {None}
    side = side_of(senator.party)
    if others:
        return f"The senators with the numbers {', '.join(others)} have the same name, in any order of words."
    if [one.key for one in persons] not in ([], [key]):
        known = " and ".join(quoted(one.key) for one in persons)
        return f"Two members have that name, or one has its words in another order: {known}."
    if sides and side and side not in sides:
        return f"The member of that name has a party of the other language group than {senator.group}."
    if senator.contradicts:
        return f"Another page calls the same number {quoted(senator.contradicts)}."
    if not persons and (not senator.has_page or damaged_places(senator.name or "")):
        return "No question names such a member, and no page of the senator shows the name undamaged."
    return None


def _issue(senator: Senator, detail: str) -> Row:
    return ISSUES.row(page_id=senator.page_id, question_id=None, kind="senator_uncertain", detail=detail)
