"""Vega, Vega-Lite and Vega-Embed as one JavaScript module for the explorer: python -m docs.generate.vega.

The file is kept in the project, so that who uses it needs no 90 MB of vl-convert, which makes it.
"""

from pathlib import Path

import vl_convert

FILE = Path(__file__).parents[2] / "tasks/present/explorer/vega/vega.js"


def bundle() -> bytes:
    """The module, which exports `vegaEmbed`; takes two seconds."""
    return vl_convert.javascript_bundle("export { vegaEmbed };").encode()


if __name__ == "__main__":
    FILE.write_bytes(bundle())
