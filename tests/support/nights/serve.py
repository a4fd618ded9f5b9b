"""Nights with another clock, served as `serve` does: python -m tests.support.nights.serve DATA PORT."""

import sys
from pathlib import Path

from flows.serve import serve_flows
from tests.support.nights.clocked import nightly

if __name__ == "__main__":
    serve_flows(Path(sys.argv[1]), int(sys.argv[2]), night=nightly)
