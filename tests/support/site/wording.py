"""What an invented question says: composed of phrases by a random generator of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.support.render import LANGUAGES, Both

from . import phrases

# How sub-questions and the answers to them are numbered, and their labels.
MARKS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("{})", lambda position: str(position + 1)),
    ("{}.", lambda position: str(position + 1)),
    ("{})", lambda position: "abcdef"[position]),
)
UNNUMBERED_ANSWERS = 0.2


@dataclass(frozen=True)
class Wording:
    """Everything about a question that stays as it is through its life."""

    author: str
    party: str
    original_language: str
    title: Both[str]
    keywords: Both[tuple[str, ...]]
    question: Both[tuple[str, ...]]
    answer: Both[tuple[str, ...]]
    subquestions: tuple[str, ...]
    answer_parts: tuple[tuple[str, ...], ...]


class Composer:
    """Fills the blanks of phrases for one question; a phrase gets the same filling in both languages."""

    def __init__(self, chance: Random, year: int) -> None:
        self.chance = chance
        self.year = year
        self.topic = chance.choice(phrases.TOPICS)
        self.place = chance.choice(phrases.PLACES)

    def filled(self, phrase: Both[str], mark: str = "") -> Both[str]:
        year, many, few = (
            self.chance.randint(low, high)
            for low, high in ((self.year - 6, self.year - 1), (100, 9999), (2, 99))
        )
        texts = (
            phrase[language].format(
                topic=self.topic[language], place=self.place[language], year=year, many=many, few=few
            )
            for language in LANGUAGES
        )
        return Both(*(f"{mark} {text}".strip() for text in texts))

    def some(self, of: tuple[Both[str], ...], count: int) -> list[Both[str]]:
        return self.chance.sample(of, count)

    def title(self) -> Both[str]:
        aspects = self.some(phrases.ASPECTS, self.chance.randint(1, 3))
        parts = [[self.topic[language].capitalize() for language in LANGUAGES]]
        parts += [[aspect[language] for language in LANGUAGES] for aspect in aspects]
        return Both(*(" - ".join(of_language) for of_language in zip(*parts, strict=True)))

    def keywords(self) -> Both[tuple[str, ...]]:
        words = [
            *self.some(phrases.KEYWORDS, self.chance.randint(2, 4)),
            self.topic,
            phrases.INVENTED_KEYWORD,
        ]
        return in_languages(words)

    def question(self, marks: list[str]) -> Both[tuple[str, ...]]:
        told = [self.chance.choice(phrases.OPENINGS), *self.some(phrases.REMARKS, self.chance.randint(1, 3))]
        asked = self.some(phrases.ASKED, len(marks))
        return in_languages(
            [*map(self.filled, told), self.chance.choice(phrases.LEAD_INS), *map(self.filled, asked, marks)]
        )

    def answer(self, marks: list[str]) -> Both[tuple[str, ...]]:
        opening = self.filled(self.chance.choice(phrases.ANSWER_OPENINGS))
        return in_languages([opening, *map(self.filled, self.some(phrases.ANSWERED, len(marks)), marks)])


def in_languages(texts: list[Both[str]]) -> Both[tuple[str, ...]]:
    return Both(*(tuple(text[language] for text in texts) for language in LANGUAGES))


def compose(chance: Random, year: int) -> Wording:
    """What the question of that generator says; the year is the one in which it is asked."""
    composer = Composer(chance, year)
    author, party, language = chance.choice(phrases.SENATORS)
    mark, label = chance.choice(MARKS)
    labels = tuple(map(label, range(chance.randint(2, 5))))
    marks = [mark.format(one) for one in labels]
    in_prose = chance.random() < UNNUMBERED_ANSWERS
    return Wording(
        author=author,
        party=party,
        original_language=language,
        title=composer.title(),
        keywords=composer.keywords(),
        question=composer.question(marks),
        answer=composer.answer([""] * len(marks) if in_prose else marks),
        subquestions=labels,
        answer_parts=() if in_prose else tuple((one,) for one in labels),
    )
