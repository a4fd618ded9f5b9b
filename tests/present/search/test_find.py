"""Which questions words find, in which order, and what is shown of them."""

import pytest

from tasks.common.errors import FileError, UsageError
from tasks.present.search.find import Topic
from tests.present.search.support import found, ids, index_of, question
from tests.support.each_case import each_case
from tests.support.releases import released

QUESTIONS = (
    question(1, "De politie gebruikt drones boven de kust.", "La police utilise des drones."),
    question(2, "De rekening van de dienst.", "Les problèmes d’accès à l'eau et d'urgence à Liège; le cœur."),
    question(3, "De vice-eersteminister en het sociaaleconomische plan.", title={"nl": "Sociale zekerheid"}),
    question(4, "De zekerheid is sociaal; sociale en andere zekerheid. De e-mail van de politie."),
    question(5, "Politieagenten en coördinatie; de politie; D'66."),
    question(6, "Zonnepanelen op 66 daken", answered_on=None, title={"nl": "Zonnepanelen", "fr": "Panneaux"}),
    question(7, "Er zijn zonnepanelen. " * 3 + "En verder niets over iets anders. " * 40),
    question(8, "Zij kregen dit."),
    question(9, "Wat is gekregen?"),
    question(10, "Eerst iets anders. " * 60 + "\n\nDan   de\u00a0vlieger.\n\n" + "Ten slotte niets. " * 60),
    *(question(number, "Een windmolen.", title={"nl": "Windmolens"}) for number in (12, 14, 13)),
    question(15, "De boot.", keywords={"nl": ("strafgevangenis", "laser")}),
    question(16, "De boot.", keywords={"fr": ("établissement pénitentiaire", "laser")}),
    question(17, "De trein.", keywords={"fr": ("établissement pénitentiaire",)}),
)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return index_of(tmp_path_factory.mktemp("release"), *QUESTIONS)


@each_case(
    ("words", "numbers"),
    [
        ("drones politie", {1}),
        ("POLITIE", {1, 4, 5}),
        ("politie*", {1, 4, 5}),
        ("politieag*", {5}),
        ("politie -drones", {4, 5}),
        ("politie -drone*", {4, 5}),
        ('"sociale zekerheid"', {3}),
        ("“sociale zekerheid”", {3}),
        ("«sociale zeker»*", {3}),
        ("sociale zekerheid", {3, 4}),
        ("coordinatie", {5}),
        ("coördinatie", {5}),
        ("liege", {2}),
        ("LIÈGE", {2}),
        ("probleme*", {2}),
        ("eau", {2}),
        ("l'eau", {2}),
        ("d’eau", {2}),
        ("urgence", {2}),
        ("d'acces", {2}),
        ("coeur", {2}),
        ("cœur", {2}),
        ("vice-eersteminister", {3}),
        ("eersteminister", {3}),
        ("sociaal-economische", {3}),
        ("email", set()),
        ("e-mail", {4}),
        ("drones police", {1}),
        ("drone", {1}),
        ('"drone"', set()),
        ("diensten", {2}),
        ("panneau", {6}),
        ("-drone politie", {4, 5}),
        ("drones & politie", {1}),
        ("politie -", {1, 4, 5}),
        ("xyzzy", set()),
        ('"sociale zekerheid', {3}),
        ('rekening -"de rekening"', set()),
        ('"d\'eau"', set()),
        ("qu'urgence", {2}),
        ("D'66", {5}),
        ("drones OR zonnepanelen", set()),
        ("title_nl:sociale", set()),
        ("NEAR(drones kust)", set()),
        ("^sociale", {3, 4}),
    ],
)
def test_words_find_the_questions_in_which_all_of_them_occur(release, words, numbers):
    assert set(ids(release, words)) == {f"5-{number}" for number in numbers}


@each_case(
    ("language", "words", "numbers"),
    [("nl", "drones", {1}), ("nl", "police", set()), ("fr", "police", {1}), ("fr", "drones politie", set())],
)
def test_one_language_alone_can_be_searched(release, language, words, numbers):
    assert set(ids(release, words, language)) == {f"5-{number}" for number in numbers}


def test_a_word_that_is_rare_in_a_language_is_borrowed_and_has_no_other_forms(tmp_path):
    french = [question(number, fr="La politique.") for number in (1, 2, 3)]
    dutch = [question(number, "De politie.") for number in (4, 5, 6)]
    release = index_of(tmp_path, *french, *dutch)
    assert set(ids(release, "politie")) == {"5-4", "5-5", "5-6"}
    assert set(ids(release, "politique")) == {"5-1", "5-2", "5-3"}


def test_participles_are_forms_of_their_verb(release):
    assert set(ids(release, "kregen")) == set(ids(release, "gekregen")) == {"5-8", "5-9"}


def test_a_word_of_the_title_counts_more_than_the_same_word_of_a_text(release):
    assert ids(release, "zonnepanelen") == ["5-6", "5-7"]


def test_of_equal_questions_the_newest_comes_first(release):
    assert ids(release, "windmolens") == ["5-14", "5-13", "5-12"]


def test_marks_stand_at_the_words_found_in_titles_and_passages(release):
    hit = found(release, "zonnepanelen").hits[0]
    marked = {
        (one.field, one.language): [one.text[start:end] for start, end in one.marks]
        for one in (*hit.titles, *hit.passages)
    }
    word = ["Zonnepanelen"]
    assert marked == {("title", "nl"): word, ("title", "fr"): [], ("question", "nl"): word}


def test_a_passage_is_a_piece_around_the_words_in_one_line(release):
    (hit,) = found(release, "vlieger").hits
    (passage,) = hit.passages
    assert "Dan de vlieger. Ten slotte" in passage.text
    assert len(passage.text) < 400
    assert [passage.text[start:end] for start, end in passage.marks] == ["vlieger"]


def test_what_a_hit_tells_of_its_question(release):
    (hit,) = found(release, "drones").hits
    site = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=1&LANG="
    assert hit.question == {
        "question_id": "5-1",
        "asked_on": "2013-04-30",
        "house": "senate",
        "author": "Hélène Vanneste",
        "party": "CD&V",
        "status": "unknown",
        "status_reason": None,
        "seen_on": None,
        "url_nl": f"{site}nl",
        "url_fr": f"{site}fr",
    }


def test_the_total_counts_all_and_the_limit_what_is_reported(release):
    some = found(release, "politie", limit=2)
    assert (some.total, len(some.hits)) == (3, 2)


@each_case(
    ("words", "nowhere"),
    [("drones xyzzy qwerty", ["xyzzy", "qwerty"]), ("drones liege", []), ("xy -drones", ["xy"])],
)
def test_what_occurs_nowhere_is_reported_when_nothing_is_found(release, words, nowhere):
    none = found(release, words)
    assert (none.total, none.hits) == (0, ())
    assert [one.text for one, _ in none.nowhere] == nowhere


def test_without_an_index_a_sentence_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match=r"search_index.*rebuild"):
        found(released(tmp_path), "drones")


def test_an_index_that_cannot_be_read_is_reported(tmp_path):
    (tmp_path / "senate.sqlite").write_bytes(b"no database at all")
    with pytest.raises(FileError, match=r"senate\.sqlite"):
        found(tmp_path, "drones")


def test_a_search_offers_the_topics_that_its_results_share(release):
    """A concept has one name in each language; 'laser', which is none, is printed in either."""
    names = ("877", "strafgevangenis", "établissement pénitentiaire")
    assert found(release, "boot").topics == (Topic(*names, 1, "senate"),)
    assert found(release, "trein").topics == ()
