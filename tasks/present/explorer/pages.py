"""The HTML pages of the explorer with English labels, which the browser replaces for other languages."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Any

from schemas.codes import HouseCode
from schemas.package.words import descriptions, texts
from schemas.sample import is_sample
from schemas.vocabulary.houses import houses
from schemas.vocabulary.site_labels import Labels, site_labels
from tasks.present.explorer.actors import KINDS
from tasks.present.explorer.static_pages import FOLDER, INDEX, no_pages, policy, tags

_ASSETS = files(__package__) / "assets"
_PLACE = re.compile(r'(data-label="([\w.]+)"[^<>]*>)(?=</)')
_NAMED = re.compile(r'data-label-aria="([\w.]+)"')
_NOT_IN_SCRIPTS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})

LISTED = ("index", "questions", "quality", "dictionary", "downloads", "about")
"""The pages that show something without an identifier."""
_ORIGIN = '<a href="https://{}/" rel="external">{}</a>'
_BANNER = '<p class="notice" id="sample" data-label="sample.banner"></p>\n'

_NAMES = sorted(path.name.removesuffix(".html") for path in (_ASSETS / "pages").iterdir())
PAGES = {name: "actor" if name in KINDS else name for name in _NAMES}
"""The pages, each with its script."""


def pages(
    of: tuple[HouseCode, ...],
    dataset: Mapping[str, Any],
    sources: Sequence[str],
    address: str = "",
) -> Iterator[tuple[str, bytes]]:
    """The name and content of each HTML page of a release `of` some houses.

    `dataset` goes into the first page, for search engines; pages of the sample have a banner. With the
    address of the site, pages have tags for showing them elsewhere.
    """
    words = site_labels(of)["en"]
    held = [one for one in houses() if one.code in of]
    hosts = [one.url_nl.split("/")[2] for one in held]
    metadata = f'<script type="application/ld+json">{in_script(dataset)}</script>\n'
    frame = Template((_ASSETS / "page.html").read_text("utf-8"))
    for name, script in PAGES.items():
        title = words.get(f"nav.{name}", texts("title", held)["en"])
        description = descriptions(sources, held)["en"]
        own = (
            tags(f"{address}{name}.html", title, description, words["site.name"])
            if address and name in LISTED
            else ""
        )
        page = frame.substitute(
            policy=policy(),
            script=script,
            title=html.escape(title),
            description=html.escape(description),
            head=own + (metadata if name == "index" else ""),
            origins=", ".join(_ORIGIN.format(host, host.removeprefix("www.")) for host in hosts),
            banner=_BANNER if is_sample(sources) else "",
            body=(_ASSETS / "pages" / f"{name}.html").read_text("utf-8"),
        )
        yield f"{name}.html", _labelled(page, words).encode()
    if not address:
        yield f"{FOLDER}/{INDEX}", no_pages(sources, words).encode()


def in_script(value: object) -> str:
    """JSON that is safe inside a script element: nothing in it ends the element or a line of JavaScript."""
    return json.dumps(value, ensure_ascii=False).translate(_NOT_IN_SCRIPTS)


def _labelled(page: str, words: Labels) -> str:
    page = _PLACE.sub(lambda found: found[1] + html.escape(words[found[2]]), page)
    return _NAMED.sub(lambda found: f'{found[0]} aria-label="{html.escape(words[found[1]])}"', page)


def scripts_and_styles() -> Iterator[tuple[str, bytes]]:
    """The name and content of each script, style and picture."""
    for path in sorted(_ASSETS.iterdir(), key=lambda path: path.name):
        if path.is_file() and not path.name.endswith(".html"):
            yield path.name, path.read_bytes()
