"""What people do in the explorer, as the benchmark does it, on the sample: all of it can be done."""

import pytest

from benchmarks.explorer import WIDTHS, done, tasks
from tasks.release.published.folders import current_release
from tests.present.explorer.layout import HEIGHT, covered

pytestmark = pytest.mark.long


def test_everything_can_be_done_on_a_telephone_and_nothing_covers_anything_on_any_screen(
    quiet, address, sample_data
):
    several = list(tasks(current_release(sample_data)))
    assert len(several) > 25
    for task in several:
        found = done(quiet, address, task, WIDTHS[0])
        assert found.loaded > 10, task.name
        for width in WIDTHS:
            quiet.size(width, HEIGHT)
            assert covered(quiet, HEIGHT // 2) == [], (task.name, width)
