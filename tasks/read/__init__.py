"""The blocks of one page to what it says about its question."""

from tasks.read.displayed import displayed_question, displays_question
from tasks.read.page import quarantined, read_capture, refused, require_few_rows
from tasks.read.record_source import record_address, record_number
from tasks.read.text.lines import cell_detail

__all__ = [
    "cell_detail",
    "displayed_question",
    "displays_question",
    "quarantined",
    "read_capture",
    "record_address",
    "record_number",
    "refused",
    "require_few_rows",
]
