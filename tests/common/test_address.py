"""Addresses in their canonical spelling are read as any other spelling is."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import LANGUAGES
from tasks.common.address import SITE, QuestionAddress, canonical_url, parse_address

PAGES = ("SchriftelijkeVraag", "SVPrint", "SVPrintNLFR", "Vraag", "svprint")
NUMBERS = st.one_of(
    st.integers(0, 1_234_567).map(str), st.sampled_from(["", "007", "\u0663", "5 ", "1&NR=2"])
)


@given(st.sampled_from(PAGES), NUMBERS, NUMBERS, st.sampled_from([*LANGUAGES, "NL", "de", "nl\n", "fr&X=1"]))
def test_a_canonical_address_is_read_as_its_other_spellings(page, legislature, number, language):
    query = f"MIval=/Vragen/{page}&LEG={legislature}&NR={number}&LANG={language}"
    other = f"{SITE}index.html?X=1&{query}"
    assert parse_address(f"{SITE}?{query}") == parse_address(other)


@given(st.sampled_from(PAGES), NUMBERS, NUMBERS, st.sampled_from([*LANGUAGES, "NL", "de"]))
def test_an_address_copied_from_html_is_read_as_the_address(page, legislature, number, language):
    query = f"MIval=/Vragen/{page}&LEG={legislature}&NR={number}&LANG={language}"
    escaped = query.replace("&", "&amp;")
    assert parse_address(f"{SITE}?{escaped}") == parse_address(f"{SITE}?{query}")
    archived = "https://web.archive.org/web/20130521093011/{}"
    assert parse_address(archived.format(f"{SITE}?{escaped}")) == parse_address(f"{SITE}?{query}")


def test_escaped_ampersands_are_left_out_of_the_canonical_spelling():
    escaped = "https://www.senate.be/www/?MIval=/Vragen/SVPrint&amp;LEG=5&amp;NR=8900&amp;LANG=nl"
    assert parse_address(escaped) == QuestionAddress("print", 5, 8900, "nl")
    assert canonical_url(escaped) == escaped.replace("&amp;", "&")
    bulletin = "https://www.senate.be/www/?MIval=publications/viewPubDoc&amp;TID=50331648&amp;LANG=fr"
    assert canonical_url(bulletin) == bulletin.replace("&amp;", "&")


@given(
    st.sampled_from(["main", "print", "print_bilingual"]), st.sampled_from(LANGUAGES), st.integers(0, 999_999)
)
def test_the_canonical_address_is_its_own(variant, language, number):
    address = QuestionAddress(variant, 5, number, language)
    assert parse_address(address.url) == address
    assert canonical_url(address.url) == address.url
