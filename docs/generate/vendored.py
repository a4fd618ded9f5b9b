"""What is kept of libraries, so that no user needs to install them: python -m docs.generate.vendored.

`vega.js` is Vega, Vega-Lite and Vega-Embed as one JavaScript module for the explorer; `countries.tsv` the
countries of CLDR with their names.
"""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import vl_convert
from babel import Locale

_HERE = Path(__file__).parents[2]
_COUNTRIES = "schemas/vocabulary/countries"
_CODE_LENGTH = 2
_NO_COUNTRIES = frozenset({"EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"})


def vendored() -> dict[Path, bytes]:
    """The content of each kept file; takes two seconds."""
    licence = files("babel") / "locale-data/LICENSE.unicode"
    return {
        _HERE / "tasks/present/explorer/vega/vega.js": _vega(),
        _HERE / f"{_COUNTRIES}.tsv": _countries().encode(),
        _HERE / f"{_COUNTRIES}.LICENSE.txt": licence.read_bytes(),
    }


def _vega() -> bytes:
    script: str = vl_convert.javascript_bundle("export { vegaEmbed };")
    return script.encode()


def _countries() -> str:
    dutch, french = Locale("nl").territories, Locale("fr").territories
    source = f"CLDR, by Babel {version('babel')}"
    rows = [
        (code, dutch[code], french.get(code, ""), source)
        for code in map(str, dutch)
        if len(code) == _CODE_LENGTH and code.isalpha() and code not in _NO_COUNTRIES
    ]
    header = ("code", "names_nl", "names_fr", "source")
    return "".join("\t".join(row) + "\n" for row in (header, *rows))


if __name__ == "__main__":
    for file, content in vendored().items():
        file.write_bytes(content)
