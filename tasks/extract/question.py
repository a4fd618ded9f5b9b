"""What is found in the texts of a question: sub-questions, parts of answers, mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.codes import LANGUAGES, PARTS, Language, Part
from schemas.records import PARAGRAPH_BREAK, QuestionRecord
from tasks.extract.answers.answer_parts import AnswerPart, answer_parts
from tasks.extract.entities import Mention, mentions
from tasks.extract.questions.find import Asked, SubQuestion, aligned, asked_before_cut, asked_in

_NEAR_CUT = 60
"""Letters before the end of a cut text in which a name or an amount may be incomplete."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What is found in a question's texts, by language.

    `asked` are the sub-questions of each text alone; `aligned` are those of both languages, side by side.
    """

    asked: Mapping[Language, Asked]
    aligned: Mapping[Language, Sequence[SubQuestion]]
    answers: Mapping[Language, Sequence[AnswerPart]]
    mentions: Mapping[tuple[Language, Part], Sequence[Mention]]


def extract_question(question: QuestionRecord) -> Extracted:
    """Find everything in the texts of a question."""
    asked = {language: _asked(question, language) for language in LANGUAGES}
    both = aligned(asked["nl"].items, asked["fr"].items, question.original_language)
    by_language = dict(zip(LANGUAGES, both, strict=True))
    return Extracted(
        asked,
        by_language,
        {one: _answers(question, one, (asked[one].items, by_language[one])) for one in LANGUAGES},
        {(one, part): _mentions(question, one, part) for one in LANGUAGES for part in PARTS},
    )


def _asked(question: QuestionRecord, language: Language) -> Asked:
    """The sub-questions in one language; an answer only in the other is used too."""
    answers = (question.texts.get((one, "answer"), ()) for one in (language, *LANGUAGES))
    answer = next(filter(None, answers), ())
    if (language, "question") in question.cut:
        return asked_before_cut(question.texts[language, "question"], answer)
    return asked_in(question.texts.get((language, "question"), ()), answer)


def _answers(
    question: QuestionRecord, language: Language, lists: Iterable[Sequence[SubQuestion]]
) -> Sequence[AnswerPart]:
    """The parts of an answer, by the first of some lists of sub-questions that has labels."""
    labelled = ([item.label for item in items if item.label] for items in lists)
    labels = next(filter(None, labelled), [])
    answered = question.texts.get((language, "answer"), ())
    return answer_parts(answered, labels, is_cut=(language, "answer") in question.cut)


def _mentions(question: QuestionRecord, language: Language, part: Part) -> list[Mention]:
    """The mentions of a text, but for those near its end if it is cut."""
    on = question.answered_on if part == "answer" else question.asked_on
    text = PARAGRAPH_BREAK.join(question.texts.get((language, part), ()))
    sure = len(text) - _NEAR_CUT if (language, part) in question.cut else len(text)
    return [one for one in mentions(text, language, on) if one.end <= sure]
