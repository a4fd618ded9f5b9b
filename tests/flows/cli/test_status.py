"""`status`: what a release and its pages are, in words that are safe to print."""

from tests.support.command import run
from tests.support.data_folder import DRIVES, DRIVING
from tests.support.releases import released, world


def test_no_name_of_a_page_drives_the_terminal(tmp_path):
    quarantined = next(row for row in world()["pages"] if row["reason"])
    rows = [quarantined | {"origin": f"{DRIVING}.html"}, *(r for r in world()["pages"] if not r["reason"])]
    released(tmp_path, world() | {"pages": rows})
    done = run("status", "--data", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[31m" in done.stdout
    assert DRIVES.search(done.stdout) is None
