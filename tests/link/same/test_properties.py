"""What holds of whatever questions there are."""

from itertools import chain, combinations, islice
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import LANGUAGES
from tasks.link.same.near import FEWEST_WORDS, comparable, compared
from tasks.link.same.shingles import fingerprint_of, near_pairs, pairs_of_new, shingles, similarity
from tasks.link.same.wordings import Wording, compare
from tasks.link.same.words import Words, folded
from tests.link.same.support import dutch, french, link, question, question_groups, text

PARTS = [
    *dutch().split("\n"),
    *french().split("\n"),
    "In Aalst of Gent.",
    "Op 3 april 2012.",
    "uw voorganger",
]
PATTERNS = st.builds(
    lambda pattern, station, month, ending: "\n".join((pattern(station, month), *ending)),
    st.sampled_from((dutch, french)),
    st.sampled_from(("Aalst", "Gent", "")),
    st.sampled_from(("maart", "mei", "het voorjaar")),
    st.lists(st.sampled_from(PARTS), max_size=3),
)
LETTERS = PATTERNS | st.lists(st.sampled_from(PARTS), max_size=12).map("\n".join)
NUMBERS = st.integers(1, 8)
WORLDS = st.fixed_dictionaries(
    {
        "texts": st.dictionaries(st.tuples(NUMBERS, st.sampled_from(LANGUAGES)), LETTERS, max_size=10),
        "links": st.lists(st.tuples(NUMBERS, st.sampled_from(("also_asked_as", "requalified_as")), NUMBERS)),
        "questions": st.dictionaries(NUMBERS, st.sampled_from((None, "Ann Peeters", "Jan Claes"))),
    }
)


FILLING = [" ".join(f"woord{number}deel{place}" for place in range(25)) for number in range(200)]
"""So many texts that a few more are compared alone."""


def fingerprints(written):
    return {f"5-{number}": {"nl": fingerprint_of(letters)} for number, letters in enumerate(written)}


def tables(world):
    texts = [text(f"5-{number}", letters, code) for (number, code), letters in world["texts"].items()]
    links = [link(f"5-{first}", relation, f"5-{second}") for first, relation, second in world["links"]]
    return texts, links, [question(f"5-{number}", author=name) for number, name in world["questions"].items()]


def wording(letters):
    found = fingerprint_of(letters)
    return Wording(letters, "", found.shingles, found.words < FEWEST_WORDS)


@given(WORLDS)
def test_each_question_is_in_one_group_that_its_lowest_question_names(world):
    texts, links, questions = tables(world)
    groups = question_groups(texts, links, questions)
    assert list(groups) == sorted(groups, key=lambda name: int(name[2:]))
    assert set(groups) == {row["question_id"] for row in questions}
    for group in groups.values():
        members = [other for other in groups if groups[other].group_id == group.group_id]
        assert members[0] == group.group_id
        assert (group.reason == "alone") == (group.size == 1)
        assert group.size >= len(members)


@given(WORLDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(world, random):
    given_rows = tables(world)
    expected = question_groups(*given_rows)
    for rows in given_rows:
        random.shuffle(rows)
    assert question_groups(*given_rows) == expected


@given(WORLDS)
def test_groups_taken_as_links_give_the_same_groups(world):
    texts, links, questions = tables(world)
    groups = question_groups(texts, links, questions)
    links += [link(name, "also_asked_as", group.group_id) for name, group in groups.items()]
    again = question_groups(texts, links, questions)
    assert {name: group.group_id for name, group in again.items()} == {
        name: group.group_id for name, group in groups.items()
    }


@given(WORLDS)
def test_without_links_each_two_of_a_group_that_share_one_language_alone_are_the_same(world):
    texts, _, questions = tables(world)
    texts = [row for row in texts if row["language"] == "nl"]
    letters = {row["question_id"]: row["text"] for row in texts}
    groups = question_groups(texts, [], questions)
    for first, second in combinations(groups, 2):
        if groups[first].group_id == groups[second].group_id:
            one, other = letters[first], letters[second]
            assert folded(one) == folded(other) or compare(wording(one), wording(other)) == "same"


@given(LETTERS, LETTERS)
def test_two_texts_are_compared_alike_from_both_sides(first, second):
    assert compare(wording(first), wording(second)) == compare(wording(second), wording(first))
    similar = similarity(shingles(first.split()), shingles(second.split()))
    assert 0 <= similar <= 1
    assert similar == similarity(shingles(second.split()), shingles(first.split()))


@given(st.lists(LETTERS, max_size=8), st.sampled_from((0.2, 0.5, 0.8, 1.0)))
def test_no_pair_of_near_texts_is_missed_and_none_is_given_twice(written, least):
    texts = [shingles(folded(letters).split()) for letters in written]
    expected = [
        (first, second)
        for first, second in combinations(range(len(texts)), 2)
        if texts[first] and similarity(texts[first], texts[second]) >= least
    ]
    assert sorted(near_pairs(texts, least, 8)) == expected
    for most in (1, 2):
        of_each = (islice((one for one in expected if one[1] == place), most) for place in range(len(texts)))
        assert list(near_pairs(texts, least, most)) == list(chain.from_iterable(of_each))
    for new in range(len(texts) + 1):
        of_new = [pair for pair in expected if min(pair) < new]
        assert sorted(pairs_of_new(texts, new, least)) == of_new


@given(st.lists(LETTERS, max_size=8), st.lists(LETTERS, max_size=8), st.data())
def test_what_is_known_of_other_texts_makes_no_difference(before, more, data):
    kept = data.draw(st.lists(st.sampled_from(before), max_size=8)) if before else []
    with patch("tasks.link.same.near.MOST_NEAR", data.draw(st.sampled_from((1, 2, 50)))):
        known = compared(fingerprints([*FILLING, *before])).near
        now = fingerprints([*FILLING, *kept, *more])
        assert compared(now, known) == compared(now)


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_those_of_its_folded_text(letters):
    words = [Words(letters)[place] for place in range(len(Words(letters)))]
    assert " ".join(word.plain for word in words) == folded(letters)
    assert [folded(word.written) for word in words] == [word.plain for word in words]
    assert folded(folded(letters)) == folded(letters)


@given(WORLDS)
def test_the_texts_of_comparable_questions_are_enough(world):
    texts, links, questions = tables(world)
    written = {}
    for row in texts:
        written.setdefault(row["question_id"], {})[row["language"]] = fingerprint_of(row["text"])
    known = compared(written)
    some = [row for row in texts if row["question_id"] in comparable(known)]
    assert question_groups(some, links, questions, known) == question_groups(texts, links, questions, known)
