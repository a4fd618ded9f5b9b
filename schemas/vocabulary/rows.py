"""Reading the data files of this package: tab-separated, with a header line, without quotation marks."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def vocabulary_rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a file, each as column name to cell."""
    with files(__package__).joinpath(file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, which `|` parts."""
    return tuple(name for name in cell.split("|") if name)
