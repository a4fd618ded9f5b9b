"""Write the generated pages of docs/ and the assets of bi/: python -m docs.generate."""

from bi.generate import files
from docs.generate import damage, letters, listed_files, pages, queries
from tests.support.sample import new_sample


def main() -> None:
    """Write everything; the queries are tried on a release of the sample."""
    pages.write()
    files.write()
    damage.PAGE.write_text(damage.with_damage_table(damage.PAGE.read_text("utf-8")), "utf-8")
    listed = listed_files.PAGE
    listed.write_text(listed_files.with_files_table(listed.read_text("utf-8")), "utf-8")
    letters.PAGE.write_text(letters.with_letters_table(letters.PAGE.read_text("utf-8")), "utf-8")
    with new_sample() as data:
        queries.PAGE.write_text(queries.queries_page(data / "current"), "utf-8")


if __name__ == "__main__":
    main()
