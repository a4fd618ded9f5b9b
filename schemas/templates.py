"""JSON and markup by templates: files of sections with blank lines between them, each behind its name."""

import html
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any


@cache
def sections(package: str, file: str) -> Mapping[str, Template]:
    """The templates in a file of a package, by name."""
    found = files(package).joinpath(file).read_text("utf-8").strip().split("\n\n")
    return {name: Template(section) for name, section in (one.split(maxsplit=1) for one in found)}


class _Words(dict[str, str]):
    """What stands for $names: words as JSON, else the section of that name, filled with the same words."""

    def __init__(self, templates: Mapping[str, Template], words: Mapping[str, object]) -> None:
        super().__init__({name: json.dumps(word, ensure_ascii=False) for name, word in words.items()})
        self.templates = templates

    def section(self, name: str) -> str:
        return self.templates[name].substitute(self)

    __missing__ = section


def filled(package: str, file: str, name: str, words: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON
    """What a section of a file says with these words."""
    return json.loads(_Words(sections(package, file), words).section(name))


class Markup(str):
    """HTML or XML: it stands in other markup as it is, where all other words are escaped."""

    __slots__ = ()


def markup(templates: Mapping[str, Template], section: str, /, **words: object) -> Markup:
    """A section with its words, and the end of its line; words in a list are markup, joined."""
    return Markup(templates[section].substitute({name: _shown(word) for name, word in words.items()}) + "\n")


def _shown(word: object) -> str:
    if isinstance(word, Markup):
        return word
    return "".join(word) if isinstance(word, list) else html.escape(str(word))
