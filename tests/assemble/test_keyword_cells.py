"""Keywords in one cell are parted as a sister shows them one by one, and stay together without one."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.assemble.sisters import compare_sisters, split_cell, term_key
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import INVENTED, LANGUAGES, SIMPLE
from tests.support.render import Both, Form
from tests.support.sisters import by_name, kinds_of, page

TABLE = Form("markdown")
NOT_SPLIT = "keywords_not_parted"


def keywords_of(facts, languages=LANGUAGES):
    return {language: facts.keywords[language] for language in languages}


@each_case("name", INVENTED)
@each_case("language", LANGUAGES)
def test_a_cell_of_one_language_is_split(language, name):
    facts = INVENTED[name]
    table, main = page(facts, "print", language, TABLE), page(facts, "main", language)
    assert NOT_SPLIT in kinds_of(table)
    found = by_name(compare_sisters([table, main]), "print")
    assert dict(found.reading.keywords) == keywords_of(facts, [language])
    assert NOT_SPLIT not in kinds_of(found)


@each_case("name", INVENTED)
def test_the_cells_of_both_languages_are_split(name):
    facts = INVENTED[name]
    table = page(facts, "print_bilingual", "fr", TABLE)
    sisters = [page(facts, "main", language) for language in LANGUAGES]
    expected = None
    for order in permutations([table, *sisters]):
        found = by_name(compare_sisters(order), "print_bilingual")
        assert dict(found.reading.keywords) == keywords_of(facts)
        assert NOT_SPLIT not in kinds_of(found)
        assert expected in (None, found)
        expected = found


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sister_parts_its_language_alone_and_the_other_stays_reported(language):
    table = page(SIMPLE, "print_bilingual", "fr", TABLE)
    found = by_name(compare_sisters([table, page(SIMPLE, "main", language)]), "print_bilingual")
    other = next(one for one in LANGUAGES if one != language)
    assert found.reading.keywords[language] == SIMPLE.keywords[language]
    assert found.reading.keywords[other] == (" ".join(SIMPLE.keywords[other]),)
    (left,) = [issue for issue in found.issues if issue.kind == NOT_SPLIT]
    assert SIMPLE.keywords[other][0] in left.detail


def test_keywords_may_stand_in_another_order_and_with_other_accents():
    shown = replace(SIMPLE, keywords=Both(("officiele Statistiek", "strafgevangenis"), SIMPLE.keywords.fr))
    table = page(SIMPLE, "print", "nl", TABLE)
    found = by_name(compare_sisters([table, page(shown, "main", "nl")]), "print")
    assert found.reading.keywords["nl"] == SIMPLE.keywords.nl


OTHER = {
    "one is missing": ("strafgevangenis",),
    "one is longer": ("strafgevangenis officiële", "statistiek cijfers"),
    "two ways": ("strafgevangenis", "officiële statistiek", "strafgevangenis officiële", "statistiek"),
    "others": ("vervoer per spoor", "overweg"),
}


@pytest.mark.parametrize("name", OTHER)
def test_without_the_same_terms_nothing_changes(name):
    shown = replace(SIMPLE, keywords=Both(OTHER[name], SIMPLE.keywords.fr))
    table = page(SIMPLE, "print", "nl", TABLE)
    found = by_name(compare_sisters([table, page(shown, "main", "nl")]), "print")
    assert found == table


def test_another_table_is_no_help():
    tables = [page(SIMPLE, "print", "nl", TABLE), page(SIMPLE, "print_bilingual", "nl", TABLE)]
    assert compare_sisters(tables) == tables


TERMS = st.lists(
    st.lists(st.sampled_from("a b c é (D)".split()), min_size=1, max_size=3).map(" ".join), max_size=5
)


def ways(words, known):
    """All ways to part a cell, by brute force."""
    if not words:
        return [()]
    return [
        (" ".join(words[:size]), *rest)
        for size in range(1, len(words) + 1)
        if term_key(" ".join(words[:size])) in known
        for rest in ways(words[size:], known)
    ]


@examples(300)
@given(TERMS, TERMS)
def test_a_cell_is_split_where_there_is_one_way_alone(terms, more):
    cell = " ".join(terms)
    known = {term_key(term) for term in (*terms, *more)}
    found = ways(cell.split(), known) if cell else []
    assert split_cell(cell, known) == (found[0] if len(found) == 1 else None)


def test_long_cells_take_no_longer_than_their_words():
    assert split_cell("a " * 5_000, {"a", "a a"}) is None
    assert split_cell("a " * 5_000, {"a"}) == ("a",) * 5_000
