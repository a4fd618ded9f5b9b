"""Scripts, styles, frames and labels: they fit together, and nothing in them could run what a page says."""

import re
from importlib.resources import files
from itertools import product
from string import Formatter

import pytest

from schemas.charts import CHARTS
from schemas.codes import HOUSES
from schemas.vocabulary.entities import parties
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, party_colours, site_labels
from tasks.present.explorer.queries import query
from tasks.repair.charsets import PAIRS
from tasks.repair.layers.utf8 import CHARSETS
from tests.support.each_case import each_case

ASSETS = files("tasks.present.explorer") / "assets"
SCRIPTS = {path.name: path.read_text("utf-8") for path in ASSETS.iterdir() if path.name.endswith(".js")}
FRAMES = {path.name: path.read_text("utf-8") for path in (ASSETS / "pages").iterdir()} | {
    name: (ASSETS / name).read_text("utf-8") for name in ("page.html", "static.html")
}
CODE = "".join(
    path.read_text("utf-8") for path in files("tasks.present.explorer").iterdir() if path.name.endswith(".py")
)
EVERYTHING = "".join([*SCRIPTS.values(), *FRAMES.values(), CODE])
KEYS_OF_SQL = set(re.findall(r"'([a-z_]+\.[a-z_]+)'", query("sentences")))
LITERAL = re.compile(
    r'(?:say|fact|section|choice)\(\s*(?:"\w+", )?"([\w.]+)"'
    r'|data-label(?:-aria)?="([\w.]+)"|words\["([\w.]+)"\]'
)
STEMS = re.compile(r"[`\"']([a-z_]+\.)[\w]*\$?\{")
NO_ADDRESSES = re.compile(r"(?:https?:)?//[\w.-]+\.\w+")
KNOWN = {"http://www.w3.org", "//www.senate.be", "https://www.senate.be", "http://www.sitemaps.org"}


def used_keys():
    return {next(filter(None, found)) for found in LITERAL.findall(EVERYTHING)}


def test_every_label_that_is_asked_for_is_there():
    asked = {key for key in used_keys() if "." in key}
    asked |= {"skip", "loading", "trouble", "no_script", "yes", "no"}
    assert asked - site_labels(HOUSES)["en"].keys() == set()
    assert len(asked) > 60


def test_every_label_is_asked_for():
    of_rules = {"charset.", "rule."}
    stems = set(STEMS.findall(EVERYTHING)) | {"figure.", "answer_kind.", "gap_kind.", "order."} | of_rules
    stems |= {"status_is."} | KEYS_OF_SQL
    of_charts = {
        f"{field.name}.{code}"
        for chart in CHARTS
        for field in chart.fields
        for code in (value.code for value in field.values)
    }
    unused = [
        key
        for key in site_labels(HOUSES)["en"]
        if f'"{key}"' not in EVERYTHING
        and key not in of_charts
        and not any(key.startswith(stem) for stem in stems)
    ]
    assert unused == []


@each_case(("language", "houses"), list(product(LABEL_LANGUAGES, (HOUSES[:1], HOUSES))))
def test_labels_have_the_same_places_for_values_in_every_language(language, houses):
    def places(label):
        return sorted({name for _, name, _, _ in Formatter().parse(label) if name})

    english = site_labels(houses)["en"]
    assert {key: places(label) for key, label in site_labels(houses)[language].items()} == {
        key: places(label) for key, label in english.items()
    }
    assert all(label.strip() for label in site_labels(houses)[language].values())


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_every_rule_of_repair_has_a_label(language):
    rules = {rule for rule, *_ in PAIRS} | {rule for rule, _ in CHARSETS}
    rules |= {"accent", "c1", "entity", "lost", "hyphen", "dash"}
    assert {f"rule.{rule}" for rule in rules} - site_labels()[language].keys() == set()


def test_every_party_has_a_colour_of_its_own_in_both_schemes():
    assert party_colours().keys() == {party.code for party in parties()}
    for scheme in ("light", "dark"):
        colours = [getattr(colour, scheme) for colour in party_colours().values()]
        assert len(set(colours)) == len(colours)
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)


@each_case("name", sorted(SCRIPTS))
def test_no_script_makes_markup_or_code_of_text(name):
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(\"|srcdoc"
    )
    assert re.findall(forbidden, SCRIPTS[name]) == []


def test_the_clock_of_the_reader_tells_the_day_of_a_citation_and_nothing_else():
    clock = r"Date\.now|new Date\(\s*\)|\bDate\(\s*\)|performance\.now|Temporal"
    found = {name: re.findall(clock, script) for name, script in SCRIPTS.items()}
    assert {name for name, times in found.items() if times} == {"cite.js"}


@each_case("name", sorted(FRAMES))
def test_no_frame_has_a_script_or_style_inside(name):
    assert re.findall(r"<style|\son\w+=|\sstyle=|<script(?![^>]* src=\"assets/)", FRAMES[name]) == []


@each_case("name", [*sorted(SCRIPTS | FRAMES), "style.css"])
def test_nothing_is_taken_from_elsewhere(name):
    content = (SCRIPTS | FRAMES).get(name) or (ASSETS / name).read_text("utf-8")
    assert set(NO_ADDRESSES.findall(content)) <= KNOWN
