"""Titles and keywords that other questions or the other language contradict; no page is read again for it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from schemas.codes import LANGUAGES
from schemas.records import Row
from schemas.tables import question_issue
from tasks.common.accents import fold

_PARTS = re.compile(r"\s[-–—]|[-–—]\s")
"""The dash between the parts of a title; both languages have as many on 11 of 11 real questions."""
_DASH_LOST = re.compile(r"≠|\s\s")
_BOTH = len(LANGUAGES)
_MORE = 2
"""So many parts more in one language are no slip of the pen."""


def subject_issues(questions: Iterable[Row], keywords: Sequence[Row]) -> Iterator[Row]:
    """An issue row for each title that is a keyword elsewhere or keyword that is a title, by what is oftener.

    And for titles of one question that have different numbers of parts, and keywords in one place that name
    different concepts. `keywords` are in the order of their key.
    """
    printed = Counter((row["language"], row["keyword"]) for row in keywords)
    titled = [
        (row, language, str(title))
        for row in questions
        for language in LANGUAGES
        if (title := row[f"title_{language}"])
    ]
    terms: Counter[tuple[str, str]] = Counter()
    for (language, keyword), count in printed.items():
        terms[language, fold(keyword)] += count
    titles = Counter((language, fold(title)) for _, language, title in titled)
    for row, language, title in titled:
        if (count := terms[language, fold(title)]) > titles[language, fold(title)]:
            yield question_issue(
                row["question_id"], "layout_title", f"The title is a keyword of {count} questions: {title}."
            )
    no_terms = {key for key in printed if titles[key[0], fold(key[1])] > terms[key[0], fold(key[1])]}
    for row in keywords if no_terms else ():
        if (row["language"], row["keyword"]) in no_terms:
            yield question_issue(
                row["question_id"],
                "layout_keywords",
                f"A keyword is the title of questions: {row['keyword']}.",
            )
    yield from _unlike_titles(questions)
    yield from _unlike_keywords(keywords)


def _unlike_keywords(keywords: Iterable[Row]) -> Iterator[Row]:
    for question_id, rows in groupby(keywords, itemgetter("question_id")):
        lists = [list(found) for _, found in groupby(rows, itemgetter("language"))]
        if len(lists) == _BOTH and len(lists[0]) == len(lists[1]):
            for one, other in zip(*lists, strict=True):
                ids = {one["eurovoc_id"], other["eurovoc_id"]} - {None}
                if len(ids) > 1:
                    detail = (
                        f"{one['keyword']} / {other['keyword']}: two concepts ({', '.join(sorted(ids))})."
                    )
                    yield question_issue(question_id, "keywords_differ", detail)


def _unlike_titles(questions: Iterable[Row]) -> Iterator[Row]:
    for row in questions:
        both = [row[f"title_{language}"] for language in LANGUAGES]
        if all(both) and not any(map(_DASH_LOST.search, both)):
            dutch, french = (len(_PARTS.findall(title)) for title in both)
            if abs(dutch - french) >= _MORE:
                yield question_issue(
                    row["question_id"], "layout_title", f"The titles do not match: {' / '.join(both)}."
                )
