"""The library that draws the charts, as one script for the browser."""

from functools import cache

_WANTED = "export { vegaEmbed };"


@cache
def vega_bundle() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one module of JavaScript; takes some two seconds and 150 MB."""
    import vl_convert  # noqa: PLC0415 - 90 MB that most runs have no need of

    return vl_convert.javascript_bundle(_WANTED).encode()
