"""Nights with another clock, served as `serve` does: python -m tests.support.nights.serve DATA PORT."""

import sys
from pathlib import Path

from flows.engine.schedule import serve_nights
from tests.support.nights.clocked import nightly

if __name__ == "__main__":
    serve_nights(Path(sys.argv[1]), int(sys.argv[2]), night=nightly)
