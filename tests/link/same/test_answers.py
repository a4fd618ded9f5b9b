"""How alike the answers to one question are."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.link.same.answers import compared_answers

LONG = "De dienst telt twaalf personen en die werken alle dagen van de week behalve op zondag."
OTHER = "Deze vraag valt onder de bevoegdheid van mijn collega die ze zal beantwoorden."
ONE_GROUP = dict.fromkeys(("5-1", "5-2", "5-3"), "5-1")


def answer(question, text, language="nl"):
    return {"question_id": question, "language": language, "part": "answer", "text": text}


def likenesses(answers, groups=ONE_GROUP):
    rows = compared_answers(answers, groups).rows
    return {(row["question_id"], row["other_id"], row["language"]): row["likeness"] for row in rows}


def test_each_two_answers_of_a_group_are_compared():
    found = likenesses([answer("5-1", LONG), answer("5-2", OTHER), answer("5-3", LONG)])
    assert found == {("5-1", "5-2", "nl"): 0.0, ("5-1", "5-3", "nl"): 1.0, ("5-2", "5-3", "nl"): 0.0}


def test_the_first_hundred_of_a_large_group_are_compared():
    answers = [answer(f"5-{at}", f"{LONG} {at}") for at in range(1000, 1300)]
    found = likenesses(answers, dict.fromkeys((one["question_id"] for one in answers), "5-1000"))
    assert len(found) == 100 * 99 / 2
    assert max(found)[1] == "5-1099"


def test_answers_of_other_groups_and_languages_are_not():
    answers = [answer("5-1", LONG), answer("5-2", LONG, "fr"), answer("5-4", LONG)]
    assert likenesses(answers, ONE_GROUP | {"5-4": "5-4"}) == {}


def test_a_share_of_five_words_in_a_row_counts():
    """Sixteen words have twelve such; of the eleven of the shorter text all are in the longer one."""
    found = likenesses([answer("5-1", LONG), answer("5-2", LONG.removesuffix(" zondag."))])
    assert found == {("5-1", "5-2", "nl"): round(11 / 12, 4)}


def test_damaged_letters_make_no_difference():
    assert likenesses([answer("5-1", f"België. {LONG}"), answer("5-2", f"BelgiŽ. {LONG}")]) == {
        ("5-1", "5-2", "nl"): 1.0
    }


TEXTS = st.lists(st.sampled_from(LONG.split()), min_size=1, max_size=12).map(" ".join)


@given(st.lists(TEXTS, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_what_is_known_makes_no_difference(texts, chance):
    answers = [answer(f"5-{at}", text) for at, text in enumerate(texts, 1)]
    rows, found = compared_answers(answers, ONE_GROUP)
    known = {pair: likeness for pair, likeness in found.items() if chance.random() < 0.5}
    assert compared_answers(answers, ONE_GROUP, known) == (rows, found)
    assert all(0 <= row["likeness"] <= 1 for row in rows)
