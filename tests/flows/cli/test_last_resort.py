"""An error that nothing expects is a sentence, 1, and a file with its trace."""

import re
from pathlib import Path

from flows.cli import status
from tests.support.command import run


def test_an_unexpected_error_is_reported_and_its_trace_kept(sample_data, monkeypatch):
    def fail(_folder):
        raise LookupError("no \x1b[31msuch\nthing")

    monkeypatch.setattr(status, "_status", fail)
    done = run("status", "--data", sample_data)
    assert (done.returncode, done.stdout) == (1, "")
    assert "\x1b" not in done.stderr
    said = re.fullmatch(
        r"This is a bug in senate-questions: LookupError: no .* thing\. Please report it with the full "
        r"traceback, which is in (\S+)\. Everything stored and published before is untouched\.\n",
        done.stderr,
    )
    assert said, done.stderr
    trace = Path(said[1])
    assert "in fail" in trace.read_text("utf-8")
    trace.unlink()
