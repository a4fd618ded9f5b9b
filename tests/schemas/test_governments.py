"""Governments, coalitions and ministers: every day has one government, and each row lies where it belongs."""

from datetime import date
from itertools import pairwise

import pytest

from schemas.errors import VocabularyError
from schemas.vocabulary import governments as reading
from schemas.vocabulary import rows
from schemas.vocabulary.governments import coalitions, governments, invented_ministers, ministers
from tasks.link.actors.shared import slug
from tests.support.each_case import each_case

JOINT = {
    "agalev-ecolo": ("agalev", "ecolo"),
    "cdv-n-va": ("cdv", "n-va"),
    "ecolo-groen": ("ecolo", "groen"),
    "prl-fdf-mcc": ("prl", "fdf", "mcc"),
    "spa-spirit": ("spa", "spirit"),
    "vld-vivant": ("vld", "vivant"),
}
"""Cartels and joint groups with their parties: a minister belongs to one of these."""
HEADS = {
    "governments.tsv": "id name since until source",
    "coalitions.tsv": "government party stance since until source",
    "ministers.tsv": "id name party government role portfolios since until source",
    "invented_ministers.tsv": "id name party government role portfolios since until source",
}
COALITION = "leterme-i,cdv,in government,2008-03-20,2008-12-30,somewhere"
TERM = "an-peeters,An Peeters,cdv,leterme-i,minister,justice|budget,2008-03-20,2008-12-30,somewhere"


def end(row):
    return row.until or date.max


def share_days(one, other):
    return one.since < end(other) and other.since < end(one)


def test_each_day_since_1995_has_exactly_one_government():
    in_order = list(governments().values())
    assert in_order[0].since == date(1995, 6, 23)
    assert all(one.until == other.since for one, other in pairwise(in_order))
    assert in_order[-1].until is None


def gaps(portfolio):
    """The days since the first known ones on which nobody had a portfolio, as [since, until)."""
    terms = [term for term in ministers() if portfolio in term.portfolios]
    held = date(1999, 7, 12)
    for term in sorted(terms, key=lambda term: term.since):
        if term.since > held:
            yield held.isoformat(), term.since.isoformat()
        held = max(held, end(term))
    if held < date.max:
        yield held.isoformat(), ""


def test_core_portfolios_have_a_holder_on_each_day_but_for_known_gaps_with_a_reason():
    known = list(rows.vocabulary_rows("portfolio_gaps.tsv", "tests.schemas"))
    assert all(bool(row["reason"]) == bool(row["since"]) for row in known)
    listed = [(row["portfolio"], row["since"], row["until"]) for row in known if row["since"]]
    core = dict.fromkeys(row["portfolio"] for row in known)
    assert [(portfolio, *gap) for portfolio in core for gap in gaps(portfolio)] == listed


def test_identifiers_are_made_of_names():
    assert all(one.code == slug(one.name) for one in governments().values())
    assert all(term.minister == slug(term.name) for term in (*ministers(), *invented_ministers()))


def test_every_row_says_where_it_is_known_from():
    assert all(row.source.strip() for row in (*governments().values(), *coalitions(), *ministers()))


def test_whoever_is_in_a_government_has_a_minister_and_whoever_supports_it_has_none():
    with_ministers = {term.government for term in ministers()}
    for row in coalitions():
        parties = JOINT.get(row.party, (row.party,))
        terms = [
            term
            for term in ministers()
            if term.government == row.government and term.party in parties and share_days(term, row)
        ]
        if row.government in with_ministers:
            assert bool(terms) == (row.stance == "in government"), row


def test_every_minister_is_of_a_party_that_is_then_in_the_government():
    for term in (*ministers(), *invented_ministers()):
        assert any(
            (row.government, row.party, row.stance) == (term.government, term.party, "in government")
            and row.since <= term.since
            and end(term) <= end(row)
            for row in coalitions()
        ), term


def test_every_government_since_1999_has_one_prime_minister_at_a_time():
    for government in list(governments().values())[1:]:
        terms = [
            term
            for term in ministers()
            if term.government == government.code and term.role == "prime_minister"
        ]
        assert (terms[0].since, terms[-1].until) == (government.since, government.until)
        assert all(one.until == other.since for one, other in pairwise(terms))
        assert len({term.minister for term in terms}) == 1


def test_only_prime_ministers_may_have_no_portfolio():
    assert {term.role for term in ministers() if not term.portfolios} == {"prime_minister"}


@each_case(
    ("party", "day", "part"),
    [
        ("n-va", date(2008, 9, 20), "support from outside"),
        ("n-va", date(2008, 9, 21), None),
        ("cdv-n-va", date(2008, 9, 21), "in government"),
        ("cdv-n-va", date(2008, 9, 22), None),
        ("n-va", date(2014, 10, 10), None),
        ("n-va", date(2014, 10, 11), "in government"),
        ("n-va", date(2018, 12, 8), "in government"),
        ("n-va", date(2018, 12, 9), None),
        ("ps", date(2020, 3, 16), None),
        ("ps", date(2020, 3, 17), "support from outside"),
        ("ecolo-groen", date(2020, 10, 1), "in government"),
        ("ecolo", date(2003, 5, 4), None),
        ("spa", date(2021, 3, 20), "in government"),
        ("vooruit", date(2021, 3, 21), "in government"),
        ("vlaams-belang", date(2012, 1, 1), None),
        ("les-engages", date(2025, 2, 3), "in government"),
    ],
)
def test_parties_come_and_go_on_their_days(party, day, part):
    found = [row.stance for row in coalitions() if row.party == party and row.since <= day < end(row)]
    assert found == ([part] if part else [])


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read one of the files with other rows; what they name is known from the real files."""
    governments()

    def found(file, *lines):
        text = "\n".join((HEADS[file].replace(" ", "\t"), *(line.replace(",", "\t") for line in lines)))
        (tmp_path / file).write_text(text, encoding="utf-8")
        monkeypatch.setattr(rows, "files", lambda _: tmp_path)
        return getattr(reading, file.removesuffix(".tsv")).__wrapped__()

    return found


def test_rows_are_read_as_they_stand(read):
    (term,) = read("ministers.tsv", TERM)
    assert (term.minister, term.portfolios) == ("an-peeters", ("justice", "budget"))
    assert (term.since, term.until) == (date(2008, 3, 20), date(2008, 12, 30))
    (party,) = read("coalitions.tsv", COALITION)
    assert (party.government, party.party, party.stance) == ("leterme-i", "cdv", "in government")
    assert list(read("governments.tsv", "a,A,1999-01-01,,x")) == ["a"]


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("ministers.tsv", TERM.replace("cdv", "moon"), "`party`: 'moon' is not in parties.tsv."),
        ("ministers.tsv", TERM.replace("leterme-i", "x"), "`government`: 'x' is not in governments.tsv."),
        ("ministers.tsv", TERM.replace("budget", "magic"), "`portfolios`: 'magic' is not in portfol"),
        ("ministers.tsv", TERM.replace(",minister,", ",king,"), "`role`: 'king' is none of prime_minister"),
        ("ministers.tsv", TERM.replace("2008-12-30", "2008-03-20"), "`until`: 2008-03-20 is not after"),
        ("ministers.tsv", TERM.replace("2008-12-30", "2008-13-30"), "`until`: '2008-13-30' cannot be re"),
        ("ministers.tsv", TERM.replace("2008-03-20", ""), "`since`: '' cannot be read. Write days as 2008-"),
        ("ministers.tsv", TERM.replace("2008-03-20", "2008-03-19"), "`since`, `until`: not all days are"),
        ("ministers.tsv", TERM.replace("2008-12-30", ""), "`since`, `until`: not all days are"),
        ("invented_ministers.tsv", TERM.replace("budget", "magic"), "'magic' is not in portfolios.tsv."),
        ("coalitions.tsv", COALITION.replace("cdv", "moon"), "`party`: 'moon' is not in parties.tsv."),
        ("coalitions.tsv", COALITION.replace("in g", "by g"), "`stance`: 'by government' is none of"),
        (
            "coalitions.tsv",
            COALITION.replace("2008-12-30", "2009-01-01"),
            "`since`, `until`: not all days are",
        ),
        ("governments.tsv", "a,A,1999-01-01,1998-01-01,x", "`until`: 1998-01-01 is not after"),
    ],
)
def test_a_row_that_cannot_be_right_is_an_error_that_names_it(read, file, line, says):
    with pytest.raises(VocabularyError) as error:
        read(file, line)
    assert str(error.value).startswith(f"schemas/vocabulary/{file}, row '{line.split(',')[0]}, ")
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("ministers.tsv", (TERM, TERM.replace("leterme-i,minister", "leterme-i,state_secretary"))),
        ("ministers.tsv", (TERM, TERM.replace("2008-03-20", "2008-12-29"))),
        ("coalitions.tsv", (COALITION, COALITION.replace("2008-03-20", "2008-09-01"))),
        ("governments.tsv", ("a,A,1999-01-01,,x", "b,B,2003-01-01,,x")),
    ],
)
def test_two_rows_of_one_person_party_or_government_share_no_day(read, file, lines):
    with pytest.raises(VocabularyError, match="`since`: the row"):
        read(file, *lines)


def test_rows_that_follow_each_other_share_no_day(read):
    lines = TERM.replace("2008-12-30", "2008-06-01"), TERM.replace("2008-03-20", "2008-06-01")
    assert len(read("ministers.tsv", *reversed(lines))) == len(lines)
