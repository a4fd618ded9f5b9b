"""Phrases that number questions, or with which answers refer, decline or excuse; answer_phrases.tsv.

In groups 'with gaps', '…' stands for a few words of the same sentence, '(a|b)' for one of several words,
'{data_word}' for a word of that group, '*' for the rest of a word, '^' and '$' for the beginning and the end
of the sentence.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from schemas.vocabulary.rows import vocabulary_rows

PhraseGroup = Literal[
    "ordinal",  # adjectives that number, 'eerste'; the code is the number
    "asked_word",  # what a sub-question is called before its number, 'vraag'
    "mark_word",  # what stands before a number instead of that word, 'ad'
    "mark_lead",  # what stands before that word, 'antwoord op de'
    "number_sign",  # between that word and its number
    "ordinal_ending",  # behind the figure in '1e vraag:'
    "topic_lead",  # how a sentence takes up a sub-question, 'wat … betreft'
    "topic_end",  # and goes on behind it, 'betreft'
    "article",  # between a lead and the word
    "join",  # between two numbers
    "range",  # between the first and the last number
    "abbreviation",  # words whose point ends no sentence
    "asking",  # what leads in a list of questions
    "lead_in",  # what announces questions without numbers, with gaps; code 'next': also in a question
    "request",  # what begins a sentence that asks without a question mark
    "depends",  # how a question begins that goes on with the one before, 'zo ja'
    "further",  # how one begins that stands by itself behind a numbered list, 'ten slotte'
    "closing",  # what ends a question
    "opening",  # what opens an answer that is numbered
    "listed",  # what a list inside an answer counts, behind which numbers are no sub-questions
    "courtesy",  # sentences that say nothing, with gaps
    "referral",  # with gaps
    "passed_on",  # the question itself is, with gaps
    "asked",  # what is passed on then
    "treated",  # what was done to data that there are, with gaps
    "told_others",  # who else than the member is told, with gaps
    "answered_before",  # what others may refer to in the minister's name
    "answerer",  # who may refer, behind an article
    "recipient",  # to whom an answer is announced
    "other_object",  # what else is, which makes no referral
    "referred_to",  # what a reader is sent to
    "not_competent",  # with gaps
    "shared",  # the minister is, with others
    "deposited",  # lies at the registry of parliament, with gaps
    "registry",  # that registry
    "parliament",  # whose it is, named in full
    "of_court",  # words of sentences on a court's registry
    "no_data",  # with gaps
    "unable",  # a minister is, to answer at all, with gaps
    "this_question",  # what cannot be answered then
    "data_system",  # what does not single out figures
    "placeholder",  # with gaps
    "data_word",  # what figures are called
    "giving_word",  # what can not be done with them, 'meegedeeld'
    "competence_word",  # what a minister's matters are called
    "whose_word",  # who may be competent
    "paper_word",  # what a reference leads to
    "verdict",  # at the beginning of a sentence it is an answer
    "contrast",  # what follows says something else
    "goes_on",  # unless it goes on like this
    "emphasis",  # behind which it may do so
    "concession",  # what a sentence begins with that does answer
    "law_word",  # what refers without a minister
    "telling",  # how a reference goes on to tell what is there, or a law refers, with gaps
    "shown_here",  # where it leads when it stands in the answer itself
    "measure",  # behind a figure it is one on the matter
    "numbered",  # before a figure it is a mere reference
    "uncounted",  # behind a figure it is not what is counted
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, in lower case.

    `code` is its meaning within its group, or '-'; `source` is where it was seen, or 'unseen' for an
    expectation.
    """

    group: str
    code: str
    language: str
    text: str
    source: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of answer_phrases.tsv, in the order of the file."""
    return tuple(Phrase(**row) for row in vocabulary_rows("answer_phrases.tsv"))


@cache
def phrases_of(group: PhraseGroup) -> tuple[Phrase, ...]:
    """The phrases of a group, longest first, so that none hides behind a shorter one."""
    found = (phrase for phrase in phrases() if phrase.group == group)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase.text), phrase.text)))
