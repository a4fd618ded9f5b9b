"""The charting library, as one script for the browser."""

from functools import cache

_WANTED = "export { vegaEmbed };"


@cache
def vega_bundle() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one JavaScript module; takes about two seconds and 150 MB."""
    import vl_convert  # noqa: PLC0415 - 90 MB that most runs do not need

    return vl_convert.javascript_bundle(_WANTED).encode()
