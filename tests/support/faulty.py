"""The command line, with a decoder that some pages kill and others keep for ever.

    python -m tests.support.faulty ingest …

It stands in for a fault of a library. The processes that read pages run this module, too.
"""

import os
import time
from functools import partial

import flows.build
import tasks.decode.page
from flows.cli.entry import main
from tasks.common.workers import Workers
from tasks.decode import decode_bytes

DEADLY, ENDLESS = "dodelijke bladzijde", "eindeloze bladzijde"
"""What such pages show."""
PATIENCE = 8
"""Seconds for a shard, instead of minutes."""


def decode(content):
    if DEADLY.encode() in content:
        os._exit(9)
    while ENDLESS.encode() in content:
        time.sleep(1)
    return decode_bytes(content)


tasks.decode.page.decode_bytes = decode
flows.build.Workers = partial(Workers, patience=PATIENCE)

if __name__ == "__main__":
    main()
