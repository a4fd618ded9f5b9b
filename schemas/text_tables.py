"""Tables of what is extracted from texts: sub-questions, parts of answers, mentions."""

from functools import partial

from schemas import codes
from schemas.columns import (
    CODE_POINTS,
    INTEGER,
    LONG_TEXT,
    NUMBER,
    TEXT,
    TEXT_LIST,
    TO_PAGE,
    TO_QUESTION,
    TO_TEXT,
    Column,
    Join,
    Reference,
    Table,
    language,
    of_text,
    position,
    question_id,
    refers,
    required,
    span,
)

_by_place = partial(
    Column,
    may_lose=0.05,
    why="The key is a place in a text: when a rule finds one part more, another row stands there.",
)
"""A column of rows that are identified by their place among what rules find in a text."""

SUBQUESTIONS = Table(
    "subquestions",
    "One row per sub-question; lead-in and closing text are only in `texts`.",
    (
        question_id(),
        language("Language of the text."),
        position("sub-question"),
        _by_place("label", TEXT, "Its number: '1', '1a', 'b', 'II'; null for bullets."),
        required(
            "numbering",
            TEXT,
            "Whether the text has the number (or a bullet), or the number is inferred from its place.",
            codes=codes.NUMBERINGS,
        ),
        required("text", LONG_TEXT, "The sub-question without its number."),
    ),
    key=("question_id", "language", "position"),
    references=(TO_QUESTION,),
)

ANSWER_PARTS = Table(
    "answer_parts",
    "One row per part of an answer; `answers` has the sub-questions that it answers, as far as that is "
    "clear.",
    (
        question_id(),
        language("Language of the text."),
        position("part"),
        _by_place("label", TEXT, "The numbering as printed ('1, 2 en 3.'); null for plain prose."),
        _by_place(
            "answers",
            TEXT_LIST,
            "Labels of the sub-questions it answers; all labels for plain prose, none for bullets.",
            required=True,
        ),
        required("text", LONG_TEXT, "The part without its numbering."),
        Column(
            "answer_kind",
            TEXT,
            "Whether it addresses the matter, or only refers to another answer or paper, declines "
            "competence, has no data, announces a text, or lies at the registry of parliament. Null where "
            "the copy ends within the part and its words do not show it yet.",
            codes=codes.ANSWER_KINDS,
            may_vanish=("placeholder",),
            why="The text that a placeholder announces takes its place.",
        ),
        _by_place("evidence", TEXT, "The words that show that kind; null for substance."),
    ),
    key=("question_id", "language", "position"),
    references=(TO_QUESTION,),
    joins=(
        Join(
            "subquestions",
            "subquestions.question_id = answer_parts.question_id "
            "AND subquestions.language = answer_parts.language "
            "AND list_contains(answer_parts.answers, subquestions.label)",
            "One row for each label that the part answers; `v_answers_by_subquestion` also covers bullets.",
            multiplies=True,
        ),
    ),
)

ANSWER_LIKENESS = Table(
    "answer_likeness",
    "One row per language and pair of answers to a question put to several ministers or put again; answers "
    "whose text is cut are left out.",
    (
        question_id("The first question of the pair, by legislature and number."),
        required("other_id", TEXT, "The other question of its group."),
        language("Language of both answers."),
        required(
            "likeness",
            NUMBER,
            "Share of five-word sequences that both answers have, among those that either has, from 0 to 1; "
            "letters other than a to z are ignored.",
        ),
    ),
    key=("question_id", "other_id", "language"),
    references=(TO_QUESTION, refers("other_id", "questions", "question_id")),
)

TEXT_REPAIRS = Table(
    "text_repairs",
    "One row per repair whose position in a text is certain: rows of `repairs` in the question or the answer "
    "of a page that shows the same text as `texts`. All other repairs are only in `repairs`.",
    (
        *of_text(),
        *span("texts.text"),
        required("page_id", TEXT, "The page that was repaired."),
        required("block", INTEGER, "Block of that page, as in `repairs`."),
        required(
            "block_start",
            INTEGER,
            "First code point in that block: `start_at` in `repairs`.",
            unit=CODE_POINTS,
        ),
        required("before", TEXT, "The letters as received."),
        required("after", TEXT, "The letters between start_at and end_at."),
        required("rule", TEXT, "The kind of damage repaired, as in `repairs`.", coded=True),
        required("certainty", NUMBER, "From 0 to 1, as in `repairs`."),
    ),
    key=("question_id", "language", "part", "start_at", "page_id"),
    references=(
        TO_TEXT,
        TO_PAGE,
        Reference(("page_id", "block", "block_start"), "repairs", ("page_id", "block", "start_at")),
    ),
)


def _names(table: str, key: str, kind: str) -> Join:
    """The join from a mention of a kind to the thing that it names."""
    return Join(
        table,
        f"{table}.{key} = mentions.entity_id AND mentions.kind = '{kind}'",
        f"What a mention of kind '{kind}' names, if it has a row there.",
    )


MENTIONS = Table(
    "mentions",
    "One row per thing named in a text, with its position.",
    (
        *of_text(),
        *span("texts.text"),
        required("kind", TEXT, "Kind of thing.", codes=codes.MENTION_KINDS),
        required("text", TEXT, "The letters between start_at and end_at."),
        Column(
            "value",
            TEXT,
            "Normalised form: ISO date ('2013-04-30'), number with a decimal point, ranges of either with "
            "'/', full address, international telephone number, name of an act without line breaks.",
        ),
        Column(
            "value_min",
            NUMBER,
            "The number of a quantity or an amount, or the lower end of a range. Null for other kinds.",
        ),
        Column("value_max", NUMBER, "The same number, or the upper end of a range."),
        Column(
            "unit",
            TEXT,
            "Unit or counted noun of a quantity ('%', 'abonnees'), currency of an amount ('EUR').",
        ),
        Column(
            "entity_id",
            TEXT,
            "Identifier of the thing, if known: a question ('5-8900'), a row of `organisations`, "
            "`places`, `parties`, `offices`, `members` or `ministers`, 'country:FR' (which has no table), "
            "an act ('law:1964-07-08', CELEX number).",
        ),
        Column("articles", TEXT, "Articles of a legal act, as printed: '12, § 3, 2°'."),
    ),
    key=("question_id", "language", "part", "start_at", "end_at", "kind"),
    references=(TO_TEXT,),
    joins=(
        _names("questions", "question_id", "document"),
        _names("members", "member_id", "person"),
        _names("ministers", "minister_id", "person"),
        _names("offices", "office_id", "office"),
        _names("organisations", "organisation_id", "organisation"),
        _names("parties", "party_id", "party"),
        _names("places", "place_id", "place"),
    ),
)
