"""Lines of each package by kind, beside their ceilings in tests/ceilings.tsv: `make lint` ends with them.

    python -m tests.support.ceilings [--lower]

Fails where lines are above a ceiling. `--lower` writes what stands where that is less, and a row for a new
package; a ceiling is raised by hand. Sample pages, vendored files and data are not counted.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from tests.support import PROJECT

FILE = "tests/ceilings.tsv"
FOLDERS = ("flows", "tasks", "schemas", "bi", "docs/generate", "benchmarks", "tests")
SPLIT = ("tasks", "tests")  # their folders are packages
PRODUCT = FOLDERS[:4]
KINDS = {".py": 0, ".sql": 1, ".js": 2} | dict.fromkeys((".css", ".html", ".md", ".svg", ".toml", ".txt"), 3)
COLUMNS = ("Python", "SQL", "JavaScript", "templates")
DATA = re.compile(r"/sample/|/vega/|LICENSE|README|^tests/(facts|gold|fixtures)/|^tests/repair/\w+\.txt")


def counted(project: Path) -> dict[str, list[int]]:
    """The lines of each package, in the order of COLUMNS."""
    found: dict[str, list[int]] = {}
    for folder in FOLDERS:
        for path in sorted((project / folder).rglob("*.*")):
            name = path.relative_to(project)
            if path.suffix in KINDS and not DATA.search(name.as_posix()):
                package = "/".join(name.parts[:2]) if folder in SPLIT and len(name.parts) > 2 else folder
                row = found.setdefault(package, [0] * len(COLUMNS))
                row[KINDS[path.suffix]] += path.read_bytes().count(b"\n")
    return found


def main(project: Path, *words: str) -> int:
    file, now = project / FILE, counted(project)
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:]]
    ceilings = {name: [*map(int, row)] for name, *row in rows}
    if words:
        ceilings = {name: [*map(min, row, ceilings.get(name, row))] for name, row in now.items()}
        rows = [("package", *COLUMNS), *((name, *map(str, row)) for name, row in ceilings.items())]
        file.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    above, out, sums = 0, sys.stdout.write, Counter[tuple[bool, int]]()
    out(f"{'lines / ceiling':16}{''.join(f'{column:>16}' for column in COLUMNS)}\n")
    for name, row in now.items():
        pairs = [*zip(row, ceilings.get(name, [0] * len(COLUMNS)), strict=True)]
        above += sum(number > ceiling for number, ceiling in pairs)
        cells = (f"{number} / {ceiling}{'!' * (number > ceiling)}" for number, ceiling in pairs)
        out(f"{name:16}{''.join(f'{cell:>16}' for cell in cells)}\n".replace(" 0 / 0", "      "))
        sums.update({(name.startswith(PRODUCT), at): number for at, number in enumerate(row)})
    for product, name in ((True, "product"), (False, "everything else")):
        out(f"{name:16}{''.join(f'{sums[product, at]:>16}' for at in range(len(COLUMNS)))}\n")
    return min(above, 1)


if __name__ == "__main__":
    sys.exit(main(PROJECT, *sys.argv[1:]))
