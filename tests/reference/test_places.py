"""All of places.tsv is as in the official list of municipalities, but for the mistakes of that list."""

import re
from collections import defaultdict

import pytest

from schemas.vocabulary.entities import places
from schemas.vocabulary.rows import several, vocabulary_rows

MISTAKES = {
    ("45065", "name_fr"): "Zwalin",
    ("61068", "name_nl"): "Villers-Le-Bouillet",
    ("61068", "name_fr"): "Villers-Le-Bouillet",
    ("37022", "since"): "2019-01-01",  # merged in 2025
    ("71071", "since"): "2019-01-01",
    ("37021", "within"): "",
    ("37022", "until"): "2025-01-01",
    ("71071", "until"): "2025-01-01",
    ("12034", "until"): "",  # merged in 2019
    ("12034", "merged_into"): "",
    ("72029", "merged_into"): "",
    ("72029", "successor"): "72043",
    ("72043", "wikidata_id"): "Q42878311|Q651736",  # with that of Overpelt
    ("72043", "geonames_id"): "11995106|2789404",
}
COLUMNS = "name_nl name_fr within since until merged_into successor wikidata_id geonames_id".split()
ARTICLE = re.compile(r"^(?:Provincie |Province (?:de |du |d['’]))| \(.*\)$")
NEW = "2019-01-01"
"""The first day of the second edition; those that the first one has as well are older."""


@pytest.fixture(scope="module")
def official():
    """The rows by code and edition."""
    found = defaultdict(dict)
    for row in vocabulary_rows("refnis.tsv", "tests.reference"):
        found[row["nis"]][row["edition"]] = row
    return found


def is_listed(code):
    """Whether a code is none of the country or an arrondissement."""
    return code != "01000" and (not code.endswith("000") or code[0] == "0" or code[1:] == "0000")


def parts(official, column, code):
    """The codes that a code names in a column in any edition, but itself."""
    named = (one.partition("/") for row in official[code].values() for one in several(row[column]))
    return [other for edition, _, other in named if other != code and edition != "refnis1977"]


def expected(official):
    """What the columns of each place must be."""
    merged = {old: code for code in official for old in parts(official, "merged_from", code)}
    follows = {
        old: code
        for code in official
        if "1995" not in official[code]
        for old in parts(official, "same_as", code)
    }
    for code, editions in official.items():
        if is_listed(code):
            last = editions[max(editions)]
            above = last["within"]
            yield (
                code,
                {
                    "name_nl": ARTICLE.sub("", last["name_nl"]).replace("’", "'"),
                    "name_fr": ARTICLE.sub("", last["name_fr"]).replace("’", "'"),
                    "within": above if is_listed(above) else official[above][max(official[above])]["within"],
                    "since": "" if "1995" in editions else min(row["since"] for row in editions.values()),
                    "until": last["until"] if len(editions) > 1 or "1995" not in editions else NEW,
                    "merged_into": merged.get(code, ""),
                    "successor": follows.get(code, ""),
                    "wikidata_id": last["wikidata"],
                    "geonames_id": last["geonames"],
                },
            )


def test_each_place_is_as_in_the_official_list(official):
    rows = {row["id"].removeprefix("nis:"): row for row in vocabulary_rows("places.tsv")}
    known = {
        code: {name: row[name].removeprefix("nis:").replace("1995-01-01", "") for name in COLUMNS}
        for code, row in rows.items()
        if not code.startswith("community:")
    }
    listed = dict(expected(official))
    assert known.keys() == listed.keys()
    different = {
        (code, name): found
        for code, row in listed.items()
        for name, found in row.items()
        if ARTICLE.sub("", known[code][name]) != found
    }
    assert different == MISTAKES


def test_a_municipality_whose_code_changed_has_a_row_for_each(official):
    by_code = {place.code: place for place in places()}
    changed = [place for place in places() if place.successor]
    assert len(changed) == 11
    for place in changed:
        after = by_code[place.successor]
        assert (place.lifetime.until, place.names) == (after.lifetime.since, after.names)
