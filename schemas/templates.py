"""JSON by templates: files of sections with blank lines between them, each below a line with its name."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any


@cache
def _sections(package: str, file: str) -> Mapping[str, str]:
    found = files(package).joinpath(file).read_text("utf-8").strip().split("\n\n")
    return {name: section for name, _, section in (one.partition("\n") for one in found)}


class _Words(dict[str, str]):
    """What stands for $names: words as JSON, else the section of that name, filled with the same words."""

    def __init__(self, sections: Mapping[str, str], words: Mapping[str, object]) -> None:
        super().__init__({name: json.dumps(word, ensure_ascii=False) for name, word in words.items()})
        self.sections = sections

    def section(self, name: str) -> str:
        return Template(self.sections[name]).substitute(self)

    __missing__ = section


def filled(package: str, file: str, name: str, words: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON
    """What a section of a file says with these words."""
    return json.loads(_Words(_sections(package, file), words).section(name))
