"""Write the assets of Superset again, or a zip for it to import.

    python -m bi.generate
    python -m bi.generate senate.zip /srv/senate/current/senate.duckdb

The first writes the files below bi/superset. The second writes a zip with the same files in it and the path
of the DuckDB file, as Superset sees it, in the place that they leave open.
"""

import argparse
import sys
from pathlib import Path

from bi.generate.files import FOLDER, write, write_zip


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m bi.generate", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("zip", type=Path, nargs="?", help="the zip to write")
    parser.add_argument("database", type=Path, nargs="?", help="where Superset finds senate.duckdb")
    given = parser.parse_args()
    if given.zip is None:
        write()
        sys.stdout.write(f"Wrote the assets to {FOLDER}.\n")
        return
    if given.database is None or not given.database.is_absolute():
        parser.error("say where Superset finds senate.duckdb, from / on")
    write_zip(given.zip, given.database)
    sys.stdout.write(f"{given.zip} is for Dashboards > Import in Superset.\n")


if __name__ == "__main__":
    main()
