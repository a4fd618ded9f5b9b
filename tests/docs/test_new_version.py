"""`make release`: what it writes, what it refuses, and that the wheel holds all it needs."""

import shutil
import site
import subprocess
import sys
import tomllib
import venv
from datetime import date

import pytest
import yaml

from tests.support import PROJECT
from tests.support.environment import environment
from tests.support.new_version import NotReleasedError, build_wheel, check, written
from tests.support.product import copy_product
from tests.support.runs import parquet_files

DAY = date(2027, 1, 31)


def write(version, day, project):
    for path, content in written(version, day, project).items():
        path.write_text(content, encoding="utf-8")


def git(folder, *words):
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path):
    """A repository with the files that name the version, and a change since the last version."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("pyproject.toml", "CITATION.cff"):
        shutil.copy(PROJECT / name, folder)
    text = "# Changelog\n\n## Unreleased\n\n- Better.\n\n## 0.1.0 (2026-12-01)\n\n- Good.\n"
    (folder / "CHANGELOG.md").write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "config", "user.email", "someone@example.org")
    git(folder, "config", "user.name", "Someone")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def test_a_version_is_written_wherever_it_is(project):
    check("0.2.0", project)
    write("0.2.0", DAY, project)
    changelog = (project / "CHANGELOG.md").read_text("utf-8")
    assert "\n## Unreleased\n\n## 0.2.0 (2027-01-31)\n\n- Better.\n" in changelog
    with pytest.raises(NotReleasedError, match=r"below '## Unreleased' of no change"):
        written("0.3.0", DAY, project)
    assert tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"] == "0.2.0"
    citation = yaml.safe_load((project / "CITATION.cff").read_text("utf-8"))
    assert (citation["version"], citation["date-released"]) == ("0.2.0", DAY)


def test_the_day_of_the_version_before_is_replaced(project):
    write("0.2.0", date(2026, 12, 1), project)
    changelog = project / "CHANGELOG.md"
    unreleased = changelog.read_text("utf-8").replace("\n\n## 0.2.0 (2026-12-01)", "")
    changelog.write_text(unreleased, encoding="utf-8")
    write("0.2.0", DAY, project)
    assert (project / "CITATION.cff").read_text("utf-8").count("date-released") == 1


def test_a_version_that_the_changelog_has_is_refused(project):
    with pytest.raises(NotReleasedError, match=r"has the version 0\.1\.0 already"):
        written("0.1.0", DAY, project)


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.3; rm -rf /"])
def test_what_is_no_version_is_refused(project, version):
    with pytest.raises(NotReleasedError, match="is no version"):
        check(version, project)


def test_a_version_that_exists_is_refused(project):
    git(project, "tag", "v0.2.0")
    with pytest.raises(NotReleasedError, match=r"v0\.2\.0 exists"):
        check("0.2.0", project)


def test_changes_that_are_not_committed_are_refused(project):
    (project / "new.txt").write_text("new", encoding="utf-8")
    with pytest.raises(NotReleasedError, match="not committed"):
        check("0.2.0", project)


@pytest.mark.long
def test_the_wheel_holds_all_that_the_sample_needs(tmp_path, sample_data):
    product = copy_product(tmp_path / "product")
    for name in ("README.md", "LICENSE", "LICENSES.md"):
        shutil.copy(PROJECT / name, product)
    (tmp_path / "wheel").mkdir()
    wheel = build_wheel(product, tmp_path / "wheel")
    venv.create(tmp_path / "venv")
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    # Libraries are those of the tests; the product itself is there by a finder, which no path file starts.
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", tmp_path / "venv/bin/python", "install", "--no-deps"]
    subprocess.run([*pip, "--quiet", "--no-index", wheel], check=True)
    subprocess.run(
        [tmp_path / "venv/bin/senate-questions", "ingest", "--from", "sample", "--data", tmp_path / "data"],
        cwd=tmp_path,
        env=environment(),
        check=True,
        capture_output=True,
    )
    where = "import flows, tasks, schemas; print(flows.__file__, tasks.__file__, schemas.__file__)"
    found = subprocess.check_output(
        [tmp_path / "venv/bin/python", "-c", where], cwd=tmp_path, encoding="utf-8"
    )
    assert all(path.startswith(str(packages)) for path in found.split())
    assert parquet_files(tmp_path / "data") == parquet_files(sample_data)
