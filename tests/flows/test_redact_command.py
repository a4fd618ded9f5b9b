"""`redact` adds lines that no other process loses, and tells where words stay; '--everywhere' wants a yes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tasks.operate.lock import data_lock
from tests.support.command import output_of, refusal_of, run, run_apart

SPAN = "een MoBIB-kaart bezit"


def listed(data):
    return (data / "redactions.tsv").read_text("utf-8").splitlines()[1:]


def redact(data, *words):
    return output_of("redact", *words, "--reason", "She asked.", "--data", data)


def test_a_line_waits_for_no_run_and_is_listed_once(small_copy):
    with data_lock(small_copy):
        words = ("redact", "6-90033", SPAN, "--reason", "She asked.", "--data", small_copy)
        assert "Another run" in refusal_of(*words, code=5)
    assert not (small_copy / "redactions.tsv").exists()
    for _ in range(2):
        redact(small_copy, "6-90033", SPAN)
    assert len(listed(small_copy)) == 1


@pytest.mark.long
def test_eight_at_once_in_each_of_two_folders_keep_all_lines_of_their_list(tmp_path):
    """Which is a link in one of them, and a setting in the other."""
    folders, shared = [tmp_path / "a", tmp_path / "b"], tmp_path / "one/list.tsv"
    for folder in (*folders, shared.parent):
        folder.mkdir()
    shared.touch()
    (folders[0] / "redactions.tsv").symlink_to("../one/list.tsv")
    (folders[1] / "senate-questions.toml").write_text(f"redactions = '{shared}'\n", "utf-8")
    words = ("Nobody Named", "--reason", "She asked.", "--data")
    with ThreadPoolExecutor(16) as pool:
        done = [pool.submit(run_apart, "redact", f"6-{n}", *words, folders[n % 2]) for n in range(1, 17)]
    assert [one.result().returncode for one in done] == [0] * 16
    assert (folders[0] / "redactions.tsv").is_symlink()
    lines = shared.read_text("utf-8").splitlines()[1:]
    assert {line.split("\t")[0] for line in lines} == {f"6-{n}" for n in range(1, 17)}
    assert [path.name for path in shared.parent.iterdir()] == ["list.tsv"]


def test_what_stays_is_told_with_its_place(small_copy):
    first, second, *_ = redact(small_copy, "6-90033", SPAN).splitlines()
    assert first.endswith("elsewhere in 6-90033: answer (fr) 1, answer (nl) 1, question (fr) 1. They stay.")
    assert second == "6-90034 has the words too: question (nl) 1. They stay."


def test_what_a_field_or_a_language_leaves_of_the_question_is_told(small_copy):
    said = redact(small_copy, " 6-90033 ", "MoBIB", "--field", "answer", "--language", "nl")
    assert said.startswith(
        "6-90033 has the words too: answer (fr) 1, question (fr) 1, question (nl) 1. They stay.\n"
        "6-90034 has the words too: question (fr) 1, question (nl) 1. They stay.\nAdded"
    )


def test_what_the_list_leaves_out_already_does_not_stay(small_copy):
    words = "MoBIB", "--field", "answer"
    assert "6-90034 has the words too: question" in redact(small_copy, "6-90033", *words)
    redact(small_copy, "6-90034", "MoBIB")
    assert "6-90034" not in redact(small_copy, "6-90033", *words)
    assert "Added" in redact(small_copy, "--everywhere", "mobib", "--yes")
    again = refusal_of("redact", "--everywhere", "mobib", "--reason", "Asked.", "--data", small_copy)
    assert "No title, keyword or text" in again


def test_a_question_that_the_release_does_not_have_is_told(small_copy):
    assert "has no question 6-99999." in redact(small_copy, "6-99999", "Nobody Named")
    assert "The current release" not in redact(small_copy, " 6-90033 ", "Nobody Named")


@pytest.mark.parametrize(("span", "reason"), [("Nobody", "verzoek v\udce9"), ("Nobod\udce9", "Asked.")])
def test_bytes_that_are_no_text_are_refused(small_copy, span, reason):
    words = ("redact", "6-90033", span, "--reason", reason, "--data", small_copy)
    assert "UTF-8" in refusal_of(*words)


def test_everywhere_lists_all_and_takes_them_after_a_yes(small_copy):
    refused = run("redact", "--everywhere", "MoBIB", "--reason", "She asked.", "--data", small_copy)
    assert (refused.returncode, refused.stdout.count("\n")) == (2, 2)
    assert "add --yes" in refused.stderr
    assert not (small_copy / "redactions.tsv").exists()
    said = redact(small_copy, "--everywhere", "mobib", "--yes")
    assert said.startswith(
        "6-90033: answer (fr) 1, answer (nl) 1, question (fr) 1, question (nl) 1.\n"
        "6-90034: question (fr) 1, question (nl) 1.\n"
    )
    assert [line.split("\t")[:3] for line in listed(small_copy)] == [
        ["6-90033", "answer", ""],
        ["6-90033", "question", ""],
        ["6-90034", "question", ""],
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--everywhere", "Coppenhollen"), "No title, keyword or text"),
        (("--everywhere", "6-90033", "MoBIB"), "--everywhere and the words"),
        (("6-90033",), "--everywhere and the words"),
    ],
    ids=["an author only", "a question too", "no words"],
)
def test_nothing_is_added_without_words_and_their_place(small_copy, words, said):
    done = run("redact", *words, "--reason", "She asked.", "--yes", "--data", small_copy)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert done.stdout.endswith("have the words: author 2.\n" * ("Coppenhollen" in words))
    assert not (small_copy / "redactions.tsv").exists()
