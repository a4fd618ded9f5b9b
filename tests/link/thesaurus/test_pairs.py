"""The pairs of terms that bilingual pages teach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import LANGUAGES
from tasks.link.thesaurus import folded_term, thesaurus_rows

NAMES = ("term_nl", "term_fr", "times_seen", "agreed_share", "eurovoc_id")


def terms(question_id, dutch, french):
    return [
        {"question_id": question_id, "language": language, "position": at, "keyword": term}
        for language, listed in zip(("nl", "fr"), (dutch, french), strict=True)
        for at, term in enumerate(listed)
    ]


def page(question_id, variant="print_bilingual", outcome="read"):
    names = ("page_id", "question_id", "variant", "outcome")
    return dict(zip(names, (f"page-{question_id}", question_id, variant, outcome), strict=True))


def issue(kind, question_id=None, page_id=None):
    return {"page_id": page_id, "question_id": question_id, "kind": kind, "detail": "…"}


def learned(*questions, issues=(), eurovoc=None, pages=None):
    """The rows as tuples, of questions that are pairs of lists of terms."""
    keywords = [row for at, lists in enumerate(questions, 1) for row in terms(f"5-{at}", *lists)]
    pages = pages or [page(f"5-{at}") for at, _ in enumerate(questions, 1)]
    rows = thesaurus_rows(keywords, pages, issues, eurovoc or {})
    assert all(tuple(row) == NAMES for row in rows)
    return [tuple(row.values()) for row in rows]


WOOD = (["houtproduct", "verwarming"], ["produit du bois", "chauffage"])
PAIRS = [("houtproduct", "produit du bois", 1, 1.0, None), ("verwarming", "chauffage", 1, 1.0, None)]


def test_nothing_teaches_nothing():
    assert thesaurus_rows([], [], []) == []


def test_terms_pair_by_their_place():
    assert learned(WOOD) == PAIRS


def test_the_order_of_rows_does_not_count_but_their_position_does():
    rows = thesaurus_rows(terms("5-1", *WOOD)[::-1], [page("5-1")], [])
    assert [tuple(row.values()) for row in rows] == PAIRS


@pytest.mark.parametrize(
    "shown", [page("5-1", "main"), page("5-1", outcome="quarantined"), page("5-2"), page(None)]
)
def test_without_a_bilingual_page_that_was_read_nothing_is_learned(shown):
    assert learned(WOOD, pages=[shown]) == []


@pytest.mark.parametrize("kind", ["keywords_not_paired", "keywords_not_parted"])
@pytest.mark.parametrize("where", [{"question_id": "5-1"}, {"page_id": "page-5-1"}])
def test_a_doubt_about_the_order_of_the_terms_of_a_question_silences_it(kind, where):
    assert learned(WOOD, issues=[issue(kind, **where)]) == []
    assert learned(WOOD, WOOD, issues=[issue(kind, **where)]) == PAIRS


@pytest.mark.parametrize(
    "other",
    [issue("title_missing", "5-1"), issue("keywords_not_paired", "5-9"), issue("keywords_not_paired")],
)
def test_other_issues_do_not(other):
    assert learned(WOOD, issues=[other]) == PAIRS


def test_with_more_terms_in_one_language_nothing_is_learned():
    assert learned((["hout", "verwarming"], ["bois"])) == []
    assert learned(([], ["bois"])) == []


def test_pairs_are_counted_in_questions():
    assert learned(WOOD, WOOD, (["verwarming", "verwarming"], ["chauffage", "chauffage"])) == [
        ("houtproduct", "produit du bois", 2, 1.0, None),
        ("verwarming", "chauffage", 3, 1.0, None),
    ]


def test_one_dutch_term_with_two_french_ones_is_shared_between_them():
    assert learned((["bank"], ["banque"]), (["bank"], ["banque"]), (["bank"], ["banc"]), WOOD)[:2] == [
        ("bank", "banc", 1, 0.3333, None),
        ("bank", "banque", 2, 0.6667, None),
    ]


def test_two_dutch_terms_with_one_french_one_agree_each():
    rows = learned((["loon"], ["salaire"]), (["wedde"], ["salaire"]))
    assert rows == [("loon", "salaire", 1, 1.0, None), ("wedde", "salaire", 1, 1.0, None)]


def test_terms_are_spelled_as_they_mostly_are():
    rows = learned((["Rekenhof"], ["Cour"]), (["rekenhof"], ["cour"]), (["rekenhof"], ["COUR"]))
    assert rows == [("rekenhof", "COUR", 3, 1.0, None)]
    rows = learned((["financiën"], ["prévention"]), (["financien"], ["prevention"]))
    assert rows == [("financien", "prevention", 2, 1.0, None)]


def test_a_term_is_spelled_alike_in_all_its_pairs():
    rows = learned((["Bank"], ["banque"]), (["bank"], ["banc"]), (["bank"], ["banc"]))
    assert [row[0] for row in rows] == ["bank", "bank"]


class TestEurovoc:
    def identifier(self, eurovoc):
        ((*_, identifier),) = learned((["Preventie"], ["Prévention"]), eurovoc=eurovoc)
        return identifier

    @pytest.mark.parametrize("term", [("nl", "preventie"), ("fr", "prevention")])
    def test_a_term_known_in_one_language_is_identified(self, term):
        assert self.identifier({term: "2222"}) == "2222"

    def test_a_term_known_in_both_as_one_concept_is_identified(self):
        assert self.identifier({("nl", "preventie"): "2222", ("fr", "prevention"): "2222"}) == "2222"

    def test_a_term_known_as_two_concepts_is_not(self):
        assert self.identifier({("nl", "preventie"): "2222", ("fr", "prevention"): "3333"}) is None

    def test_a_term_of_the_other_language_is_not(self):
        assert self.identifier({("fr", "preventie"): "2222", ("nl", "prevention"): "2222"}) is None


LISTS = st.lists(st.sampled_from(("bank", "Bank", "loon", "Financiën", "financien", "hof")), max_size=4)


@given(st.lists(st.tuples(LISTS, LISTS), max_size=6), st.randoms(use_true_random=False))
def test_whatever_is_learned_is_counted_and_does_not_depend_on_the_order(questions, random):
    rows = learned(*questions)
    assert rows == sorted(rows)
    assert len({(folded_term(row[0]), folded_term(row[1])) for row in rows}) == len(rows)
    assert all(1 <= times <= len(questions) and 0 < share <= 1 for _, _, times, share, _ in rows)
    assert {row[0] for row in rows} <= {term for dutch, _ in questions for term in dutch}
    random.shuffle(questions)
    assert learned(*questions) == rows


@given(st.text())
def test_folding_twice_changes_nothing_more(term):
    assert folded_term(folded_term(term)) == folded_term(term)


def test_both_languages_are_those_of_the_tables():
    assert set(LANGUAGES) == {"nl", "fr"}
