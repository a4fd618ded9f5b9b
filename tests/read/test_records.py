"""Records of the Chamber: their facts to the letter, and what is odd is told or refused whole."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schemas.records import Link
from tasks.common.address import parse_address
from tasks.read import record_address
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import details, read
from tests.support.render.records import ANSWERED, OPEN, PRINTED, json_of, named, xml

HOST = "https://data.dekamer.be/v0/qrva/"
SMALL = {name: OPEN[name] for name in ("ID", "STATUSQ", "LEGISL", "DOCNAME", "DEPTPRES", "QUESTNUM", "TITN")}
XHTML = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html><body>{}</body></html>'
PAGE = "Schriftelijke vraag nr. 5-90001<br/>van Verzonnen Lid (CD&amp;V)<br/>aan de eerste minister"


def reading_of(facts, render=xml, **more):
    record = read(render(facts, **more))
    assert (record.outcome, record.reason) == ("read", None)
    return record.reading


def kinds(facts):
    return [issue.kind for issue in read(xml(facts)).issues]


def test_an_open_question_has_its_facts_to_the_letter():
    record = read(xml(OPEN))
    found = record.reading
    assert (record.form, record.variant, record.language, record.issues) == ("xml", "record", None, ())
    assert record.capture.url == f"{HOST}56--1-0138-2024202500001#56-900001"
    assert (record.question_id, found.number, found.legislature) == ("56-900001", 900001, 56)
    assert (found.author, found.party, found.member_key) == ("Verzonnen Voorbeeldlid", "CD&V", "09901")
    assert (found.asked_on, found.asked_on_from) == (date(2025, 1, 13), "record")
    assert (found.deadline_on, found.answered_by_on) == (date(2025, 2, 17), None)
    assert (found.original_language, found.languages, found.state) == ("nl", ("nl", "fr"), "open")
    assert found.addressee == {"nl": "Eerste minister", "fr": "Premier ministre"}
    assert found.title == {"nl": "Verzonnen klokkenluiders.", "fr": "Des lanceurs d'alerte inventés."}
    assert found.keywords == {
        "nl": ("OPENBARE VEILIGHEID", "INFORMATIETECHNOLOGIE"),
        "fr": ("SECURITE PUBLIQUE", "TECHNOLOGIE DE L'INFORMATION"),
    }
    assert (found.document_number, found.printed_number) == ("2024202500001", 138)
    assert found.record_name == "56--1-0138-2024202500001"
    assert (found.texts, found.links, found.is_whole, found.is_closed) == ({}, (), True, True)
    assert record.letters.letters_shown == record.letters.letters_read + record.letters.letters_boilerplate


def test_an_answered_question_has_its_texts_in_paragraphs():
    found = reading_of(ANSWERED)
    assert found.texts == {
        ("nl", "question"): ANSWERED["TEXTQN"],
        ("fr", "question"): ANSWERED["TEXTQF"],
        ("nl", "answer"): ANSWERED["TEXTA1N"],
        ("fr", "answer"): ANSWERED["TEXTA1F"],
    }
    assert (found.state, found.original_language, found.answered_by_on) == ("answered", "fr", None)
    assert found.links == (Link("requalified_from", "oral_question", "chamber:question:56-14075"),)


def test_a_printed_answer_has_the_day_of_its_bulletin():
    for render in (xml, json_of):
        found = reading_of(PRINTED, render)
        assert (found.answered_by_on, found.record_name) == (date(2025, 2, 7), "56-B001-3-0001-0000202400003")


LETTERS = st.text("aé’€ \u00a01.<&\"'|", max_size=30)
TEXT = st.lists(LETTERS, max_size=3).map(tuple)


@examples()
@given(TEXT, TEXT, LETTERS, st.booleans())
def test_xml_and_json_of_a_record_have_the_same_letters(question, answer, title, breaks):
    facts = PRINTED | {"TEXTQN": question, "TEXTA1F": answer, "TITN": title, "AUT": f"{title}, PS"}
    one, other = reading_of(facts, breaks=breaks), reading_of(facts, json_of)
    assert (one.title, one.author, one.keywords) == (other.title, other.author, other.keywords)
    for key in {*one.texts, *other.texts}:
        joined = ["".join("".join(text.texts.get(key, ())).split()) for text in (one, other)]
        assert joined[0] == joined[1]


@each_case(
    "render, more",
    [
        (xml, {"envelope": False}),
        (xml, {"breaks": False}),
        (xml, {"prefix": "ns0:", "root": ' xmlns:ns0="x" ns0:xsi="y" ns1:noNamespaceSchemaLocation="z"'}),
        (json_of, {}),
    ],
)
def test_other_forms_have_the_same_facts(render, more):
    one, other = reading_of(PRINTED), reading_of(PRINTED, render, **more)
    assert one.title == other.title
    assert "".join(one.texts["fr", "answer"]) == "".join(other.texts["fr", "answer"])
    assert (one.question_id, one.record_name) == (other.question_id, other.record_name)


def test_inline_tags_are_text_and_no_field_is_lost():
    inline = (
        b"<a href='x'>Er</a> <b>is</b> h<i>ee</i>l <strong>wat</strong> <span>beroering over de proefstukken."
    )
    inline += b"</span>"
    changed = xml(ANSWERED).replace(ANSWERED["TEXTQN"][0].encode(), inline)
    assert read(changed).reading == reading_of(ANSWERED)
    told = read(xml(ANSWERED).replace(b"1. Er zijn er", b"1. Er <table><td>zijn</td></table>er"))
    assert told.reading.texts["nl", "answer"][:3] == ("1. Er", "zijn", "er vijftig, voor 50 euro.")
    assert "TEXTA1N holds table, td." in details(told, "unknown_element")


def test_a_text_that_swallows_fields_is_left_out():
    changed = xml(ANSWERED).replace(b"</TEXTQF>", b"").replace(b"</TEXTA1F>", b"</TEXTA1F></TEXTQF>")
    record = read(changed)
    assert [key for key in record.reading.texts if key[0] == "fr"] == []
    assert "TEXTQF holds" in details(record, "unknown_element")


@each_case(
    "author, name, party, key",
    [
        ("Jan\n Proef,\n sp.a", "Jan Proef", "sp.a", None),
        ("Proef, Jan, Ecolo-Groen (O1330)", "Proef, Jan", "Ecolo-Groen", "O1330"),
        ("Proef Lid (07772)", "Proef Lid", None, "07772"),
        ("Proef Lid, Vuye&Wouters", "Proef Lid", "Vuye&Wouters", None),
        ("", None, None, None),
    ],
)
def test_the_author_is_what_stands_before_the_last_comma(author, name, party, key):
    found = reading_of(OPEN | {"AUT": author})
    assert (found.author, found.party, found.member_key) == (name, party, key)


def test_of_an_author_with_elements_inside_the_first_text_counts():
    named_inside = b"<AUT><NAAM>Proef Lid</NAAM><FRACTIE>cdH</FRACTIE></AUT>"
    whole = xml(OPEN)
    at, end = whole.index(b"<AUT>"), whole.index(b"</AUT>") + 6
    record = read(whole[:at] + named_inside + whole[end:])
    assert (record.reading.author, record.reading.party) == ("Proef Lid", None)
    assert 'left out: "cdH"' in details(record, "unknown_element")


@each_case(
    "title, targets",
    [
        ("Proef (MV 14075).", ["56-14075"]),
        ("Proef. (QO 1 et 22)", ["56-1", "56-22"]),
        ("Proef (MV 009725C).", ["56009725C"]),
        ("Proef Q56016772C.", ["56016772C"]),
        ("Proef (14075).", []),
        ("Proef (MV 56016772C).", ["56016772C"]),
        ("Proef (MV Q55016772P).", ["55016772P"]),
        ("Proef (MV14075) (QO 14076).", ["56-14075", "56-14076"]),
        ("Proef (MV 14.075).", None),
        ("Proef (MV van 3 mei 2016).", None),
        ("Proef (MV 14075 van 12 juli 2016).", None),
    ],
)
def test_numbers_in_titles_are_oral_questions(title, targets):
    record = read(xml(OPEN | {"TITN": title, "TITF": title}))
    found = [link.target_id for link in record.reading.links]
    assert found == [f"chamber:question:{one}" for one in targets or ()]
    assert bool(details(record, "reference_unreadable")) == (targets is None)
    assert record.reading.title["nl"] == title


@each_case(
    "changes, kind, field, value",
    [
        ({"STATUSQ": "answerLessPublicated"}, None, "state", "unanswered"),
        ({"STATUSQ": "archivedCanceled"}, None, "state", "cancelled"),
        ({"STATUSQ": "later"}, "unknown_state", "state", None),
        ({"STATUS_SL": "canceled"}, "unknown_element", "state", "open"),
        ({"CASA1": "7 autre - andere"}, "unknown_state", "state", "open"),
        ({"TEXTA1N": ("Antwoord.",), "NUMA1": 1}, "record_contradicts", "state", "open"),
        (
            {"LEGISL": 54, "DOCNAME": "2018201900001", "DEPOTDAT": "20190426", "DELAIDAT": "20190527"},
            "deadline_of_legislature",
            "deadline_on",
            None,
        ),
        (
            {"LEGISL": 54, "DOCNAME": "2018201900001", "DEPOTDAT": "20190322", "DELAIDAT": "20190522"},
            None,
            "deadline_on",
            date(2019, 5, 22),
        ),
        ({"DELAIDAT": "20290601"}, "deadline_of_legislature", "deadline_on", None),
        ({"DELAIDAT": "20250101"}, "record_contradicts", "deadline_on", None),
        ({"DELAIDAT": "20250231"}, "invalid_date", "deadline_on", None),
        ({"DEPOTDAT": "13/01/2025"}, "invalid_date", "asked_on", None),
        ({"LANG": "D"}, "original_language_unknown", "original_language", None),
        (
            {"QUESTNUM": 138, "SDOCNAME": "56--1-0139-2024202500001"},
            "record_contradicts",
            "printed_number",
            138,
        ),
        ({"FREEN": "proef"}, "unknown_element", "state", "open"),
        ({"NIEUW": ""}, "unknown_element", "state", "open"),
        ({"ANNUL_MOTIF_NL": "Geheim"}, "unknown_element", "state", "open"),
        ({"TITN": "", "TITF": ""}, "title_missing", "title", {}),
        ({"DEPTN": "", "DEPTF": ""}, "addressee_missing", "addressee", {}),
        ({"DEPOTDAT": ""}, "invalid_date", "asked_on", None),
        ({"STATUSQ": "answerReceived", "TEXTQN": ("Vraag?",)}, "answer_text_missing", "state", "answered"),
        ({"AUT": "Lid Een, PS; Lid Twee, MR"}, "author_doubtful", "party", None),
        (
            {"STATUSA1": "publicated", "PUBLICA1": "B001, A 1, 10/2/2025, 2"},
            "record_contradicts",
            "answered_by_on",
            None,
        ),
        ({"TITN": "null"}, "record_contradicts", "title", {"fr": OPEN["TITF"]}),
    ],
)
def test_what_is_odd_is_told_and_nothing_is_guessed(changes, kind, field, value):
    assert kinds(OPEN | changes) == ([kind] if kind else [])
    assert getattr(reading_of(OPEN | changes), field) == value
    assert "Geheim" not in str(read(xml(OPEN | changes)).issues)


def test_a_bulletin_before_the_question_or_without_a_printed_answer_dates_nothing():
    for changes in ({"PUBLICA1": "B001, , 1/1/2025, x"}, {"STATUSA1": "created"}, {"PUBLICA1": ", , //, x"}):
        record = read(xml(PRINTED | changes | {"SDOCNAME": named(PRINTED)["SDOCNAME"]}))
        assert record.reading.answered_by_on is None
        assert details(record, "record_contradicts")


@each_case(
    "found, words",
    [
        ("A | B", ("OPENBARE VEILIGHEID", "A", "B")),
        ("A, B", ("OPENBARE VEILIGHEID", "A", "B")),
        (" OPENBARE VEILIGHEID  |  B, C ", ("OPENBARE VEILIGHEID", "B, C")),
        ("", ("OPENBARE VEILIGHEID",)),
    ],
)
def test_descriptors_are_split_at_bars_else_commas(found, words):
    assert reading_of(OPEN | {"THESAN": found}).keywords["nl"] == words


def test_an_element_that_stands_twice_is_left_out_unless_it_says_the_same():
    whole = xml(OPEN)
    assert read(whole.replace(b"<LANG>", b"<LANG>N</LANG><LANG>")).reading == reading_of(OPEN)
    record = read(whole.replace(b"<TITN>", b"<TITN>Anders.</TITN><TITN>"))
    assert (record.reading.title.get("nl"), bool(details(record, "element_twice"))) == (None, True)
    assert read(whole.replace(b"<ID>", b"<ID>900009</ID><ID>")).reason_code == "no_question"


def test_a_link_to_another_record_is_told():
    for name, is_told in (("56--1-0138-2024202500001", False), ("56--1-0139-2024202500001", True)):
        link = f'<link rel="self" href="http://data.dekamer.be/v0/qrva/{name}"/><ID>'
        record = read(xml(OPEN).replace(b"<ID>", link.encode()))
        assert record.reading == reading_of(OPEN)
        assert bool(details(record, "record_contradicts")) == is_told


def test_damaged_letters_are_repaired_and_logged():
    record = read(xml(OPEN | {"TITF": "Le secteur numÃ©rique inventé."}))
    assert record.reading.title["fr"] == "Le secteur numérique inventé."
    assert [(one.before, one.after, one.field) for one in record.repairs] == [("Ã©", "é", "title")]


@each_case("form", ["xml", "json"])
def test_a_record_cut_at_any_byte_is_refused_whole(form):
    whole = xml(SMALL) if form == "xml" else json_of(SMALL)
    assert read(whole).outcome == "read"
    for at in range(len(whole)):
        record = read(whole[:at])
        assert (record.outcome, record.reading) == ("quarantined", None), whole[:at]
        assert record.reason_code != "reader_error"


@examples()
@given(st.data())
def test_a_long_record_cut_anywhere_or_changed_never_fails_the_reader(data):
    whole = data.draw(st.sampled_from([xml(PRINTED), json_of(PRINTED)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    assert read(whole[:at]).outcome == "quarantined"
    end = data.draw(st.integers(at, len(whole)))
    changed = read(whole[:at] + data.draw(st.binary(max_size=4)) + whole[end:])
    assert changed.outcome == "read" or (changed.reason and changed.reason_code != "reader_error")


DECLARES = b'<?xml version="1.0"?><!DOCTYPE QRVADOC [<!ENTITY e "x">]>'


@each_case(
    "content, words",
    [
        (DECLARES + xml(OPEN, envelope=False).partition(b"\n")[2], "document type"),
        (xml(OPEN).replace(b"Verzonnen", b"&nbsp;", 1), "undefined entity"),
        (xml(OPEN).replace(b"</items>", b"<QRVADOC></QRVADOC></items>"), "holds 2 records"),
        (b"<result><disclaimer/><items/></result>", "holds 0 records"),
        (json.dumps({"disclaimer": "x", "items": []}).encode(), "items is empty"),
        (json.dumps({"disclaimer": "x", "start": 0, "total": 1, "items": [{}]}).encode(), "list of records"),
        (json.dumps({"disclaimer": "x", "items": [{"id": "9", "fName": "Bedacht"}]}).encode(), "no record"),
        (xml(OPEN | {"LEGISL": 8}), "no question of the Chamber"),
        (xml(OPEN | {"LEGISL": 99}), "no question of the Chamber"),
        (xml(OPEN | {"ID": "900001a"}), "no question of the Chamber"),
        (xml(OPEN).replace("é".encode(), b"\xe9"), "not UTF-8"),
        (b"[" * 100_000, "question"),
        (b'{"items": ' + b"[" * 100_000, "cut or damaged"),
    ],
)
def test_what_is_no_record_is_refused_with_a_sentence(content, words):
    record = read(content)
    assert (record.outcome, record.reading, record.reason_code) == ("quarantined", None, "no_question")
    assert words in record.reason


@each_case("lost", ["\\ud83d", "\\u0000"])
def test_what_is_no_letter_of_json_is_a_lost_letter(lost):
    record = read(json_of(ANSWERED).replace(b"vijftig", f"vij{lost}ftig".encode()))
    assert "vij\ufffdftig" in " ".join(record.reading.texts["nl", "answer"])


def test_figures_above_and_below_the_line_part_no_sentence():
    changed = xml(ANSWERED).replace(b"1. Er zijn er", b"1. Er zijn 5 m<sup>2</sup> CO<sub>2</sub> er")
    assert read(changed).reading.texts["nl", "answer"][0].startswith("1. Er zijn 5 m2 CO2 er")


def test_a_number_of_a_document_keeps_its_zeros_in_json():
    whole = json_of(PRINTED)
    number = PRINTED["DOCNAME"]
    assert reading_of(PRINTED, json_of).document_number == number
    bare = whole.replace(f'"{number}"'.encode(), str(int(number)).encode(), 1)
    assert bare != whole
    assert read(bare).reading.document_number == number


def test_references_of_letters_are_read():
    record = read(xml(OPEN).replace(b"Verzonnen klok", b"&#86;erz&#x6f;nnen &lt;klok&gt; &amp; "))
    assert record.reading.title["nl"] == "Verzonnen <klok> & kenluiders."


def test_other_words_at_the_address_of_a_record_are_none():
    record = read("<p>Site under maintenance!</p>", f"{HOST}56--1-0138-2024202500001")
    assert (record.outcome, record.reading, record.reason_code) == ("quarantined", None, "no_question")


def test_an_xhtml_page_of_the_senate_is_no_record():
    url = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=90001&LANG=nl"
    record = read(XHTML.format(PAGE), url)
    assert (record.form, record.variant, record.question_id) == ("html", "main", "5-90001")


@each_case(
    "spelling, canonical",
    [
        ("http://data.dekamer.be/v0/qrva/56--1-0138-2024202500001", "56--1-0138-2024202500001"),
        ("https://data.lachambre.be/v0/qrva/56-B012-1-0138-2024202500001#56-900001", None),
    ],
)
def test_addresses_have_one_spelling(spelling, canonical):
    address = parse_address(spelling)
    assert address.url == HOST + (canonical or spelling.rpartition("/")[2])
    assert address.question_id == ("56-900001" if "#" in spelling else None)
    assert parse_address(address.url) == address


def test_no_other_address_of_the_chamber_is_that_of_a_record():
    for path in ("v0/qrva/archive?leg=56", "v0/actr/7442", "v0/qrva?leg=54&start=0", "v0/qrva/x"):
        assert parse_address(f"https://data.dekamer.be/{path}") is None


def test_the_address_of_a_file_names_its_question():
    name = "56--1-0138-2024202500001"
    for content in (xml(OPEN), json_of(OPEN)):
        assert record_address(content, "a.xml") == f"{HOST}{name}#56-900001"
    bare = xml(SMALL).replace(b"SDOCNAME", b"OTHER")
    assert record_address(bare, f"x/{name}.xml") == f"{HOST}{name}#56-900001"
    assert record_address(PAGE.encode(), f"{name}.xml") is None


def test_a_record_at_the_address_of_another_says_so():
    for other in ("56--1-0139-2024202500001", "56--1-0138-2024202500001#56-900009"):
        assert details(read(xml(OPEN), HOST + other), "address_differs")
    assert not read(xml(OPEN), f"{HOST}56--1-0138-2024202500001").issues


LONG = {
    "TEXTQN": (
        "Le ministre peut-il dire combien de dossiers sont ouverts dans les communes de la province ?",
    ),
    "TEXTQF": ("Kan de minister zeggen hoeveel dossiers er open zijn in de gemeenten van de provincie?",),
}


def test_languages_that_are_exchanged_are_told_and_the_words_stay_as_printed():
    titles = {"TITN": "La réponse aux questions des communes.", "TITF": "Het antwoord op de vragen."}
    departments = {"DEPTN": "Ministre de la Justice", "DEPTF": "Minister van Justitie"}
    record = read(xml(ANSWERED | LONG | titles | departments))
    told = details(record, "text_in_other_language")
    for words in (
        "question (nl)",
        "question (fr)",
        "title is in",
        "department is in",
        titles["TITN"],
        titles["TITF"],
    ):
        assert words in told
    assert record.reading.title == {"nl": titles["TITN"], "fr": titles["TITF"]}
    assert record.reading.texts["nl", "question"] == LONG["TEXTQN"]


def test_names_of_foreign_bodies_in_a_title_are_no_other_language():
    for title in ("Vzw Le Coron-Village du Monde.", '"Central European Pipeline System".', "CERF."):
        assert not details(read(xml(OPEN | {"TITN": title})), "text_in_other_language")


@each_case("mark", ["<![CDATA[<br/>]]>", "&lt;br/&gt;", "&lt;BR&gt;", "&lt;/p&gt;&lt;p&gt;"])
def test_breaks_as_letters_are_breaks(mark):
    whole = xml(ANSWERED)
    assert b"<br/>1. Er zijn" in whole
    record = read(whole.replace(b"<br/>1. Er zijn", f"{mark}1. Er zijn".encode()))
    assert record.reading == reading_of(ANSWERED)
    assert read(json_of({**ANSWERED, "TEXTA1N": ("Een.<br/>Twee.",)})).reading.texts["nl", "answer"] == (
        "Een.",
        "Twee.",
    )


def test_other_markup_as_letters_is_told():
    record = read(xml(ANSWERED | {"TEXTA1N": ("Er is <b>niets</b>, en 3 < 4 > 2.",)}))
    assert 'TEXTA1N has markup as letters: "<b>"' in details(record, "unknown_element")
    assert not read(xml(ANSWERED | {"TEXTA1N": ("Er zijn 3 < 4 > 2.",)})).issues


def test_a_comment_names_no_question():
    comment = b"<!-- <ID>900777</ID> <LEGISL>55</LEGISL> <SDOCNAME>55--1-0001-2019202000001</SDOCNAME> -->"
    content = xml(OPEN).replace(b"<items>", b"<items>" + comment)
    assert record_address(content, "a.xml") == f"{HOST}56--1-0138-2024202500001#56-900001"
    assert not read(content, record_address(content, "a.xml")).issues
    linked = xml(OPEN | {"TITN": f"Zie {HOST}56--1-0139-2024202500009"})
    assert record_address(linked, "a.xml") == f"{HOST}56--1-0138-2024202500001#56-900001"


def test_json_without_its_envelope_is_read():
    (item,) = json.loads(json_of(PRINTED))["items"]
    assert reading_of(item, json.dumps) == reading_of(PRINTED, json_of)


def test_an_author_in_another_form_is_named():
    (item,) = json.loads(json_of(PRINTED))["items"]
    record = read(json.dumps({"items": [{**item, "AUT": {"naam": "Proef Lid"}}]}).encode())
    assert (record.reading.author, record.reading.party) == (None, None)
    assert 'AUT holds "{"naam": "Proef Lid"}"' in details(record, "unknown_element")


@each_case("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_record_in_utf_16_is_read(charset):
    for whole in (xml(PRINTED), json_of(PRINTED)):
        mark = "" if charset == "utf-16" else "\ufeff"
        content = (mark + whole.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')).encode(charset)
        record = read(content, record_address(content, "a.xml"))
        assert (record.reading, record.issues) == (read(whole).reading, ())
        assert (record.used_charset, record.capture.url) == (
            "utf-16",
            f"{HOST}56-B001-3-0001-0000202400003#56-900003",
        )


@each_case(
    "changes, told",
    [
        ({"PUBLICA1": "B001, , 31/2/2025, x"}, ["invalid_date"]),
        ({"PUBLICA1": "B001, , 7/2/25, x"}, ["invalid_date"]),
        ({"PUBLICA1": "B002, , 7/2/2025, x"}, ["record_contradicts"]),
        ({"QUESTNUM": "1bis"}, ["record_contradicts"]),
        ({"DEPOTDAT": "20310113", "DELAIDAT": ""}, ["record_contradicts"] * 2),
        ({"DOCNAME": "2019202000003", "SDOCNAME": "56-B001-3-0001-2019202000003"}, ["record_contradicts"]),
    ],
)
def test_what_is_odd_in_print_is_told_once(changes, told):
    record = read(xml(PRINTED | {"SDOCNAME": named(PRINTED)["SDOCNAME"]} | changes))
    assert [issue.kind for issue in record.issues] == told


def test_a_state_that_stands_twice_is_told_once():
    record = read(xml(OPEN).replace(b"<STATUSQ>", b"<STATUSQ>canceled</STATUSQ><STATUSQ>"))
    assert ([issue.kind for issue in record.issues], record.reading.state) == (["element_twice"], None)


def test_an_attribute_is_told():
    record = read(xml(OPEN).replace(b"<QUESTNUM>", b'<QUESTNUM suffix="bis">'))
    assert "QUESTNUM holds the attribute suffix." in details(record, "unknown_element")
