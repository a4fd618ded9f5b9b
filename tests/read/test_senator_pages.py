"""Pages of the Senate's members: read by links, title and labels; what is not sure is an issue, no value."""

import pytest

from tasks.common.address import SITE, SenateAddress, parse_address
from tests.support.reading import issue_kinds, read
from tests.support.site.senate import MARKUPS, Senator, document, list_page, own_page

ANN = Senator(4385, "Annelore Vandeghinste", "Open Vld", 1982)
OTHERS = (Senator(12, "Noëlla Grandhenri", "PS"), Senator(7, "Jan De Haesebrouck"))
LIST = (ANN, *OTHERS)
LOST = "Pagina niet gevonden - Belgische Senaat"
EITHER = pytest.mark.parametrize("language", ["nl", "fr"])
EACH = pytest.mark.parametrize("markup", MARKUPS)


def own_url(language="nl", number=ANN.number):
    return SenateAddress("senator", number, language).url


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("MIval=WieIsWie/SenPerType&LEG=7&LANG=nl", SenateAddress("senators", 7, "nl")),
        ("MIval=%2FWieIsWie%2FSenPerType&LANG=FR&amp;LEG=7", SenateAddress("senators", 7, "fr")),
        ("MIval=/showSenator&ID=0012&LANG=nl", SenateAddress("senator", 12, "nl")),
        ("MIval=WieIsWie/showSenator&ID=12&LANG=nl", SenateAddress("senator", 12, "nl")),
        ("MIval=/WieIsWie/SenPerType&LANG=nl", None),
        ("MIval=showSenator&ID=Ann&LANG=nl", None),
    ],
)
def test_addresses_have_many_spellings(query, address):
    assert parse_address(f"{SITE}?{query}") == address
    assert address is None or parse_address(address.url) == address


@EITHER
@EACH
def test_a_list_names_its_senators_with_their_numbers(markup, language):
    found = read(list_page(LIST, language, markup), SenateAddress("senators", 7, language).url)
    assert (found.outcome, found.variant, found.language) == ("read", "senators", language)
    assert (found.question_id, found.reading, issue_kinds(found)) == (None, None, set())
    seen = {(one.senate_id, one.name, one.legislature) for one in found.senators}
    assert seen == {(one.number, one.name, 7) for one in LIST}


@EITHER
@EACH
def test_a_senators_page_has_name_group_and_year_of_birth(markup, language):
    found = read(own_page(ANN, language, markup), own_url(language))
    assert (found.outcome, found.variant, issue_kinds(found)) == ("read", "senator", set())
    (seen,) = found.senators
    assert seen[1:] == (4385, "Annelore Vandeghinste", None, "Open Vld", 1982)


def test_text_without_markup_is_read_too():
    found = read(f"URL: {own_url()}\n\n{ANN.name} – Open Vld\n\nGeboren op\n\n20/9/1982 te Gent\n")
    assert found.senators[0][1:] == (4385, ANN.name, None, "Open Vld", 1982)
    links = "\n\n".join(f"[{one.name}]({own_url(number=one.number)})" for one in LIST)
    found = read(f"URL: {SenateAddress('senators', 7, 'nl').url}\n\n# Senatoren\n\n{links}\n")
    assert [one.name for one in found.senators] == [one.name for one in LIST]


def test_a_file_without_an_address_is_a_senators_if_its_links_and_a_birth_say_so():
    page = own_page(ANN, "nl", "tables")
    assert read(page).outcome == "quarantined"
    found = read(
        page.replace(b"</body>", b"<a href='?MIval=/showSenator&ID=4385&LANG=fr'>Fran\xe7ais</a></body>")
    )
    assert (found.variant, found.senators[0].senate_id, found.capture.url) == ("senator", 4385, None)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (own_page(Senator(1, ANN.name, None), "nl", "divs"), "the group, a known party, is not shown"),
        (own_page(Senator(1, ANN.name, born=None), "nl", "tables"), "the year of birth is not shown"),
        (own_page(ANN, "nl", "tables").replace(b"</body>", b"<p>Fractie: PS</p></body>"), '"PS", "Open Vld"'),
        (own_page(Senator(1, ANN.name, "CD&V - voorzitter"), "nl", "tables"), '"CD&V - voorzitter"'),
    ],
)
def test_what_is_missing_or_there_twice_is_an_issue_and_no_value(body, detail):
    found = read(body, own_url())
    assert (found.outcome, issue_kinds(found)) == ("read", {"senator_incomplete"})
    assert detail in found.issues[0].detail
    assert None in found.senators[0][4:]


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (list_page(LIST[:2], "nl", "tables"), SenateAddress("senators", 7, "nl").url),
        (document("Senaat", "<p>Onze site is vernieuwd.</p>", "nl"), SenateAddress("senators", 7, "nl").url),
        (document("Wie is wie", "<p>Wie is wie</p><p>Onze site is vernieuwd.</p>", "nl"), own_url()),
        (document("Ann Coppens", "<h1>Jan Peeters - MR</h1><p>Geboren op 8 maart 1970", "nl"), own_url()),
        (document(LOST, f"<h1>{LOST}</h1>", "nl"), own_url()),
        (document("Server Error - Senate", "<h1>Server Error - Senate</h1>", "nl"), own_url()),
        (document("Page introuvable", "<p>Jan Peeters - MR</p>", "fr"), own_url()),
        (own_page(ANN, "nl", "tables"), own_url(number=0)),
        (document("Senaat", "<p>Hélène Coppens - MR</p><p>Ann Coppens - PS</p>", "nl"), own_url()),
    ],
)
def test_a_page_with_unexpected_markup_is_set_aside_with_the_reason(body, url):
    found = read(body, url)
    assert (found.outcome, found.reason_code, found.senators) == ("quarantined", "no_senator", ())


def test_a_list_keeps_a_senator_whose_name_is_not_sure_without_one():
    page = list_page((*LIST, Senator(9, "")), "nl", "tables")
    found = read(page, SenateAddress("senators", 7, "nl").url)
    assert issue_kinds(found) == {"senator_incomplete"}
    assert [one.name for one in found.senators if one.senate_id == 9] == [None]


def test_a_successors_line_gives_neither_name_nor_group():
    body = "<h1>Mevrouw Ann Coppens</h1><p>Geboren op 8 maart 1970</p>Opvolger van:<li>Jan Peeters - MR"
    found = read(document("Ann Coppens", body, "nl"), own_url())
    assert (found.senators[0][2:], issue_kinds(found)) == (
        ("Ann Coppens", None, None, 1970),
        {"senator_incomplete"},
    )


@pytest.mark.parametrize(
    ("legislature", "shown", "counts"),
    [(4, "2019-2024", 0), (99, "", 0), (7, "2019 – 2024", 7), (8, "© 1995-2024", 8)],
)
def test_a_list_counts_for_its_legislature_unless_it_shows_the_years_of_another(legislature, shown, counts):
    page = list_page(LIST, "nl", "divs").replace(b"</h1>", f" {shown}</h1>".encode("cp1252"))
    found = read(page, SenateAddress("senators", legislature, "nl").url)
    assert {one.legislature for one in found.senators} == {counts}
    assert issue_kinds(found) == (set() if counts else {"senator_incomplete"})


def test_a_list_has_no_senator_with_the_number_0():
    found = read(
        list_page((*LIST, Senator(0, "Jan Peeters")), "nl", "text"), SenateAddress("senators", 7, "nl").url
    )
    assert (len(found.senators), issue_kinds(found)) == (3, {"senator_incomplete"})
