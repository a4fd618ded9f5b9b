"""Reading the data files of this package: tab-separated, with a header line, without quotation marks."""

import csv
from collections.abc import Iterator
from importlib.resources import files


class VocabularyError(ValueError):
    """A line of a data file that cannot be read; the message says which, what is wrong and what to do."""


def vocabulary_rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a file, each as column name to cell; empty lines are none.

    Raises:
        VocabularyError: When a line has more or fewer cells than the header has.
    """
    with files(__package__).joinpath(file).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(reader)
        for cells in reader:
            if len(cells) != len(columns) and cells:
                raise VocabularyError(
                    f"Line {reader.line_num} of schemas/vocabulary/{file} has {len(cells)} cells, its header "
                    f"{len(columns)}. Part the cells by one tab each, empty ones too, in this order: "
                    f"{', '.join(columns)}."
                )
            if cells:
                yield dict(zip(columns, cells, strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, which `|` parts."""
    return tuple(name for name in cell.split("|") if name)
