"""Pages that kill the process that reads them, or keep it for ever: they end in quarantine, run after run."""

import sys
from dataclasses import replace

import pytest

from tests.support import PROJECT
from tests.support.command import end_of, succeed
from tests.support.faulty import DEADLY, ENDLESS
from tests.support.render import Form, render
from tests.support.runs import many_questions, page_files, rows
from tests.support.sources import Response, lay_out, write_warc

pytestmark = [pytest.mark.long, pytest.mark.first]

QUARANTINED = "SELECT origin, reason_code FROM pages WHERE outcome = 'quarantined'"


def faulty(*words):
    """Run a command with a reader that fails on some pages."""
    env = {"SENATE_WORKERS": "1"}
    done = end_of([sys.executable, "-m", "tests.support.faulty", *words], env=env, cwd=PROJECT)
    assert done.returncode == 0, (done.returncode, done.stderr)


def folder_with(fault, folder):
    """Pages of some questions; one of them shows the words of a fault."""
    files = page_files(many_questions(6))
    victim = next(name for name in sorted(files) if name.endswith(f"-nl{Form().suffix}"))
    files[victim] += f" {fault}.".encode()
    return lay_out(folder, files), victim


@pytest.mark.parametrize("fault", [DEADLY, ENDLESS])
def test_a_faulty_page_never_ends_a_run(fault, tmp_path):
    folder, victim = folder_with(fault, tmp_path / "pages")
    data = tmp_path / "data"
    for count in (6, 7, 8):
        lay_out(folder, page_files(many_questions(count)[6:]))
        faulty("ingest", "--from", folder, "--data", data)
        assert rows(data, QUARANTINED) == [(victim, "failed")]
        assert rows(data, "SELECT count(*) FROM questions") == [(count,)]


def test_a_faulty_response_of_the_site_is_kept_and_never_ends_a_run(tmp_path):
    """In an archive, as from the site, it is classified before it is stored."""
    facts = many_questions(6)
    pages = [Response(one.address("main", "nl"), render(one, "main", "nl", Form("tables"))) for one in facts]
    victim = replace(pages[2], content=f"<p>{DEADLY}</p>".encode() + pages[2].content)
    archive = write_warc(tmp_path / "crawl.warc.gz", [*pages[:2], victim, *pages[3:]])
    faulty("ingest", "--from", archive, "--data", tmp_path / "data")
    assert rows(tmp_path / "data", QUARANTINED) == [(victim.url, "failed")]
    assert rows(tmp_path / "data", "SELECT count(*) FROM questions") == [(5,)]


def test_a_page_that_no_longer_fails_is_read(tmp_path):
    """The fault is none of our code or of its libraries, whose change has all pages read again."""
    folder, _ = folder_with(DEADLY, tmp_path / "pages")
    faulty("ingest", "--from", folder, "--data", tmp_path / "data")
    succeed("rebuild", "--data", tmp_path / "data", env={"SENATE_WORKERS": "1"})
    assert rows(tmp_path / "data", QUARANTINED) == []
