"""Who is asked: offices in both languages, and the office of each question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from schemas.tables import OFFICE_NAMES, OFFICES, question_issue
from schemas.vocabulary.houses import house_of
from tasks.link.actors.doubts import office_with_more
from tasks.link.actors.printed_office import OTHER_ROLE, read_office
from tasks.link.actors.shared import first_and_last, question_order, quoted, tidy


class NamedOffice(NamedTuple):
    """An office as named in a language: how often in texts, and by how many questions that are put to it."""

    language: Language
    printed: str
    times: int
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Offices:
    """The addressees of questions."""

    offices: list[Row]  # one row per office, by office_id
    names: list[Row]  # one row per printed form in a language, in this order: office_id, language, printed
    of_question: dict[str, str]  # office_id by question_id, for every question with an addressee not in doubt
    issues: list[Row]  # rows that say what is unknown, doubtful or contradicts itself


def office_tables(questions: Sequence[Row], named: Iterable[NamedOffice] = ()) -> Offices:
    """The tables `offices` and `office_names`; the order of the questions makes no difference.

    Question rows have question_id, legislature, number, asked_on, and the addressees as printed without
    preposition: addressee_nl, addressee_fr. `named` are offices named in texts.
    """
    ordered = sorted(questions, key=question_order)
    doubts = {
        question["question_id"]: f"{quoted(printed)} is not added to the offices: {quoted(more)} is none."
        for question in ordered
        for language in LANGUAGES
        if (printed := _addressee(question, language)) and (more := office_with_more(printed))
    }
    ordered = [question for question in ordered if question["question_id"] not in doubts]
    forms: dict[tuple[Language, str], list[Row]] = defaultdict(list)
    for question in ordered:
        for language in LANGUAGES:
            if printed := _addressee(question, language):
                forms[language, printed].append(question)
    french = _french_identifiers(ordered)
    names = [_name_row(language, printed, asked, french) for (language, printed), asked in forms.items()]
    asked_by_office: dict[str, list[Row]] = defaultdict(list)
    for question in ordered:
        if office_id := _office_id(question, french):
            asked_by_office[office_id].append(question)
    return Offices(
        list(_office_rows(names, named, asked_by_office)),
        sorted(names, key=lambda row: (row["office_id"], row["language"], row["printed"])),
        {row["question_id"]: office_id for office_id, asked in asked_by_office.items() for row in asked},
        [
            *_issues(forms),
            *(question_issue(one, "office_doubtful", doubt) for one, doubt in doubts.items()),
            *_unlike(ordered),
        ],
    )


def _unlike(questions: Iterable[Row]) -> Iterator[Row]:
    """A row for each question of the Chamber whose two departments are known, and not the same."""
    for question in questions:
        printed = [one for one in (_addressee(question, language) for language in LANGUAGES) if one]
        offices = [read_office(one) for one in printed]
        if (
            house_of(question["legislature"]).code == "chamber"
            and all(one.is_known for one in offices)
            and len({one.office_id for one in offices}) > 1
        ):
            detail = f"The departments are not the same: {' / '.join(map(quoted, printed))}."
            yield question_issue(question["question_id"], "record_contradicts", detail)


def _addressee(question: Row, language: Language) -> str | None:
    return tidy(question[f"addressee_{language}"])


def _office_id(question: Row, french: Mapping[str, str]) -> str | None:
    """The office of a question: that of the Dutch form if there is one."""
    if dutch := _addressee(question, "nl"):
        return read_office(dutch).office_id
    printed = _addressee(question, "fr")
    return french[printed] if printed else None


def _french_identifiers(questions: Iterable[Row]) -> dict[str, str]:
    """The identifier of each French form.

    When one of a question's two forms is not understood, the Dutch one decides for both; among several Dutch
    forms, the one most often beside the French one.
    """
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        printed, dutch = _addressee(question, "fr"), _addressee(question, "nl")
        if not printed:
            continue
        own = read_office(printed)
        other = read_office(dutch) if dutch else own
        is_pair = other.office_id == own.office_id or not (own.is_known and other.is_known)
        beside[printed][other.office_id if is_pair else own.office_id] += bool(dutch and is_pair)
    return {
        printed: min(counts, key=lambda code: (-counts[code], code)) for printed, counts in beside.items()
    }


def _name_row(language: Language, printed: str, asked: Sequence[Row], french: Mapping[str, str]) -> Row:
    office = read_office(printed)
    first, last = first_and_last(asked)
    return OFFICE_NAMES.row(
        office_id=french[printed] if language == "fr" else office.office_id,
        language=language,
        printed=printed,
        deputy_of=list(office.deputy_of),
        first_asked_on=first,
        last_asked_on=last,
        questions=len(asked),
    )


def _office_rows(
    names: Iterable[Row], named: Iterable[NamedOffice], asked: Mapping[str, Sequence[Row]]
) -> Iterator[Row]:
    forms: dict[str, list[NamedOffice]] = defaultdict(list)
    for row in names:
        form = NamedOffice(row["language"], row["printed"], 0, row["questions"])
        forms[row["office_id"]].append(form)
    for form in named:
        forms[read_office(form.printed).office_id].append(form)
    for office_id, found in sorted(forms.items()):
        found.sort(key=lambda form: (-form.questions, -form.times, form.printed))
        yield _office_row(office_id, found, asked.get(office_id, ()))


def _office_row(office_id: str, forms: Sequence[NamedOffice], asked: Sequence[Row]) -> Row:
    """The row of an office, given its forms with the most frequent first.

    Its words are those of a form that yields its identifier: a French form may have that of a Dutch one.
    """
    own = (form for form in forms if read_office(form.printed).office_id == office_id)
    office = read_office(next(own, forms[0]).printed)
    name = {
        language: next((form.printed for form in forms if form.language == language), None)
        for language in LANGUAGES
    }
    first, last = first_and_last(asked)
    return OFFICES.row(
        office_id=office_id,
        name_nl=name["nl"],
        name_fr=name["fr"],
        role=office.role,
        portfolios=list(office.portfolios),
        charged_with=list(office.charged_with),
        first_asked_on=first,
        last_asked_on=last,
        questions=len(asked),
    )


def _issues(forms: Mapping[tuple[Language, str], Sequence[Row]]) -> Iterator[Row]:
    """One row per printed form that is not understood, with its first question; questions are in order."""
    for (_, printed), asked in sorted(forms.items()):
        office = read_office(printed)
        first = asked[0]["question_id"]
        if office.role == OTHER_ROLE:
            detail = f"The office {quoted(printed)} names no known role."
            yield question_issue(first, "role_unknown", detail)
        elif office.unknown:
            parts = ", ".join(map(quoted, office.unknown))
            detail = f"The office {quoted(printed)} names unknown portfolios: {parts}."
            yield question_issue(first, "portfolio_unknown", detail)
