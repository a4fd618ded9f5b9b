"""Write the expected rows of the sample's release again: python -m tests.golden.regenerate."""

import sys
import tempfile
from pathlib import Path

from tests.golden.rows import FOLDER, golden_files
from tests.support.command import run


def main() -> int:
    """Build a release of the sample in a temporary folder and write its rows; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        done = run("ingest", "--from", "sample", "--data", folder)
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
        files = golden_files(Path(folder) / "current")
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.jsonl"):
        path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(files)} tables, {sum(text.count(chr(10)) for text in files.values())} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
