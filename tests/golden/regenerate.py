"""Write the expected rows of the sample's release, what rules find, and what repair makes, again:

python -m tests.golden.regenerate
"""

import sys

from tests.extract.marks import golden_lines
from tests.golden.rows import EXAMPLES, FOLDER, golden_files
from tests.repair import test_golden as repair
from tests.support.sample import new_sample


def main() -> None:
    with new_sample() as data:
        files = golden_files(data / "current")
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.jsonl"):
        path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    EXAMPLES.write_text("".join(f"{line}\n" for line in dict.fromkeys(golden_lines())), encoding="utf-8")
    repair.GOLDEN.write_text("".join(f"{line}\n" for line in repair.golden_lines()), encoding="utf-8")
    sys.stdout.write(f"{len(files)} tables, {sum(text.count(chr(10)) for text in files.values())} rows\n")


if __name__ == "__main__":
    main()
