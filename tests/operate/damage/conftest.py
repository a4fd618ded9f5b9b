"""The data folder that is damaged, in copies."""

import pytest

from tests.conftest import copy_data
from tests.operate.damage.support import run_beside
from tests.support.kept import MAKE_SMALL


@pytest.fixture(scope="session")
def base(small_data, tmp_path_factory):
    """A data folder with one release and two runs, to be read only, beside the pages of which it is made."""
    top = tmp_path_factory.mktemp("base")
    (top / "pages").symlink_to(small_data.with_name("pages"))
    data = copy_data(small_data, top / "data")
    done = run_beside(data, *MAKE_SMALL, "--data", data)
    assert done.returncode == 0, done.stderr
    assert [len(list((data / name).iterdir())) for name in ("releases", "ledger")] == [1, 2]
    return data
