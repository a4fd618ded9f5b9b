"""Rows of a question's texts, and of what is found in them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain

from schemas.codes import LANGUAGES, PARTS, Language, Part
from schemas.records import PARAGRAPH_BREAK, LetterRepair, PageRecord, QuestionRecord, Row, Tables
from schemas.tables import ANSWER_PARTS, MENTIONS, SUBQUESTIONS, TEXT_REPAIRS, TEXTS, question_issue
from schemas.vocabulary.papers import entity_url
from tasks.assemble import is_placeholder
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode import require_weight, weight
from tasks.extract import AnswerPart, Asked, Extracted, Mention

_FOUND_IN_TEXTS = ("subquestions", "answer_parts", "mentions")


def add_texts(question: QuestionRecord, tables: Tables) -> None:
    """Add the rows of a question's texts, and issues of answers that are placeholders."""
    for language in LANGUAGES:
        parts = {part: question.texts.get((language, part), ()) for part in PARTS}
        tables["texts"] += _text_rows(question, language, parts)
        if is_placeholder(parts["answer"]):
            detail = f"The answer ({language}) says that its text is not there yet."
            tables["issues"].append(question_issue(question.question_id, "answer_placeholder", detail))


def found_tables(question: QuestionRecord, found: Extracted, largest: int = LARGEST_PAGE) -> Tables:
    """Rows of what is found in a question's texts, and of issues.

    Raises TooMuchError when it is more than in any real question, and ValueError for a wrong place.
    """
    tables: Tables = {name: [] for name in _FOUND_IN_TEXTS}
    tables["issues"] = list(_asked_issues(question, found.asked))
    for language in LANGUAGES:
        place = {"question_id": question.question_id, "language": language}
        tables["subquestions"] += (
            SUBQUESTIONS.row(item, **place, position=at) for at, item in enumerate(found.aligned[language])
        )
        pairs = zip(found.asked[language].items, found.aligned[language], strict=True)
        shared = {one.label: other.label for one, other in pairs if one.label and other.label}
        tables["answer_parts"] += (
            _part_row(place, at, part, shared) for at, part in enumerate(found.answers[language])
        )
    for (language, part), mentions in found.mentions.items():
        place = {"question_id": question.question_id, "language": language} | {"part": part}
        text = PARAGRAPH_BREAK.join(question.texts.get((language, part), ()))
        tables["mentions"] += (in_place(_mention_row(place, one), "text", text) for one in mentions)
    texts = [row["text"] for name in _FOUND_IN_TEXTS for row in tables[name]]
    what = f"{len(texts):,} mentions and sub-questions in the texts of question {question.question_id}"
    require_weight(what, weight(texts), largest)
    return tables


def _asked_issues(question: QuestionRecord, asked: Mapping[Language, Asked]) -> Iterator[Row]:
    """Issues where sub-questions may be missing in one language."""
    for language, (_, left_out) in asked.items():
        if left_out:
            labels = "; ".join(", ".join(one) for one in left_out)
            detail = f"The numbers of the question ({language}) start again; these are left out: {labels}."
            yield question_issue(question.question_id, "numbering_restarts", detail)
    dutch, french = len(asked["nl"].items), len(asked["fr"].items)
    are_whole = not any((language, "question") in question.cut for language in LANGUAGES)
    if dutch and french and dutch != french and are_whole:
        detail = f"There are {dutch} sub-questions in Dutch and {french} in French."
        yield question_issue(question.question_id, "subquestions_differ", detail)


def _part_row(place: Row, position: int, part: AnswerPart, shared: Mapping[str, str]) -> Row:
    """`shared` are the labels common to both languages, by the printed labels of one."""
    answers = [shared.get(label, label) for label in part.answers]
    return ANSWER_PARTS.row(
        part, instead={"answers": answers}, **place, position=position, answer_kind=part.kind
    )


def _text_rows(
    question: QuestionRecord, language: Language, parts: Mapping[Part, Sequence[str]]
) -> Iterator[Row]:
    for part, paragraphs in parts.items():
        if paragraphs:
            text = PARAGRAPH_BREAK.join(paragraphs)
            yield TEXTS.row(
                question_id=question.question_id,
                language=language,
                part=part,
                text=text,
                words=None if (language, part) in question.cut else len(text.split()),
                is_cut=(language, part) in question.cut,
                is_whole=(language, part) in question.whole,
                first_seen=question.seen.texts.get((language, part)),
                withdrawn_on=question.withdrawn.get((language, part)),
            )


def in_place(row: Row, name: str, text: str) -> Row:
    """A row whose column of this name has the letters at its place in a text; ValueError if it has others."""
    if text[row["start_at"] : row["end_at"]] != row[name]:
        raise ValueError(f"{row[name]!r} is not at {row['start_at']} to {row['end_at']} of its text.")
    return row


def _mention_row(place: Row, mention: Mention) -> Row:
    least, most = mention.ends
    span = {"start_at": mention.start, "end_at": mention.end}
    url = entity_url(mention.entity_id, place["language"])
    return MENTIONS.row(mention, **place, **span, value_min=least, value_max=most, entity_url=url)


Place = tuple[Language, Part]
_BEHIND_A_SPACE = chr(ord(" ") + 1)
"""The first character that sorts after a space."""


def text_repair_rows(question: QuestionRecord, records: Iterable[PageRecord]) -> Iterator[Row]:
    """Rows of `text_repairs`: the changes of pages with a text exactly like the question's."""
    for record in records:
        texts = record.reading.texts if record.reading and record.repairs else {}
        for place, paragraphs in texts.items():
            if question.texts.get(place) == paragraphs:
                text = PARAGRAPH_BREAK.join(paragraphs)
                for start, repair in _placed(record.repairs, place, texts):
                    yield in_place(_row(question.question_id, place, start, record, repair), "after", text)


def _row(question_id: str, where: Place, start: int, record: PageRecord, repair: LetterRepair) -> Row:
    placed = repair._replace(start_at=start, end_at=start + len(repair.after))
    language, part = where
    return TEXT_REPAIRS.row(
        placed,
        record.capture,
        question_id=question_id,
        language=language,
        part=part,
        block_start=repair.start_at,
    )


def _placed(
    repairs: Iterable[LetterRepair], place: Place, texts: Mapping[Place, Sequence[str]]
) -> Iterator[tuple[int, LetterRepair]]:
    """Each repair whose paragraph is certain, with its place in a text.

    A line is a paragraph, or the end of one after its number in a list. Several paragraphs with the same
    letters are certain when all of them were repaired, and none is in the other language.
    """
    paragraphs = texts[place]
    starts = list(accumulate((len(one) + len(PARAGRAPH_BREAK) for one in paragraphs), initial=0))
    theirs = (text for (language, part), text in texts.items() if part == place[1] and language != place[0])
    others = _ByEnd(list(chain.from_iterable(theirs)))
    known = _ByEnd(paragraphs)
    for line, places in _lines(repairs, place[1]).items():
        if known.count(line) == len(places) and not others.count(line):
            for at, of_line in zip(known.places(line), places.values(), strict=True):
                begins = starts[at] + len(paragraphs[at]) - len(line)
                yield from ((begins + repair.at, repair) for repair in of_line)


class _ByEnd:
    """Finds the paragraphs that are a line, or end with it after a space, without scanning them all."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        backwards = [one[::-1] for one in paragraphs]
        self._order = sorted(range(len(backwards)), key=backwards.__getitem__)
        self._backwards = [backwards[at] for at in self._order]

    def count(self, line: str) -> int:
        """How many there are."""
        return sum(map(len, self._ranges(line)))

    def places(self, line: str) -> list[int]:
        """Their places, in order."""
        return sorted(self._order[at] for found in self._ranges(line) for at in found)

    def _ranges(self, line: str) -> tuple[range, range]:
        """Ranges in the sorted paragraphs: those equal to the line, and those that end with it."""
        end = line[::-1]
        find = partial(bisect_left, self._backwards)
        same = range(find(end), bisect_right(self._backwards, end))
        return same, range(find(end + " "), find(end + _BEHIND_A_SPACE))


def _lines(repairs: Iterable[LetterRepair], part: Part) -> Mapping[str, Mapping[int, list[LetterRepair]]]:
    """The repairs of a part by the letters of their lines, then by the lines that have them, in order."""
    found: dict[str, dict[int, list[LetterRepair]]] = defaultdict(lambda: defaultdict(list))
    for repair in repairs:
        if repair.line and repair.field == part:
            found[repair.line.text][repair.line.starts_at].append(repair)
    return found
