"""The list of docs/release.md of the files of a release, which is that of its `index.html`."""

from docs.generate.pages import FOLDER
from schemas.package.index_page import Listed, listed_files

PAGE = FOLDER / "release.md"
_BEGINS, _ENDS = "<!-- files: begin -->\n", "<!-- files: end -->"
_KINDS = (
    Listed("<table>.parquet", "Each table, compressed with zstd.", "pandas, polars, R, DuckDB"),
    Listed("views/<view>.parquet", "The views that `senate.duckdb` stores.", "the same"),
)


def with_files_table(page: str) -> str:
    """A page with the list of now between its marks."""
    head, _, rest = page.partition(_BEGINS)
    rows = [("file", "what it is", "for"), ("---",) * 3]
    rows += [(f"`{row.file}`", *row[1:]) for row in (*listed_files()["Where to start"], *_KINDS)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"{head}{_BEGINS}\n{table}\n{_ENDS}{rest.partition(_ENDS)[2]}"
