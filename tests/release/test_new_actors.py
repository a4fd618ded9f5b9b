"""A night that only strangers ask, or that asks offices that nobody knows, is told where much is held."""

from datetime import timedelta

import duckdb
import pytest

from schemas.tables import QUESTIONS
from tasks.release.checks.changed_site import changed_site
from tasks.tables.arrow_tables import arrow_table
from tests.release.test_changed_site import FIRST, NEW, OLD, records, tables_of, unchanged
from tests.support.releases import built


def night_after(folder, held, days, changed, **values):
    """What is told of new values in a night's first new questions, after some questions over some days."""
    night = tables_of(records(NEW, unchanged))
    old, new = ([row for row in night["questions"].to_pylist() if row["number"] in n] for n in (OLD, NEW))
    for at, row in enumerate(new[:changed]):
        row.update({name: some[at % len(some)] for name, some in values.items()})
    many = [
        old[at % len(old)] | {"question_id": f"8-{9000 - at}", "asked_on": FIRST - timedelta(at % (days + 1))}
        for at in range(held)
    ]
    built(folder, tables_of([]) | {"questions": arrow_table(QUESTIONS, many)}, database=False)
    with duckdb.connect() as connection:
        for name, table in (night | {"questions": arrow_table(QUESTIONS, [*old, *new])}).items():
            connection.register(name, table)
        return [change.sentence for change in changed_site(connection, folder) if "before" in change.sentence]


STRANGERS = [f"Ann{'e' * at} Verzinsel" for at in range(1, 6)]
UNKNOWN = {"office_id": [f"minister:toverkunst-{at}" for at in range(4)], "minister_id": [None]}
SHORT = {"office_id": ["minister:north-sea", "minister:mobility"], "minister_id": [None]}


@pytest.mark.parametrize(
    ("of_night", "values", "told"),
    [
        ((200, 180, 17), {"author": STRANGERS}, "one who never asked before: 100%"),
        ((200, 180, 17), UNKNOWN, "an office that nobody asked before: 100%"),
        ((200, 180, 17), SHORT, "an office that was asked before, with fewer portfolios: 100%"),
        ((200, 180, 17), SHORT | {"minister_id": ["an-unknown-one"]}, None),
        ((200, 180, 17), UNKNOWN | {"minister_id": ["an-unknown-one"]}, None),
        ((200, 180, 17), UNKNOWN | {"office_id": ["minister:toverkunst"]}, None),
        ((200, 180, 3), UNKNOWN | {"author": STRANGERS}, None),
        ((199, 180, 17), UNKNOWN | {"author": STRANGERS}, None),
        ((200, 179, 17), UNKNOWN | {"author": STRANGERS}, None),
    ],
)
def test_only_new_authors_or_offices_are_a_sign_where_much_is_held(tmp_path, of_night, values, told):
    sentences = night_after(tmp_path, *of_night, **values)
    assert [told in sentence for sentence in sentences] == ([True] if told else [])
