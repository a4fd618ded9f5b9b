"""The lists of names by which mentions are found: none has two meanings."""

from collections import Counter

from schemas.vocabulary.entities import currencies, organisations
from schemas.vocabulary.rows import several, vocabulary_rows
from tasks.extract import mentions


def test_each_name_means_one_currency():
    names = [name for one in currencies() for name in one.names]
    assert len(names) == len(set(names))
    assert all(name == name.lower() or (name.isupper() and len(name) == 3) for name in names)


def test_two_bodies_share_no_name_but_an_abbreviation_that_the_text_explains():
    owners: dict[str, set[str]] = {}
    for body in organisations():
        for name in (*body.names, *body.abbreviations):
            owners.setdefault(name, set()).add(body.code)
    assert {name for name, codes in owners.items() if len(codes) > 1} == {"BCE", "UA"}


def test_no_printed_unit_has_two_codes():
    rows = list(vocabulary_rows("units.tsv"))
    printed = [{row["code"], *several(row["names_nl"]), *several(row["names_fr"])} for row in rows]
    times = Counter(name for names in printed for name in names)
    assert [name for name, count in times.items() if count > 1] == []
    assert len(rows) > 40


def test_a_name_that_nobody_looked_up_is_found_and_identifies_nothing():
    only_names = {name for body in organisations() if body.is_only_a_name for name in body.names}
    for name in ("Standard de Liège", "KV Mechelen"):
        assert name in only_names
        (found,) = mentions(f"Gisteren sprak men bij {name} daarover.", "nl")
        assert (found.text, found.entity_id, found.found_by) == (name, None, "list")
