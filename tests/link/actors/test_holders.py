"""Who is named as holding an office: only a full name right beside an office."""

import pytest

from tests.link.actors.support import office_holders

JUSTICE, INTERIOR = "minister van Justitie", "minister van Binnenlandse Zaken"
KIND_OF_SIGN = {"<": "office", "[": "person"}


def marked(text, question_id="5-1", language="nl", part="question"):
    """The text and its mentions, of a text with <office> and [person] marked."""
    plain, rows, start, kind = "", [], 0, ""
    for letter in text:
        if letter in KIND_OF_SIGN:
            start, kind = len(plain), KIND_OF_SIGN[letter]
        elif letter in ">]":
            key = {"question_id": question_id, "language": language, "part": part}
            rows.append({**key, "start_at": start, "end_at": len(plain), "kind": kind, "text": plain[start:]})
        else:
            plain += letter
    return {(question_id, language, part): plain}, rows


def holders(*texts):
    """(holder, office) found in marked texts, each of a question of its own."""
    plain, rows = {}, []
    for number, text in enumerate(texts, 1):
        more, found = marked(text, f"5-{number}")
        plain |= more
        rows += found
    return [(row["holder"], row["office"]) for row in office_holders(rows, plain)]


@pytest.mark.parametrize(
    "text",
    [
        f"Volgens <{JUSTICE}> [Koen Geens] is dat zo.",
        f"Volgens <{JUSTICE}>, [Koen Geens], is dat zo.",
        f"Dat zegt <{JUSTICE}>, [Koen Geens].",
        f"Volgens <{JUSTICE}>, de heer [Koen Geens], is dat zo.",
        f"Volgens [Koen Geens], <{JUSTICE}>, is dat zo.",
        f"Volgens [Koen Geens], de <{JUSTICE}>, is dat zo.",
        f"Volgens <{JUSTICE}>\u00a0[Koen Geens] is dat zo.",
    ],
)
def test_a_person_right_beside_an_office_holds_it(text):
    assert holders(text) == [("Koen Geens", JUSTICE)]


@pytest.mark.parametrize(
    "text",
    [
        f"<{JUSTICE}> en [Koen Geens]",
        f"<{JUSTICE}>\n\n[Koen Geens]",
        f"<{JUSTICE}>. [Koen Geens]",
        f"<{JUSTICE}>, [Koen Geens] en anderen",
        f"[Koen Geens] <{JUSTICE}>",
        f"Vraag van [Koen Geens], aan de <{JUSTICE}>",
        f"<{JUSTICE}> [Geens]",
        f"<{JUSTICE}> [De Croo]",
        f"<{JUSTICE}> [K. Geens]",
        f"[Koen Geens], oud-<{JUSTICE}>",
    ],
)
def test_other_neighbours_hold_nothing(text):
    assert holders(text) == []


def test_in_a_list_nobody_gets_the_office_of_the_next():
    found = [("Jan Jambon", INTERIOR), ("Koen Geens", JUSTICE)]
    assert holders(f"[Jan Jambon], <{INTERIOR}>, [Koen Geens], <{JUSTICE}>, en anderen") == found
    assert holders(f"<{JUSTICE}>, [Koen Geens], <{INTERIOR}>, [Jan Jambon], en anderen") == found


def test_a_row_counts_questions_and_names_the_lowest():
    texts, rows = {}, []
    for question_id in ("5-8900", "5-900", "10-1"):
        for part in ("question", "answer"):
            more, found = marked("<ministre de la Justice> [Koen Geens]", question_id, "fr", part)
            texts |= more
            rows += found
    assert office_holders(rows, texts) == [
        {
            "holder": "Koen Geens",
            "office": "ministre de la Justice",
            "office_id": "minister:justice",
            "language": "fr",
            "first_question_id": "5-900",
            "questions": 3,
        }
    ]


def test_a_mention_without_its_text_or_of_another_kind_tells_nothing():
    assert office_holders(marked(f"<{JUSTICE}> [Koen Geens]")[1], {}) == []
    texts, rows = marked(f"<{JUSTICE}> [Brussel] [Koen Geens]")
    rows[1]["kind"] = "place"
    assert office_holders(rows, texts) == []
