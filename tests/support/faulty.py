"""The command line, with a reader that some pages kill and others keep for ever.

    python -m tests.support.faulty ingest …

It stands in for a fault of a library. The processes that read pages run this module, too.
"""

import os
import time
from functools import partial

import flows.build
import tasks.pipeline.reading
from flows.cli.entry import main
from tasks.pipeline.workers import Workers
from tasks.read import read_capture

DEADLY, ENDLESS = "dodelijke bladzijde", "eindeloze bladzijde"
"""What such pages show."""
PATIENCE = 20
"""Seconds for a shard, instead of minutes."""


def read(capture, content, largest):
    if DEADLY.encode() in content:
        os._exit(9)
    while ENDLESS.encode() in content:
        time.sleep(1)
    return read_capture(capture, content, largest)


tasks.pipeline.reading.read_capture = read
flows.build.Workers = partial(Workers, patience=PATIENCE)

if __name__ == "__main__":
    main()
