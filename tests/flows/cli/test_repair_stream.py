"""`repair --jsonl` takes a stream of any length in the same memory."""

import json
import subprocess
import sys
import threading

import pytest

from tests.support.environment import environment

pytestmark = pytest.mark.long

MEASURED = """
import re, sys
from pathlib import Path
from flows.cli.app import run
code = run(sys.argv[1:])
print(*re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text("utf-8")), file=sys.stderr)
sys.exit(code)
"""
"""A command that says how many kilobytes it took; what a parent is told begins with its own."""
PARAGRAPH = (
    "De officiŽle cijfers van de Federale Overheidsdienst Financiën zijn bekend; de potentiŽle opbrengst "
    "bedraagt 1 200 000 euro. Ik verwijs het geachte lid naar het antwoord van mijn collega, die bevoegd is. "
)
LONG, SHORT = 50_000_000, 1_000_000
ROOM = 30_000
"""Kilobytes that a long stream may take more than a short one."""


def lines(size):
    """Records of some kilobytes until they have that many bytes in all."""
    number = written = 0
    while written < size:
        text = PARAGRAPH * (5 + number % 40) + f"Volgnummer {number}."
        line = (json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n").encode()
        yield line
        number, written = number + 1, written + len(line)


def streamed(size):
    """How many records come out for a stream, the last of them, and the most memory it took in kilobytes."""
    process = subprocess.Popen(
        [sys.executable, "-c", MEASURED, "repair", "--jsonl", "--language", "nl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )

    def feed():
        with process.stdin:
            for line in lines(size):
                process.stdin.write(line)

    feeder = threading.Thread(target=feed)
    feeder.start()
    count, last = 0, b""
    with process.stdout:
        for line in process.stdout:
            count, last = count + 1, line
    feeder.join()
    with process.stderr:
        (kilobytes,) = process.stderr.read().split()
    assert process.wait() == 0
    return count, json.loads(last), int(kilobytes)


def test_fifty_megabytes_take_no_more_memory_than_one():
    _, _, little = streamed(SHORT)
    count, last, much = streamed(LONG)
    assert last["id"] == count - 1
    assert "officiële" in last["text"]
    assert last["repairs"]
    assert much < little + ROOM
