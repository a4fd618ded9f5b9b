"""An error that nothing expects is a sentence, 1, and a file with its trace."""

import re
from pathlib import Path

from flows.cli import status
from tests.support.command import refusal_of


def test_an_unexpected_error_is_reported_and_its_trace_kept(sample_data, monkeypatch):
    def fail(_folder):
        raise LookupError("no \x1b[31msuch\nthing")

    monkeypatch.setattr(status, "_status", fail)
    said = refusal_of("status", "--data", sample_data, code=1)
    assert "\x1b" not in said
    found = re.fullmatch(
        r"This is a bug in senate-questions: LookupError: no .* thing\. Please report it with the full "
        r"traceback, which is in (\S+)\. Everything stored and published before is untouched\.\n",
        said,
    )
    assert found, said
    trace = Path(found[1])
    assert "in fail" in trace.read_text("utf-8")
    trace.unlink()
