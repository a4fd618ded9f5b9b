"""What the engine stores of a run: a name, however long the fetch log is."""

import json

from flows.ingest import backfill, ingest, rebuild
from flows.nightly import night
from flows.run import running


def test_the_engine_stores_a_run_as_a_name(data):
    with running(data, ["rebuild"]) as run:
        run.fetch_log()
        for flow in (ingest, backfill, rebuild, night):
            stored = flow.serialize_parameters({"run": run})
            assert json.dumps(stored) == '{"run": "<Run>"}'
