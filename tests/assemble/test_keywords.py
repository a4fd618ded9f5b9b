"""Keywords of both languages stand in pairs when a bilingual page pairs them; else they stay as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assemble.support import DONE, FRENCH, assembled, details, kinds, page, repaired, unsure
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, read_page

PAIRS = (
    ("gevangenis", "prison"),
    ("officiële statistiek", "statistique officielle"),
    ("Rekenhof (België)", "Cour des comptes (Belgique)"),
    ("arbeid", "travail"),
    ("SELOR", "SELOR"),
)
DUTCH, FRENCH_WORDS = (tuple(pair[at] for pair in PAIRS) for at in (0, 1))
BILINGUAL = replace(
    DONE,
    variant="print_bilingual",
    languages=("nl", "fr"),
    title=dict(DONE.title) | dict(FRENCH.title),
    keywords={"nl": DUTCH, "fr": FRENCH_WORDS},
    texts=dict(DONE.texts) | dict(FRENCH.texts),
)


def dutch_page(keywords, name="a", **others):
    return page(name, replace(DONE, keywords={"nl": tuple(keywords)}), **others)


def french_page(keywords, name="b", **others):
    return page(name, replace(FRENCH, keywords={"fr": tuple(keywords)}), **others)


def bilingual_page(name="c", reading=BILINGUAL, **others):
    return page(name, reading, **others)


def keywords_of(*pages):
    """The keywords, which must be the same for every order of pages."""
    return assembled(*pages).keywords


def pairs_of(keywords):
    return set(zip(keywords["nl"], keywords["fr"], strict=True))


@given(st.permutations(DUTCH), st.permutations(FRENCH_WORDS), st.sampled_from("a0z"))
def test_keywords_stand_in_the_pairs_of_a_bilingual_page(dutch, french, name):
    """Whatever the order on the other pages, and whichever identifier comes first."""
    pages = (dutch_page(dutch, "b"), french_page(french, "c"), bilingual_page(name))
    assert keywords_of(*pages) == {"nl": DUTCH, "fr": FRENCH_WORDS}


@given(st.permutations(DUTCH), st.permutations(FRENCH_WORDS))
def test_without_a_bilingual_page_keywords_stay_as_printed(dutch, french):
    found = keywords_of(dutch_page(dutch), french_page(french))
    assert found == {"nl": tuple(dutch), "fr": tuple(french)}


@pytest.mark.parametrize(
    "paired",
    [
        {"nl": DUTCH[:3], "fr": FRENCH_WORDS[:3]},
        {"nl": (*DUTCH[:-1], "postdienst"), "fr": (*FRENCH_WORDS[:-1], "poste")},
        {"nl": DUTCH, "fr": FRENCH_WORDS[:-1]},
        {},
    ],
)
def test_other_keywords_on_the_bilingual_page_align_nothing(paired):
    pages = (
        dutch_page(DUTCH[::-1]),
        french_page(FRENCH_WORDS),
        bilingual_page("c", replace(BILINGUAL, keywords=paired)),
    )
    assert keywords_of(*pages) == {"nl": DUTCH[::-1], "fr": FRENCH_WORDS}


@pytest.mark.parametrize("kind", ["keywords_not_paired", "keywords_not_parted"])
def test_a_page_that_pairs_for_certain_is_preferred(kind):
    unsure_page = bilingual_page(
        "0", replace(BILINGUAL, keywords={"nl": DUTCH[::-1], "fr": FRENCH_WORDS}), issues=unsure(kind)
    )
    pages = (dutch_page(sorted(DUTCH)), french_page(sorted(FRENCH_WORDS)), unsure_page, bilingual_page("z"))
    assert pairs_of(keywords_of(*pages)) == set(PAIRS)


@pytest.mark.parametrize("name", ["0", "z"])
def test_a_bilingual_page_without_keywords_hides_no_other(name):
    bare = bilingual_page(name, replace(BILINGUAL, keywords={}), issues=unsure("keywords_missing"))
    pages = (dutch_page(sorted(DUTCH)), french_page(sorted(FRENCH_WORDS)), bare, bilingual_page("c"))
    assert pairs_of(keywords_of(*pages)) == set(PAIRS)


@pytest.mark.parametrize("wrong", ["officiele statistiek", "OFFICIËLE STATISTIEK", "officiŽle statistiek"])
@pytest.mark.parametrize("damaged", ["main", "bilingual"])
def test_letters_that_differ_do_not_hide_a_pair(damaged, wrong):
    """Missing accents, capitals and a letter that no repair gave back."""
    shown = tuple(wrong if word == "officiële statistiek" else word for word in DUTCH)
    reading = (
        replace(BILINGUAL, keywords={"nl": shown, "fr": FRENCH_WORDS})
        if damaged == "bilingual"
        else BILINGUAL
    )
    others = {"repairs": repaired("question")} if damaged == "main" else {}
    main = dutch_page(sorted(shown if damaged == "main" else DUTCH), **others)
    found = keywords_of(main, french_page(sorted(FRENCH_WORDS)), bilingual_page("c", reading))
    places = {pair[1]: at for at, pair in enumerate(PAIRS)}
    pairs = {places[french]: dutch for dutch, french in pairs_of(found)}
    right = {at: dutch for at, dutch in enumerate(DUTCH) if dutch != "officiële statistiek"}
    assert {at: dutch for at, dutch in pairs.items() if at in right} == right


def test_keywords_of_a_bilingual_page_alone_stand_as_it_pairs_them():
    assert keywords_of(bilingual_page()) == {"nl": DUTCH, "fr": FRENCH_WORDS}
    assert keywords_of(bilingual_page(), dutch_page(sorted(DUTCH))) == {"nl": DUTCH, "fr": FRENCH_WORDS}


@each_case("name", INVENTED)
def test_invented_keywords_pair_as_their_facts_do(name):
    facts = INVENTED[name]
    both = read_page(facts, "print_bilingual", "nl").reading
    dutch, french = (read_page(facts, "main", language).reading for language in ("nl", "fr"))
    pages = (
        page("a", replace(dutch, keywords={"nl": tuple(sorted(facts.keywords.nl))})),
        page("b", replace(french, keywords={"fr": tuple(sorted(facts.keywords.fr, reverse=True))})),
        page("c", both),
    )
    assert pairs_of(keywords_of(*pages)) == set(zip(facts.keywords.nl, facts.keywords.fr, strict=True))


@pytest.mark.parametrize("counts", [(3, 2), (1, 3), (2, 3), (3, 3), (1, 1), (3, 0), (0, 2), (0, 0)])
def test_different_numbers_are_reported_but_not_those_of_one_language_alone(counts):
    dutch, french = DUTCH[: counts[0]], FRENCH_WORDS[: counts[1]]
    question = assembled(dutch_page(dutch), french_page(french))
    said = f"The languages have different numbers of keywords: nl {len(dutch)}, fr {len(french)}."
    is_odd = len(dutch) != len(french) and dutch and french
    assert details(question, "keywords_not_paired") == ([said] if is_odd else [])
    assert question.keywords == {lang: words for lang, words in (("nl", dutch), ("fr", french)) if words}


def test_a_bilingual_page_that_pairs_them_is_not_reported():
    question = assembled(bilingual_page("z"), dutch_page(DUTCH[::-1]), french_page(FRENCH_WORDS))
    assert kinds(question) == set()
