"""The stemmers of Snowball in JavaScript, for the explorer: python -m docs.generate.stemmers.

They come from Sphinx, in the group `words` of pyproject.toml. A test compares them with those in Python.
"""

from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path

_TARGET = Path(__file__).parents[2] / "tasks/present/explorer/assets/stemmers.js"
_LICENCE = "licenses/COPYING"


def stemmers() -> str:
    """The script: a module with the stemmers of both languages and their licence."""
    folder = files("sphinx") / "search/minified-js"
    base, *others = (
        (folder / f"{name}-stemmer.js").read_text("utf-8") for name in ("base", "dutch", "french")
    )
    notice = f"Stemmers of Snowball, from Sphinx {version('sphinx')}."
    licence = distribution("snowballstemmer").read_text(_LICENCE)
    exported = "export { DutchStemmer, FrenchStemmer };\n"
    return "\n".join((f"/*\n{notice}\n\n{licence}*/", f"const {base}", *others, exported))


if __name__ == "__main__":
    _TARGET.write_text(stemmers(), encoding="utf-8")
