"""What holds in every process of a test run."""

import sys

import pytest


def test_text_without_an_encoding_is_an_error(tmp_path):
    if not sys.flags.warn_default_encoding:
        pytest.skip("only the processes that pytest-xdist starts look at encodings")
    with pytest.raises(EncodingWarning):
        (tmp_path / "file").write_text("text")
