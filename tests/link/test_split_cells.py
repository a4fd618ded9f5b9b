"""Keywords in one cell are parted by the terms of other questions where that is certain, or stay reported."""

from random import Random

import pytest

from tasks.link.split_cells import KnownTerms, split_cells
from tasks.read.text.lines import cell_detail

KNOWN = {
    "fr": (
        *("prison", "statistique officielle", "sécurité sociale", "violence", "politique", "parti politique"),
        *("tabac", "industrie du tabac", "assurance", "assurance vie", "chômage"),
        "Cour des comptes (Belgique)",
    ),
    "nl": (
        *("gevangenis", "officiële statistiek", "sociale zekerheid", "advies", "advies EP"),
        *("Hof van Justitie", "Rekenhof (België)"),
    ),
}


def rows(question, language, terms):
    return [
        {"question_id": question, "language": language, "position": at, "keyword": term}
        for at, term in enumerate(terms)
    ]


def reported(question, cell, kind="keywords_not_parted", page=None):
    return {
        "page_id": page or f"page-{question}",
        "question_id": question,
        "kind": kind,
        "detail": cell_detail(cell),
    }


UNPAIRED = {"page_id": None, "question_id": "5-1", "kind": "keywords_not_paired", "detail": "Fr 1, nl 2."}
OTHERS = [row for language, terms in KNOWN.items() for row in rows("5-9", language, terms)]


def split(cells, *, more=(), others=OTHERS):
    """The keywords of question 5-1 by language, and the kinds of issues that are left."""
    own = [row for language, terms in cells.items() for row in rows("5-1", language, terms)]
    issues = [*(reported("5-1", terms[0]) for terms in cells.values() if len(terms) == 1), *more]
    pages = [{"page_id": "page-5-1", "question_id": "5-1"}]
    keywords, left = split_cells([*own, *others], pages, issues)
    found = {language: [] for language in cells}
    for row in sorted(keywords, key=lambda row: row["position"]):
        if row["question_id"] == "5-1":
            found[row["language"]].append(row["keyword"])
    return {language: tuple(terms) for language, terms in found.items()}, [row["kind"] for row in left]


FRENCH, DUTCH = ("prison", "sécurité sociale"), ("gevangenis", "sociale zekerheid")
CELLS = {"fr": (" ".join(FRENCH),), "nl": (" ".join(DUTCH),)}


@pytest.mark.parametrize(
    ("language", "terms"),
    [
        ("fr", ("prison", "statistique officielle")),
        ("nl", ("Rekenhof (België)", "Sociale zekerheid")),
        ("nl", ("sociale zekerheid",)),
        ("fr", ("prison", "tabac")),
    ],
    ids=["French", "Dutch", "a single term of two words", "a noun behind a preposition qualifies none"],
)
def test_a_cell_of_one_language_is_split(language, terms):
    assert split({language: (" ".join(terms),)}) == ({language: terms}, [])


def test_both_cells_of_a_question_are_split_or_one_beside_keywords_that_stand_one_by_one():
    found = {"fr": FRENCH, "nl": DUTCH}
    assert split(CELLS) == (found, [])
    assert split(CELLS | {"nl": DUTCH}, more=[UNPAIRED]) == (found, [])


LEFT = {
    "an unknown term": {"fr": ("prison drogue",)},
    "part of an unknown term": {"fr": ("violence politique",)},
    "a noun that another word qualifies": {"fr": ("assurance chômage",)},
    "part of an unknown term, in Dutch": {"nl": ("advies Hof van Justitie",)},
    "one cell alone is known": {"fr": ("prison sécurité sociale",), "nl": ("gevangenis onbekend",)},
    "other numbers of terms": {"fr": ("prison tabac",), "nl": ("gevangenis advies sociale zekerheid",)},
    "fewer than stand one by one": {"fr": ("prison tabac",), "nl": ("gevangenis",) * 3},
    "words of a term": {"fr": ("sécurité",)},
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_certain_stays_and_stays_reported(name):
    keywords, kinds = split(LEFT[name])
    assert keywords == LEFT[name]
    assert "keywords_not_parted" in kinds


def test_terms_of_eurovoc_are_known_and_two_ways_are_none():
    more = rows("5-8", "fr", ["prison statistique", "officielle"])
    cells = {"fr": ("prison statistique officielle",)}
    assert split(cells, others=[*OTHERS, *more]) == (cells, ["keywords_not_parted"])
    cells = {"fr": ("abus de confiance adhésif",)}
    assert split(cells, others=[]) == ({"fr": ("abus de confiance", "adhésif")}, [])


def test_terms_in_cells_teach_nothing():
    """Not even where another cell holds nothing but such a term."""
    others = rows("5-2", "fr", ["drogue"])
    cells = {"fr": ("prison drogue",)}
    more = [reported("5-2", "drogue")]
    keywords, kinds = split(cells, others=[*OTHERS, *others], more=more)
    assert keywords == cells
    assert kinds == ["keywords_not_parted"] * 2


def test_without_cells_the_rows_are_those_that_came_and_an_issue_of_another_cell_stays():
    issues = [UNPAIRED]
    assert split_cells(OTHERS, [], issues) == (OTHERS, issues)
    assert split_cells(OTHERS, [], issues)[0] is OTHERS
    more = [reported("5-1", "prison drogue", page="other"), reported("5-3", "prison statistique officielle")]
    keywords, kinds = split({"fr": ("prison statistique officielle",)}, more=more)
    assert keywords == {"fr": ("prison", "statistique officielle")}
    assert kinds == ["keywords_not_parted"] * 2


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_never_matters(seed):
    assert split(CELLS, others=Random(seed).sample(OTHERS, len(OTHERS))) == split(CELLS)


def test_terms_of_one_language_say_nothing_of_the_other():
    known = KnownTerms([("nl", "gevangenis"), ("nl", "prison"), ("fr", "prison")])
    assert known.split("gevangenis prison", "nl") == ("gevangenis", "prison")
    assert known.split("gevangenis prison", "fr") is None
