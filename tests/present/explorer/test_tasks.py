"""What people do in the explorer, as the benchmark does it, on the sample: all of it can be done."""

import pytest

from benchmarks.explorer import WIDTHS, covered, done, tasks
from tasks.release.published.folders import current_release

pytestmark = pytest.mark.long


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_can_be_done_and_nothing_covers_anything(quiet, address, sample_data, width):
    several = list(tasks(current_release(sample_data)))
    assert len(several) > 25
    for task in several:
        found = done(quiet, address, task, width)
        assert found.loaded > 10, task.name
        assert covered(quiet) == [], task.name
