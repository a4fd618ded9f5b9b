"""A new version of the code: `make release VERSION=1.2.0`.

    python -m tests.support.new_version VERSION

Writes the version and its day where they stand, builds the wheel into build/wheel, installs it with nothing
else into an environment of its own, ingests the sample with it in an empty folder, and commits and tags the
version. When a step fails, nothing is committed, and `git checkout .` undoes what was written. Nothing is
pushed.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from datetime import UTC, date, datetime
from pathlib import Path

from tests.support import PROJECT

WHEELS = Path("build/wheel")
ANSWERED = "SELECT count(*) AS answered FROM questions WHERE status = 'answered'"


class NotReleasedError(Exception):
    """Why a version cannot be released."""


def written(version: str, day: date, project: Path) -> dict[Path, str]:
    """The new content of each file that names the version.

    Raises NotReleasedError when CHANGELOG.md has no line below '## Unreleased' or has the version already, or
    a file names no version.
    """
    changelog = (project / "CHANGELOG.md").read_text("utf-8")
    if f"\n## {version} (" in changelog:
        raise NotReleasedError(f"CHANGELOG.md has the version {version} already: choose the next one.")
    if "\n## Unreleased\n\n- " not in changelog:
        raise NotReleasedError("CHANGELOG.md says below '## Unreleased' of no change: write it first.")
    places = {
        "CHANGELOG.md": (r"^## Unreleased$", f"## Unreleased\n\n## {version} ({day})"),
        "pyproject.toml": (r'^version = ".*"$', f'version = "{version}"'),
        "CITATION.cff": (r"^version: .*(\ndate-released: .*)?$", f"version: {version}\ndate-released: {day}"),
    }
    return {project / file: _replaced(project / file, *place) for file, place in places.items()}


def _replaced(path: Path, pattern: str, by: str) -> str:
    content, count = re.subn(pattern, by, path.read_text("utf-8"), flags=re.MULTILINE)
    if count != 1:
        raise NotReleasedError(f"{path.name} has {count} lines like {pattern}: it must have one.")
    return content


def check(version: str, project: Path) -> None:
    """Raise NotReleasedError for a version that is none or exists, and while changes are not committed."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise NotReleasedError(f"'{version}' is no version: give three numbers, such as VERSION=1.2.0.")
    if _git(project, "status", "--porcelain"):
        raise NotReleasedError("There are changes that are not committed: commit or remove them first.")
    if _git(project, "tag", "--list", f"v{version}"):
        raise NotReleasedError(f"The tag v{version} exists: choose the next version.")


def _git(project: Path, *words: str) -> str:
    return subprocess.check_output(["git", *words], cwd=project, encoding="utf-8")


def build_wheel(project: Path, folder: Path) -> Path:
    """Build the wheel of a project into a folder, which is emptied of others, with what is installed here."""
    for old in folder.glob("*.whl"):
        old.unlink()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, project], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def try_wheel(wheel: Path, version: str, folder: Path) -> None:
    """Install a wheel into an environment in an empty folder, and ingest the sample there.

    Raises CalledProcessError when a command fails, NotReleasedError when one prints something else than it
    should.
    """
    venv.create(folder / "venv", with_pip=True)
    binaries = folder / "venv/bin"
    # With PYTHONPATH it would be the code of the project that is tried.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pip = [binaries / "python", "-m", "pip", "install", "--quiet", wheel]
    subprocess.run(pip, cwd=folder, env=alone, check=True)

    def run(*words: str) -> str:
        command = [binaries / "senate-questions", *words]
        return subprocess.check_output(command, cwd=folder, env=alone, encoding="utf-8")

    if (found := run("--version").strip()) != version:
        raise NotReleasedError(f"The wheel says that it is {found}, and not {version}.")
    run("ingest", "--from", "sample")
    if int(run("sql", "--format", "csv", ANSWERED).split()[-1]) == 0:
        raise NotReleasedError("The wheel read no answer on the pages of the sample.")


def release(version: str, project: Path = PROJECT) -> Path:
    """Write, try, commit and tag a version; return its wheel."""
    check(version, project)
    for path, content in written(version, datetime.now(UTC).date(), project).items():
        path.write_text(content, encoding="utf-8")
    wheel = build_wheel(project, project / WHEELS)
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(wheel, version, Path(folder))
    _git(project, "commit", "--all", "--message", f"Version {version}")
    _git(project, "tag", "--annotate", f"v{version}", "--message", f"Version {version}")
    return wheel


if __name__ == "__main__":
    try:
        made = release(*sys.argv[1:2] or [""])
    except (NotReleasedError, subprocess.CalledProcessError) as error:
        sys.exit(f"Not released. {error}")
    sys.stdout.write(f"Committed and tagged; {made.name} in {WHEELS} was installed alone and tried.\n")
    sys.stdout.write("Publish it with: git push --follow-tags\n")
