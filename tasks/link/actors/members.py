"""Members, their parties, and the author of each question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count, groupby
from operator import itemgetter

from schemas.codes import HOUSES
from schemas.records import Row
from schemas.tables import MEMBERS, MEMBERSHIPS, question_issue
from schemas.vocabulary.entities import Party
from schemas.vocabulary.houses import term_of
from tasks.common.accents import fold
from tasks.common.parties import party_of
from tasks.link.actors.doubts import author_doubts
from tasks.link.actors.names import best_spelling
from tasks.link.actors.persons import Asked, Person, persons_of, possibly_same
from tasks.link.actors.shared import first_and_last, question_order, quoted, slug, tidy
from tasks.link.actors.spellings import NameKeys, name_keys


@dataclass(frozen=True, slots=True)
class Actors:
    """The authors of questions; `of_question` has (member_id, party_id) for every question_id."""

    members: list[Row]  # one row per person, by member_id
    memberships: list[Row]  # one row per run of a person's questions under one party, by member_id and date
    of_question: dict[str, tuple[str | None, str | None]]
    issues: list[Row]


def member_tables(questions: Sequence[Row]) -> Actors:
    """The tables `members` and `memberships`; the order of the questions makes no difference.

    Question rows have question_id, legislature, number, author, party as printed and asked_on.
    """
    ordered = sorted(questions, key=question_order)
    parties = {question["question_id"]: _party(question) for question in ordered}
    named = [(question, name) for question in ordered if (name := tidy(question["author"]))]
    keys = name_keys(name for _, name in named)
    asked = [
        Asked(question, name, keys.of_spelling[name], parties[question["question_id"]])
        for question, name in named
    ]
    doubts = [
        doubt for house in HOUSES for doubt in author_doubts([one for one in asked if one.house == house])
    ]
    doubtful = {issue["question_id"] for issue in doubts}
    sure = [one for one in asked if one.question["question_id"] not in doubtful]
    found = persons_of(sure)
    by_person: dict[Person, list[Asked]] = defaultdict(list)
    for one in sure:
        if person := found.of_question[one.question["question_id"]]:
            by_person[person].append(one)
    ids = _identifiers(found.of_question[one.question["question_id"]] for one in _in_time(sure))
    unsure = (*_unknown_parties(ordered, parties), *_uncertain_names(asked, keys))
    return Actors(
        *_rows(ids, by_person),
        {
            question_id: (ids.get(found.of_question.get(question_id)), party.code if party else None)
            for question_id, party in parties.items()
        },
        [*unsure, *doubts, *found.issues],
    )


def _rows(
    ids: Mapping[Person | None, str], asked: Mapping[Person, Sequence[Asked]]
) -> tuple[list[Row], list[Row]]:
    """The rows of members and of memberships."""
    members: list[Row] = []
    memberships: list[Row] = []
    same = possibly_same(asked)
    for person, member_id in sorted(ids.items(), key=itemgetter(1)):
        if person:
            members.append(_member_row(member_id, person, asked[person], ids.get(same.get(person))))
            memberships += _membership_rows(member_id, asked[person])
    return members, memberships


def _party(question: Row) -> Party | None:
    printed = tidy(question["party"])
    return party_of(printed, question["asked_on"], question["legislature"]) if printed else None


def _identifiers(persons: Iterable[Person | None]) -> dict[Person | None, str]:
    """An identifier per person, from the name; `persons` are in order of time, the first keeps it bare.

    The numbers of legislatures place those of the Chamber after all senators.
    """
    taken: dict[str, Person] = {}
    for person in dict.fromkeys(filter(None, persons)):
        bare = slug(person.key)
        house = person.house if person.house != "senate" else None
        base = "-".join(filter(None, (bare, person.side, house)))
        numbered = (f"{base}-{number}" for number in count(2))
        taken[next(free for free in chain((bare, base), numbered) if free not in taken)] = person
    return {person: member_id for member_id, person in taken.items()}


def _member_row(member_id: str, person: Person, asked: Sequence[Asked], same_as: str | None) -> Row:
    own = Counter(one.spelling for one in asked if one.key == person.key)
    first, last = first_and_last(one.question for one in asked)
    return MEMBERS.row(
        member_id=member_id,
        name=best_spelling(own),
        house=person.house,
        term=max((term_of(one.question["legislature"]) for one in asked), default=None),
        spellings=sorted({one.spelling for one in asked}),
        possibly_same_as=same_as,
        senate_id=None,
        wikidata_id=None,
        birth_year=None,
        group_name=None,
        legislatures=None,
        first_asked_on=first,
        last_asked_on=last,
        questions=len(asked),
    )


def _membership_rows(member_id: str, asked: Sequence[Asked]) -> Iterator[Row]:
    """Runs of questions under one party; questions without a printed party do not end a run."""
    with_party = [one for one in _in_time(asked) if tidy(one.question["party"])]
    runs = [list(run) for _, run in groupby(with_party, key=_party_key)]
    for position, together in enumerate(runs):
        printed = Counter(tidy(one.question["party"]) or "" for one in together)
        first, last = first_and_last(one.question for one in together)
        yield MEMBERSHIPS.row(
            member_id=member_id,
            position=position,
            party_id=together[0].party.code if together[0].party else None,
            party=min(printed, key=lambda text: (-printed[text], text)),
            first_asked_on=first,
            last_asked_on=last,
            questions=len(together),
            found_by="questions",
        )


def _party_key(one: Asked) -> tuple[str | None, str]:
    return (one.party.code, "") if one.party else (None, fold(tidy(one.question["party"]) or ""))


def _in_time(asked: Iterable[Asked]) -> list[Asked]:
    """Questions by date; one without a date is placed by its number."""
    placed: list[tuple[int, date, int, Asked]] = []
    before: dict[int, date] = {}
    for place, one in enumerate(asked):
        legislature = one.question["legislature"]
        when = one.question["asked_on"] or before.get(legislature, date.min)
        before[legislature] = when
        placed.append((legislature, when, place, one))
    return [one for *_, one in sorted(placed, key=lambda entry: entry[:3])]


def _unknown_parties(questions: Iterable[Row], parties: Mapping[str, Party | None]) -> Iterator[Row]:
    reported = set[str]()
    for question in questions:
        printed = tidy(question["party"])
        if printed and printed not in reported and parties[question["question_id"]] is None:
            reported.add(printed)
            detail = f"No party is known as {quoted(printed)}."
            yield question_issue(question["question_id"], "party_unknown", detail)


def _uncertain_names(asked: Iterable[Asked], keys: NameKeys) -> Iterator[Row]:
    """One row per damaged spelling that is kept apart, with its first question."""
    reported = set[str]()
    for one in asked:
        if one.key and one.spelling in keys.doubts and one.spelling not in reported:
            reported.add(one.spelling)
            others = " and ".join(f"'{key}'" for key in keys.doubts[one.spelling])
            fits = f"fits {others}" if others else "fits no other name"
            detail = f"The name {quoted(one.spelling)} is damaged and {fits}; it is kept apart."
            yield question_issue(one.question["question_id"], "member_uncertain", detail)
