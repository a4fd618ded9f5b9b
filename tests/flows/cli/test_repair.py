"""`repair`: text in, repaired text out, nothing else altered; files, standard input, JSON lines."""

import io
import json
import subprocess
from contextlib import redirect_stderr, redirect_stdout, suppress
from unittest.mock import patch

import pytest

from flows.cli import app
from tests.support.command import begun, command, end_of, is_clear, output_of, refusal_of, run
from tests.support.each_case import each_case

DAMAGED = "De officiŽle berichten van de Belgische regering zijn van potentiŽle waarde.\n"
REPAIRED = "De officiële berichten van de Belgische regering zijn van potentiële waarde.\n"
FRENCH = "La rťponse du ministre a ťtť envoyťe à l'honorable membre par la rťgion de langue franÁaise."
FIELDS = {"start", "end", "before", "after", "rule", "certainty"}


def repaired(content: bytes, *arguments):
    """The bytes that come out for bytes on standard input, in this process."""
    came, out = (io.TextIOWrapper(io.BytesIO(one), "utf-8", newline="") for one in (content, b""))
    with patch("sys.stdin", came), redirect_stdout(out), redirect_stderr(io.StringIO()) as said:
        assert app.run(["repair", *arguments]) == 0
        out.flush()
    assert said.getvalue() == ""
    return out.buffer.getvalue()


def repaired_apart(content: bytes, *arguments):
    """The same of a command in a process of its own."""
    done = end_of(command("repair", *arguments), input=content, encoding=None)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def repaired_lines(*records, arguments=()):
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    out = repaired(lines.encode(), "--jsonl", *arguments).decode()
    return [json.loads(line) for line in out.splitlines()]


def test_standard_input_is_repaired_with_and_without_a_dash():
    assert repaired(DAMAGED.encode()).decode() == REPAIRED
    assert repaired(DAMAGED.encode(), "-").decode() == REPAIRED


def test_bytes_go_through_a_process_as_they_are():
    content = f"{DAMAGED}Een zin.\r\nprivé “1” \t\n\n".encode("cp1252", "replace")
    assert repaired_apart(content) == repaired(content)
    assert (
        repaired_apart(b'{"id": 1, "text": "x"}\n', "--jsonl") == b'{"id": 1, "text": "x", "repairs": []}\n'
    )


def test_a_file_is_repaired_and_left_as_it_was(tmp_path):
    (tmp_path / "page.txt").write_text(DAMAGED, "utf-8")
    done = run("repair", tmp_path / "page.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, REPAIRED, "")
    assert (tmp_path / "page.txt").read_text("utf-8") == DAMAGED


@each_case(
    "text",
    ["", "\n", "Een zin.\r\nNog een zin.\r\n", "  twee  spaties \t en een tab ", "geen einde", "\n\n\nx\n\n"],
    ids=["nothing", "line-feed", "windows-line-ends", "blanks", "no-last-line-feed", "blank-lines"],
)
def test_undamaged_text_comes_out_byte_for_byte(text):
    assert repaired(text.encode()) == text.encode()


def test_bytes_that_are_no_utf_8_are_read_as_the_site_writes_them():
    assert repaired("De privé-sector… is „officieel” één.\n".encode("cp1252")).decode() == (
        "De privé-sector… is „officieel” één.\n"
    )


@pytest.mark.parametrize("missing", ["nowhere.txt", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_2(tmp_path, missing):
    assert missing in refusal_of("repair", missing, cwd=tmp_path)


def test_json_lines_keep_identifier_and_order_and_place_each_repair_in_the_input():
    texts = [DAMAGED, "Niets te doen.", DAMAGED * 3, "€ 😀 é " + DAMAGED, FRENCH]
    out = repaired_lines(*({"id": number, "text": text} for number, text in enumerate(texts)))
    assert [record["id"] for record in out] == [0, 1, 2, 3, 4]
    for text, record in zip(texts, out, strict=True):
        assert set(record) == {"id", "text", "repairs"}
        pieces, at = [], 0
        for repair in record["repairs"]:
            assert set(repair) == FIELDS
            assert text[repair["start"] : repair["end"]] == repair["before"] != repair["after"]
            assert 0 <= repair["certainty"] <= 1
            pieces += [text[at : repair["start"]], repair["after"]]
            at = repair["end"]
        assert "".join([*pieces, text[at:]]) == record["text"]
    assert out[0]["text"] == REPAIRED
    assert [repair["rule"] for repair in out[0]["repairs"]] == ["mac_latin2", "mac_latin2"]
    assert out[1]["repairs"] == []


def test_json_lines_keep_identifiers_of_any_kind():
    identifiers = ["5-8900", 7, None, 1.5, ["a"]]
    out = repaired_lines(*({"id": identifier, "text": "x"} for identifier in identifiers))
    assert [record["id"] for record in out] == identifiers


def test_the_language_can_be_given_or_follows_from_the_text():
    told = repaired(FRENCH.encode()).decode()
    assert "réponse" in told
    assert "française" in told
    assert repaired(FRENCH.encode(), "--language", "fr").decode() == told
    assert repaired_lines({"id": 1, "text": FRENCH}, arguments=["--language", "fr"])[0]["text"] == told


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [(FRENCH, "French", "fr"), (DAMAGED, "Dutch", "nl"), ("Xyz 123.", "undecided", None)],
)
def test_auto_says_which_language_it_took(text, said, code):
    done = run("repair", "--language", "auto", stdin=text)
    assert (done.returncode, done.stderr) == (0, f"Language: {said}.\n")
    assert done.stdout == repaired(text.encode()).decode()
    record = repaired_lines({"id": 1, "text": text}, arguments=["--language", "auto"])[0]
    assert (record["language"], record["text"]) == (code, done.stdout)


def test_a_json_line_has_one_line_for_every_reader():
    text = "één\u2028twee\u2029drie\u0085vier\x0b\x1c"
    out = repaired(json.dumps({"id": 1, "text": text}).encode() + b"\n", "--jsonl").decode()
    assert len(out.splitlines()) == 1
    assert json.loads(out)["text"].replace("…", "\u0085") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FRENCH, ["Language: French", "mac_latin2: evidence", "'rťponse' → 'réponse'"]),
        ("dГ©partement de l'Ã©tat", ["'Г©' → 'é': utf8_as_cp1251, certainty"]),
        ("caf&eacute;", ["'&eacute;' → 'é': entity"]),
        ("Rien à signaler.", ["Nothing in this text looks damaged."]),
        ("Mačiau jį vakar gatvėje prie didelio namo su draugais.", ["The text is in another language"]),
        ("De minister heeft Žižek gezien en daarmee uit.", ["stays for want of evidence: 'Žižek'"]),
    ],
)
def test_explain_shows_what_decided(text, expected):
    shown = output_of("repair", "--explain", stdin=text)
    assert all(one in shown for one in expected), shown


def test_explain_takes_no_json_lines():
    refusal_of("repair", "--explain", "--jsonl", stdin="")


@each_case(
    "line",
    [
        "no json",
        "[1, 2]",
        '"text"',
        "null",
        '{"id": 1}',
        '{"id": 1, "text": null}',
        '{"id": 1, "text": 5}',
        '{"text": "without identifier"}',
        '{"id": 1, "text": "cut',
    ],
)
def test_a_line_that_is_no_record_is_2_and_named_by_its_number(line):
    done = run("repair", "--jsonl", stdin=f'{{"id": 1, "text": "x"}}\n{line}\n')
    assert done.returncode == 2
    assert is_clear(done)
    assert "Line 2" in done.stderr
    assert [json.loads(kept)["id"] for kept in done.stdout.splitlines()] == [1]


def test_letters_that_utf_8_cannot_hold_end_in_no_traceback():
    shown = output_of("repair", "--jsonl", stdin='{"id": 1, "text": "half a pair \\ud83d here"}\n')
    assert json.loads(shown)["text"] == "half a pair \ud83d here"


def test_a_reader_that_stops_early_gets_no_traceback():
    lines = b"".join(b'{"id": %d, "text": "%s"}\n' % (n, b"woord " * 500) for n in range(200))
    with begun("repair", "--jsonl", stdin=subprocess.PIPE, encoding=None) as process:
        process.stdin.write(lines[:30_000])
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.write(lines[30_000:])
            process.stdin.close()
        assert b"Traceback" not in process.stderr.read()
