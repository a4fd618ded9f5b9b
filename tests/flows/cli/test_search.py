"""`search`: questions in which words occur, on a terminal, in a pipe and as JSON."""

import json

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner
from tests.support.command import output_of, refusal_of, run
from tests.support.terminal import on_terminal

MANY = tuple(map(str, range(51)))


def searched(sample_data, *words):
    return output_of("search", *words, "--data", sample_data)


def listed(sample_data, *words):
    return json.loads(searched(sample_data, *words, "--json"))


def test_a_hit_shows_what_it_is_where_the_words_stand_and_where_it_is_found(sample_data):
    shown = searched(sample_data, "drones politie")
    assert shown.startswith(
        "Senate · 7-90060 · 2022-05-11 · Daniëlle Haeghebaert (Vooruit) · answered\n  Accijnzen - "
    )
    assert "  answer, nl: …" in shown
    assert "lokale **politie** en" in shown
    assert "  https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=7&NR=90060&LANG=nl\n" in shown
    assert shown.endswith(f"\n1 question (Senate 1, Chamber 0).\n{banner([SAMPLE_SOURCE])}\n")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("8-90090", "open, seen on 2026-05-03"),
        ("5-90052", "requalified, seen on 2026-05-03"),
        ("7-90063", "lapsed, legislature over, seen on 2026-05-03"),
        ("7-90040", "unknown, copy before end, seen on 2023-11-20"),
    ],
)
def test_a_status_without_an_answer_has_its_reason_and_its_day(sample_data, question, says):
    first, _, _ = searched(sample_data, question).partition("\n")
    assert first.startswith(f"Senate · {question} · ")
    assert first.endswith(f" · {says}")


def test_words_may_be_typed_apart_or_together_and_the_address_has_their_language(sample_data):
    assert "&LANG=fr\n" in searched(sample_data, "introuvables"), "a French title alone has this word"
    assert searched(sample_data, "drones", "politie") == searched(sample_data, "drones politie")


@pytest.mark.parametrize(
    ("words", "found"),
    [("Coppenhollen", "6-90033"), ("apolline desmarteliere", "5-90002"), ("5-8900", "5-8900")],
)
def test_senators_ministers_and_numbers_are_found(sample_data, words, found):
    hits = [hit["question_id"] for hit in listed(sample_data, words)["hits"]]
    assert found in hits
    assert found == hits[0] or words != found


def test_where_nothing_is_found_near_words_are_named_and_found(sample_data):
    near = listed(sample_data, "laserpenen")["nowhere"]["laserpenen"]
    assert "laserpennen" in near
    assert all(listed(sample_data, word)["total"] for word in near)
    assert "Nearly the same: laserpennen" in searched(sample_data, "laserpenen")
    assert "eblouissement" in listed(sample_data, "Éblouisement")["nowhere"]["Éblouisement"]


def test_a_word_with_a_dash_must_not_occur_wherever_it_is(sample_data):
    every = listed(sample_data, "politie*")["total"]
    without = listed(sample_data, "politie*", "-laserpennen", "--limit", "20")
    assert 0 < without["total"] < every
    assert listed(sample_data, "-laserpennen", "politie*") == listed(sample_data, "politie* -laserpennen")
    behind = run("search", "--json", "--data", sample_data, "--limit", "20", "--", "-laserpennen", "politie*")
    assert json.loads(behind.stdout) == without
    assert listed(sample_data, "-haag*", "politie*")["total"] <= every


def test_json_has_the_places_of_the_words(sample_data):
    found = listed(sample_data, "drones politie")
    assert found["release"] == (sample_data / "current").resolve().name
    (hit,) = found["hits"]
    assert (hit["question_id"], hit["party"], hit["status"]) == ("7-90060", "Vooruit", "answered")
    words = {one["text"][start:end].lower() for one in hit["passages"] for start, end in one["marks"]}
    assert words == {"drones", "politie"}


def test_the_limit_says_how_many_are_shown(sample_data):
    shown = searched(sample_data, "de", "--limit", "2")
    assert (
        "\n28 questions (Senate 22, Chamber 6), the best 2 shown above; use --limit to show more.\n" in shown
    )
    assert shown.count("https://") == 2


def test_no_hit_is_a_sentence(sample_data):
    assert searched(sample_data, "drones xyzzy").startswith(
        "No title, text, member, minister or number contains: xyzzy. Add * to find longer words too: xyzzy*"
    )
    assert "each word occurs" in searched(sample_data, "drones laserpennen")
    assert listed(sample_data, "xyzzy") | {"release": ""} == {
        "release": "",
        "total": 0,
        "topics": [],
        "houses": {"senate": 0, "chamber": 0},
        "nowhere": {"xyzzy": []},
        "hits": [],
    }


def test_on_a_terminal_the_words_are_bold(sample_data):
    with on_terminal("search", "drones politie", "--data", sample_data) as (terminal, process):
        shown = terminal.rest()
        assert process.wait() == 0
    assert "\x1b[1mpolitie\x1b[0m" in shown
    assert "**" not in shown


@pytest.mark.parametrize(
    "words",
    [(), ("-drones",), ("p*",), ("&",), ("drones", "--limit", "0"), ("drones", "--language", "de"), MANY],
    ids=" ".join,
)
def test_wrong_usage_is_2_with_a_sentence(sample_data, words):
    refusal_of("search", *words, "--data", sample_data)


def test_an_older_release_can_be_searched_and_one_that_is_not_there_is_wrong_usage(sample_data):
    version = (sample_data / "current").resolve().name
    assert searched(sample_data, "drones", "--release", version) == searched(sample_data, "drones")
    assert version in refusal_of("search", "drones", "--release", "none", "--data", sample_data)


@pytest.mark.long
def test_a_release_without_an_index_says_how_to_get_one(tmp_path):
    assert (
        run("ingest", "--from", "sample", "--data", tmp_path, env={"SENATE_SEARCH_INDEX": "false"}).returncode
        == 0
    )
    assert not (tmp_path / "current/senate.sqlite").exists()
    assert "rebuild" in refusal_of("search", "drones", "--data", tmp_path)
