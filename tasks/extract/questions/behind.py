"""Questions after the last number of a list: part of it, or questions of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from tasks.extract.answers.starts import counted_in
from tasks.extract.numbering import ORDERS
from tasks.extract.questions.lists import QuestionList
from tasks.extract.questions.question_text import ASKING, Item, QuestionText

State = Literal["open", "closed", "left out"]


def with_questions_behind(listed: QuestionList, text: QuestionText, answer: Sequence[str]) -> list[Item]:
    """The items of a list with every question after it, but without thanks and other closing words.

    A question after the last number belongs to it. It is separate, with the next number, when it begins with
    words such as 'Ten slotte', follows the thanks, or has a number in the answer.
    """
    found, chain = [*listed.items], listed.chain
    kind, reached = (chain[-1].kind, chain[-1].value) if chain else ("number", len(found))
    labels = iter(list(ORDERS[kind])[reached:] if found[-1].label else ())
    first = text.paragraph_at(max(found[-1].end - 1, found[-1].start)) + 1
    left_out = {text.paragraph_at(number.start) for other in listed.others for number in other}
    asking = [place for place in range(first, len(text.starts)) if text.has_question(place)]
    asking = [place for place in asking if place not in left_out]
    counted = [place for place in asking if text.kind(place) in ASKING]
    is_counted = bool(counted) and len(counted) == counted_in(answer) - reached
    state = _without_thanks(found, found.pop(), text)
    for place in range(first, asking[-1] + 1 if asking else first):
        start, end = text.starts[place], text.end_of(place)
        if place in left_out:
            state = "left out"
        elif not text.has_question(place):
            state = "closed" if state == "open" and text.kind(place) == "thanks" else state
        elif state == "closed" or (is_counted and place in counted) or text.begins_further(place):
            if state == "open":
                _without_thanks(found, replace(found.pop(), end=text.end_of(place - 1)), text)
            state = _without_thanks(found, Item(next(labels, None), start, start, end, "inferred"), text)
        elif state == "open":
            state = _without_thanks(found, replace(found.pop(), end=end), text)
    return found


def _without_thanks(found: list[Item], item: Item, text: QuestionText) -> State:
    """Add an item without thanks at its end, after which it does not continue."""
    end = text.thanks_at(item.text, item.end)
    found.append(replace(item, end=end))
    return "open" if end == item.end else "closed"
