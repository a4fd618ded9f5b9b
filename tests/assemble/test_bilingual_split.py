"""What a bilingual page or a cell runs together is parted as sisters show it, left alone without them."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import PageIssue, PageRecord
from tasks.assemble.sisters import compare_sisters, split_cell, term_key
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import INVENTED, LANGUAGES, SIMPLE, in_halves, read, short
from tests.support.render import Both, Form, QuestionFacts, render
from tests.support.sisters import by_name, kinds_of, named, page

SISTERS = (("nl",), ("fr",), ("nl", "fr"))
DAMAGES = ("mac_latin2", "cp852", "iso8859_13")
TITLE_FORMS = {"side-by-side": Form(), "glued": Form(titles_glued=True), "one-cell": Form("html", "breaks")}
SHORT = {name: short(facts) for name, facts in INVENTED.items()}
HARD_TITLES = {
    "guillemets": Both("« Smart cities » in Gent", "« Smart cities » à Gand"),
    "quotes": Both("“BIAC” en “Belgocontrol”", "“BIAC” et “Belgocontrol”"),
    "question mark": Both("Waarom geen “vrij tarief” ?", "Pourquoi pas de « tarif libre » ?"),
    "names alone": Both("Selor - Fedasil", "Selor - Fedasil - BIAC"),
    "the same": Both("Selor - Fedasil", "Selor - Fedasil"),
    "lower case": Both("het taalgebruik te Voeren", "l'emploi des langues à Fourons"),
    "slash and brackets": Both("PFOS/PFAS (drinkwater)", "PFOS/PFAS (eau potable)"),
}


def joined(facts: QuestionFacts, glue: str, language: str = "nl") -> PageRecord:
    """The bilingual page as it is read when its titles cannot be separated."""
    record = page(facts, "print_bilingual", language)
    both = f"{facts.title.fr}{glue}{facts.title.nl}"
    issue = PageIssue("title_not_parted", "The two titles cannot be separated.")
    others = tuple(one for one in record.issues if one.kind != issue.kind)
    reading = replace(record.reading, title={"fr": both, "nl": both})
    return replace(record, reading=reading, issues=(*others, issue))


def bilingual(records: list[PageRecord]) -> PageRecord:
    """The bilingual page among pages that were compared."""
    return by_name(compare_sisters(records), "print_bilingual")


def assert_titles(record: PageRecord, facts: QuestionFacts) -> None:
    assert dict(record.reading.title) == {language: facts.title[language] for language in LANGUAGES}
    assert "title_not_parted" not in kinds_of(record)


@in_halves("name, form", SHORT, TITLE_FORMS)
def test_titles_of_read_pages_are_split(form, name):
    facts = SHORT[name]
    for language in LANGUAGES:
        both = page(facts, "print_bilingual", language, TITLE_FORMS[form])
        for sisters in SISTERS:
            assert_titles(bilingual([both, *(page(facts, "main", one) for one in sisters)]), facts)


@each_case("name", SHORT)
@each_case("variant", ["main", "print"])
@each_case("glue", ["", " ", "  "])
@each_case("sisters", SISTERS)
def test_titles_that_look_like_one_are_split(sisters, glue, variant, name):
    facts = SHORT[name]
    assert_titles(bilingual([joined(facts, glue), *(page(facts, variant, one) for one in sisters)]), facts)


@each_case("title", HARD_TITLES)
@each_case("form", TITLE_FORMS)
@each_case("sisters", SISTERS)
def test_hard_titles_are_split(sisters, form, title):
    facts = replace(SIMPLE, title=HARD_TITLES[title])
    both = page(facts, "print_bilingual", "nl", TITLE_FORMS[form])
    assert_titles(bilingual([both, *(page(facts, "main", one) for one in sisters)]), facts)


@in_halves("name, damage, language", SHORT, DAMAGES, LANGUAGES)
def test_a_damaged_sister_parts_titles_too(language, damage, name):
    """Also where its repair had to leave a letter; the letters are those of the bilingual page."""
    facts = SHORT[name]
    assert_titles(bilingual([joined(facts, " "), page(facts, "main", language, Form(damage=damage))]), facts)


@pytest.mark.parametrize("sisters", [(), ("another",), ("bilingual",)])
@pytest.mark.parametrize("glue", ["", " "])
def test_without_a_sister_that_shows_a_half_nothing_changes(glue, sisters):
    other = replace(SIMPLE, title=Both("Gevangenissen", "Prisons"))
    pages = {"another": page(other, "main", "nl"), "bilingual": joined(SIMPLE, glue, "fr")}
    record = joined(SIMPLE, glue)
    compared = compare_sisters([record, *(pages[name] for name in sisters)])
    assert compared[0] == record


@pytest.mark.parametrize("name", list(SHORT)[::3])
def test_the_order_of_pages_never_matters(name):
    facts = SHORT[name]
    records = [
        joined(facts, ""),
        page(facts, "main", "nl", Form(damage="mac_latin2")),
        page(facts, "main", "fr"),
        page(facts, "print", "nl"),
    ]
    compared = {record.capture.page_id: record for record in compare_sisters(records)}
    for order in permutations(records):
        found = compare_sisters(order)
        assert {record.capture.page_id: record for record in found} == compared
        assert [one.capture.page_id for one in found] == [one.capture.page_id for one in order]


@each_case("sisters", SISTERS)
@each_case(("dutch", "french"), [(3, 2), (2, 3), (4, 2), (2, 4), (1, 3), (5, 1)])
def test_keywords_are_split_although_they_do_not_pair(dutch, french, sisters):
    keywords = INVENTED["5-90001"].keywords
    facts = replace(SIMPLE, keywords=Both(keywords.nl[:dutch], keywords.fr[-french:]))
    record = page(facts, "print_bilingual", "nl")
    found = bilingual([record, *(page(facts, "main", one) for one in sisters)])
    assert dict(found.reading.keywords) == {"nl": facts.keywords.nl, "fr": facts.keywords.fr}
    assert kinds_of(found) == kinds_of(record)


@pytest.mark.parametrize("sisters", SISTERS)
def test_keywords_that_pair_after_all_are_no_longer_reported(sisters):
    facts = replace(SIMPLE, keywords=Both(("BIAC", "SELOR"), ("SELOR", "BIAC")))
    record = page(facts, "print_bilingual", "nl")
    wrong = replace(record.reading, keywords={"fr": ("SELOR", "BIAC", "BIAC"), "nl": ("SELOR",)})
    issue = PageIssue("keywords_not_paired", "Keywords do not pair.")
    found = bilingual(
        [replace(record, reading=wrong, issues=(issue,)), *(page(facts, "main", s) for s in sisters)]
    )
    assert dict(found.reading.keywords) == {"nl": facts.keywords.nl, "fr": facts.keywords.fr}
    assert kinds_of(found) == []


@in_halves("name, sisters", INVENTED, SISTERS)
def test_texts_without_their_border_are_split(sisters, name):
    facts = INVENTED[name]
    text = render(facts, "print_bilingual", "nl").decode("utf-8")
    borderless = text.replace("\n\n\N{NO-BREAK SPACE}\n\n", "\n\n")
    assert len(borderless) < len(text)
    record = named(read(borderless, facts.address("print_bilingual", "nl")), "print_bilingual")
    found = bilingual([record, *(page(facts, "main", one) for one in sisters)])
    texts = {"question": facts.question, **({"answer": facts.answer} if facts.answer else {})}
    wanted = {(language, part): both[language] for part, both in texts.items() for language in LANGUAGES}
    assert dict(found.reading.texts) == wanted
    assert "languages_not_parted" not in kinds_of(found)


def test_a_single_page_and_a_quarantined_one_are_returned_as_they_are():
    record = joined(SIMPLE, " ")
    quarantined = named(read("Niets.", SIMPLE.address("main", "nl")), "main-nl")
    assert quarantined.reading is None
    assert compare_sisters([record]) == [record]
    assert compare_sisters([record, quarantined]) == [record, quarantined]


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
