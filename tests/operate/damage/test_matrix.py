"""Whatever a data folder holds, commands that read it end with a sentence and a code of the contract."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operate.damage.cases import EITHER, IN_ORDER, Case, all_cases, covering, one_of_each_kind
from tests.operate.damage.support import (
    CHECK,
    RAW_VERIFY,
    VERIFY,
    Done,
    faults,
    harmed,
    names,
    params,
    seen,
    shown,
)
from tests.support.command import output_of, run

pytestmark = pytest.mark.first

OUT = "{out}"
READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("status", "--json"),
    CHECK,
    (*CHECK, "--json"),
    ("plan",),
    ("plan", "--json"),
    ("sql", "SELECT question_id, title_nl FROM questions"),
    ("sql", "FROM v_questions", "--json"),
    ("search", "water"),
    ("search", "water", "--json"),
    ("export", f"{OUT}/csv"),
    ("export", f"{OUT}/parquet", "--format", "parquet"),
    RAW_VERIFY,
    (*RAW_VERIFY, "--json"),
    VERIFY,
    (*VERIFY, "--json"),
    ("raw", "export", "--warc", f"{OUT}/pages.warc.gz"),
)
"""Every command that reads a data folder and ends by itself."""
NO_RELEASE = ("current", "releases")
"""Paths of what leads to a release, and is no file in one."""
USAGE = (1, 2)


def commands_of_cases() -> dict[Case, set[tuple[str, ...]]]:
    """What each case meets: always what verifies; every command meets each place and each harm."""
    met = defaultdict(lambda: {CHECK, VERIFY, RAW_VERIFY})
    for turn, words in enumerate(READING):
        for case in covering(CASES, turn):
            met[case].add(words)
    for number, case in enumerate(QUICK):
        met[case].update(READING[number % 2 :: 2])
    return met


CASES, QUICK = all_cases(), one_of_each_kind()
MET = commands_of_cases()


def ended(words: tuple[str, ...], data: Path, out: Path) -> Done:
    return run(*(word.replace(OUT, str(out)) for word in words), "--data", data)


def check_faults(case: Case, name: str, done: Done) -> Iterator[str]:
    """How `status --check` differs from what the table says."""
    if case.named == EITHER:
        right = done.returncode in (0, *USAGE)
    elif case.named == IN_ORDER:
        right = (done.returncode, done.stdout) == (0, "No problems found.\n")
    else:
        codes = USAGE if case.mends in {"remove", "move"} or not case.path else (1,)
        right = done.returncode in codes and names(done, case.named.format(name=name))
        right &= names(done, "senate-questions ") or case.mends not in {"run", "backup"}
    if not right:
        yield f"CHECK {shown(CHECK, done)}"


def verify_faults(case: Case, name: str, done: Done) -> Iterator[str]:
    """How `release verify` differs from: 0 for a release that is whole, else 1 and what is damaged."""
    in_release = case.path.startswith("current/") and case.path != "current/"
    if in_release and not (done.returncode == 1 and names(done, name)):
        yield f"RELEASE VERIFY {shown(VERIFY, done)}"
    untouched = not case.path.startswith(NO_RELEASE) and case.path and case.mends != "remove"
    if untouched and done.returncode:
        yield f"RELEASE VERIFY {shown(VERIFY, done)}"


def raw_faults(case: Case, name: str, done: Done) -> Iterator[str]:
    """How `raw verify` differs from: 1 and the name of what is damaged or gone, with what to do."""
    wanted = [name.removesuffix(".gz")]
    if case.path == "raw/pages/*/*.gz":
        wanted += ["backup", "--from"] if case.harm == "removed" else []
    elif case.path != "raw/log/*.parquet" or case.mends != "backup" or case.named == EITHER:
        return
    if not (done.returncode == 1 and all(names(done, word) for word in wanted)):
        yield f"RAW VERIFY {shown(RAW_VERIFY, done)}"


def test_every_command_meets_every_place_and_every_harm():
    for words in READING:
        met = [case for case in CASES if words in MET[case]]
        assert {case.path for case in met} == {case.path for case in CASES}
        assert {case.harm for case in met} == {case.harm for case in CASES}


@pytest.mark.parametrize("case", params(CASES, QUICK))
def test_commands_say_what_they_meet(base, tmp_path, case):
    data, place = harmed(base, tmp_path, case)
    before = seen(data)
    done = {words: ended(words, data, tmp_path) for words in READING if words in MET[case]}
    found = [fault for words, one in done.items() for fault in faults(words, one)]
    found += check_faults(case, place.name, done[CHECK])
    found += verify_faults(case, place.name, done[VERIFY])
    found += raw_faults(case, place.name, done[RAW_VERIFY])
    assert not found, "\n".join(found)
    assert seen(data) == before


def test_a_folder_that_is_complete_is_in_order(base, tmp_path):
    for words in READING:
        done = ended(words, base, tmp_path)
        assert done.returncode == 0, shown(words, done)
        assert not list(faults(words, done))
        if "--json" in words and "status" in words:
            assert json.loads(done.stdout)["concerns"] == []
        if words == CHECK:
            assert done.stdout == "No problems found.\n"


def test_status_shows_what_it_can_of_a_damaged_log_and_names_the_segment(base, tmp_path):
    data, place = harmed(base, tmp_path, Case("raw/log/*.parquet", "cut", "{name}", "backup"))
    shown_text = output_of("status", "--data", data)
    first, *_ = shown_text.splitlines()
    assert "damaged segment" in first
    assert place.name in first
    assert "questions" in shown_text
    (concern,) = json.loads(output_of("status", "--json", "--data", data))["concerns"]
    assert concern["kind"] == "damaged_log"
    assert first == f"{concern['sentence']} Run: {concern['mend']}"
    assert "raw verify" in concern["mend"]
