"""Texts to sub-questions, parts of answers and mentions."""

from tasks.extract.answers.answer_parts import AnswerPart, answer_parts
from tasks.extract.entities import Mention, mentions
from tasks.extract.question import Extracted, extract_question
from tasks.extract.questions.find import Asked, SubQuestion, aligned, asked_in, subquestions

__all__ = [
    "AnswerPart",
    "Asked",
    "Extracted",
    "Mention",
    "SubQuestion",
    "aligned",
    "answer_parts",
    "asked_in",
    "extract_question",
    "mentions",
    "subquestions",
]
