"""Bulletins that lack, repeat or contradict something, and their addresses: nothing is guessed or lost."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.records import Event, Link
from tasks.common.address import canonical_url
from tests.support.bulletins import BULLETINS, HEADINGS, different, expected_fields, read_bulletin_page
from tests.support.each_case import each_case
from tests.support.reading import SIMPLE, differences, is_sentence, issue_kinds, page_text, read
from tests.support.render import LANGUAGES, Both, BulletinForm, render_bulletin

BULLETIN_URL = "https://www.senate.be/www/?MIval=publications/viewPubDoc&TID={}&LANG={}"
KINDS = ("text", "html", "markdown")


@pytest.mark.parametrize("name", BULLETINS)
def test_the_legislature_comes_from_the_number_the_bulletin_or_the_day(name):
    facts, form = BULLETINS[name], BulletinForm(lost=("bulletin",))
    by_day = facts.number_printed != facts.question_id
    assert set(different(facts, form)) == {
        f"{language} legislature_by_date" for language in LANGUAGES if by_day
    }


def altered(before: str, after: str, name: str = "3-90301", language: str = "nl") -> str:
    """A page as text with one string replaced, which must be there once."""
    text = render_bulletin(BULLETINS[name], language).decode("utf-8")
    assert text.count(before) == 1, before
    return text.replace(before, after)


def changed_by(content: str, name: str = "3-90301", language: str = "nl") -> tuple[set[str], set[str]]:
    """The fields that a page has otherwise than the facts of that name, and the kinds of its issues."""
    record = read(content, BULLETINS[name].address(language))
    return set(differences(record, expected_fields(BULLETINS[name], language))), issue_kinds(record)


def test_a_bulletin_of_another_legislature_is_reported():
    assert changed_by(altered("Bulletin 3-70", "Bulletin 2-70")) == (set(), {"number_differs"})


@pytest.mark.parametrize(
    ("name", "mark", "other", "asked_in"),
    [
        ("3-90301", "(N.)", "(Fr.)", "fr"),
        ("2-90201", "(N.)", "(F.)", None),
        ("3-90304", "(Fr.)", "(N.)", "nl"),
    ],
)
def test_the_mark_tells_the_original_language(name, mark, other, asked_in):
    record = read(altered(f"{mark} :\n", f"{other} :\n", name), BULLETINS[name].address("nl"))
    assert record.reading.original_language == asked_in
    assert record.reading.languages == ("nl",)


@pytest.mark.parametrize("mark", ["(X.) :", "(?) :", ":"])
@pytest.mark.parametrize("name", ["3-90301", "2-90201"])
def test_an_unknown_mark_is_reported(name, mark):
    content = altered("(N.) :\n", f"{mark}\n", name)
    assert changed_by(content, name) == ({"original_language"}, {"original_language_unknown"})


@pytest.mark.parametrize("day", ["31 februari 2006", "24 floreal 2006", "0 mei 2006"])
def test_a_day_that_does_not_exist_is_reported(day):
    content = altered("24 mei 2006", day)
    assert changed_by(content) == ({"asked_on"}, {"invalid_date"})
    assert read(content).reading.asked_on is None


@pytest.mark.parametrize(
    ("first", "second"),
    [*(("3-90303", second) for second in ("3-90302", "3-90304", "2-90201")), ("3-90301", "3-90304")],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_second_question_is_reported_and_not_read(kind, first, second):
    """Nor does it begin before its line."""
    lost = (*HEADINGS, "bulletin", "addressee")
    page = render_bulletin(BULLETINS[first], "nl", BulletinForm(kind)).decode("utf-8")
    other = render_bulletin(BULLETINS[second], "nl", BulletinForm(kind, lost=lost)).decode("utf-8")
    content = page.partition("</body>")[0] + "\n\n" + other.rpartition("<body>")[2]
    assert changed_by(content, first) == (set(), {"second_question", "letters_unread"})


LIKE_A_QUESTION_LINE = (
    "Vraag nr. 12 van de proef was onduidelijk.",
    "Vraag nr. 12 van de proef was onduidelijk, zie het verslag van 24 mei 2006 (blz. 3).",
    "Vraag nr. 3-5200 van de heer Bekaerdt van 8 mei 2006 (N.) bleef onbeantwoord.",
    "Vraag nr. 3-5200 van de heer Bekaerdt d.d. 8 mei 2006 (Bulletin 3-69) bleef onbeantwoord.",
)


@each_case("sentence", LIKE_A_QUESTION_LINE)
@each_case("kind", KINDS)
def test_a_paragraph_that_begins_like_a_question_line_is_text(kind, sentence):
    """Neither it nor what follows is lost, whatever dates and brackets the next paragraphs hold."""
    facts, later = BULLETINS["3-90303"], "Het kaderbesluit van 24 mei 2006 (artikel 3) : zie bijlage."
    question = Both(*((facts.question[language][0], sentence, later) for language in LANGUAGES))
    changed = replace(facts, question=question)
    record = read_bulletin_page(changed, "nl", BulletinForm(kind))
    assert differences(record, expected_fields(changed, "nl")) == {}
    assert issue_kinds(record) == set()


QUOTING = (
    "De minister zei : « Antwoord : dat weet ik niet. »",
    "« Antwoord : neen », stond er.",
    "Op de vraag volgde als Antwoord : niets.",
)


@each_case("sentence", QUOTING)
@each_case("form", [*(BulletinForm(kind) for kind in KINDS), BulletinForm(answer_apart=True)])
def test_a_quoted_answer_label_does_not_part(form, sentence):
    """Neither in the question nor in the answer."""
    for name in ("2-90202", "1-90102"):
        facts = BULLETINS[name]
        question = Both(*((*facts.question[language], sentence) for language in LANGUAGES))
        answer = facts.answer and Both(*((*facts.answer[language], sentence) for language in LANGUAGES))
        assert different(replace(facts, question=question, answer=answer), form) == {}


@pytest.mark.parametrize("name", BULLETINS)
def test_a_page_without_addressee_says_so(name):
    for language in LANGUAGES:
        for kind in KINDS:
            form = BulletinForm(kind, lost=("addressee",))
            content = render_bulletin(BULLETINS[name], language, form).decode("utf-8")
            assert changed_by(content, name, language) == ({f"addressee {language}"}, {"addressee_missing"})


NO_BULLETINS = {
    "empty": "<html><body></body></html>",
    "prose": "Handelingen\n\nDe vergadering wordt geopend om 15 uur.",
    "cut": render_bulletin(BULLETINS["3-90301"], "nl").decode("utf-8").partition("Vraag nr.")[0],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", NO_BULLETINS)
def test_another_page_at_the_address_of_a_bulletin_is_quarantined(content, language):
    record = read(NO_BULLETINS[content], BULLETINS["3-90301"].address(language))
    assert (record.outcome, record.variant) == ("quarantined", "bulletin")
    assert is_sentence(record.reason)
    assert "bulletin" in record.reason or content == "empty"


@pytest.mark.parametrize("variant", ["main", "print"])
def test_a_question_page_at_the_address_of_a_bulletin_is_believed(variant):
    record = read(page_text(variant=variant), BULLETINS["3-90301"].address("nl"))
    assert (record.reading.variant, record.question_id) == (variant, SIMPLE.question_id)
    assert issue_kinds(record) == {"address_differs"}


@pytest.mark.parametrize("address", [SIMPLE.address("main", "nl"), BULLETINS["3-90301"].address("fr")])
def test_a_bulletin_at_another_address_is_believed(address):
    record = read(render_bulletin(BULLETINS["3-90301"], "nl"), address)
    assert differences(record, expected_fields(BULLETINS["3-90301"], "nl")) == {}
    assert issue_kinds(record) == {"address_differs"}


SPELLINGS = [
    f"{scheme}://{host}/www/?{name}={slash}{page}&{tid}=50331648&{lang}={code}{more}"
    for scheme in ("http", "https")
    for host in ("www.senate.be", "senate.be", "www.senaat.be", "senat.be", "WWW.Senate.BE")
    for slash in ("", "/", "%2F")
    for name, page, tid, lang, code, more in (
        ("MIval", "publications/viewPubDoc", "TID", "LANG", "nl", ""),
        ("mival", "publications/viewpubdoc", "tid", "lang", "NL", ""),
        ("MIval", "publications%2FviewPubDoc", "TID", "LANG", "nl", "#top"),
        ("MIval", "publications/viewPubDoc", "TID", "LANG", "nl", "&COLL=B"),
    )
]
SPELLINGS.append("http://senate.be/www/?LANG=nl&TID=50331648&MIval=/publications/viewPubDoc")


@each_case("url", SPELLINGS)
def test_spellings_of_the_address_of_a_bulletin_are_one(url):
    assert canonical_url(url) == BULLETIN_URL.format("50331648", "nl")
    assert canonical_url(canonical_url(url)) == canonical_url(url)
    assert read(render_bulletin(BULLETINS["3-90301"], "nl"), url).capture.url == canonical_url(url)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("TID=50331648", "TID="),
        ("TID=50331648", "TID=abc"),
        ("TID=50331648", "TID=-1"),
        ("&TID=50331648", ""),
        ("LANG=nl", "LANG=de"),
        ("&LANG=nl", ""),
        ("viewPubDoc", "viewPub"),
        ("www.senate.be", "senate.example.org"),
        ("https", "ftp"),
        ("TID=50331648", "TID=12345678901"),
    ],
)
def test_other_addresses_stay_as_they_are(before, after):
    url = BULLETIN_URL.format("50331648", "nl").replace(before, after)
    assert after in url
    assert canonical_url(url) == url


AS_SEEN = """Questions posées par les Sénateurs et réponses données par les Ministres

(Art. 66 du règlement du Sénat)

(Fr.): Question posée en français - (N.): Question posée en néerlandais

Ministre de la Santé publique et des Pensions (Santé publique)

- Question nº 5 de M. Vanneste du 29 septembre 1995 (N.) :

- Hôpitaux. Accueil.

Combien d'hôpitaux ont un accueil ?

Réponse : Il y en a cent.
"""


def test_a_page_without_its_bulletin_line_is_of_the_legislature_of_its_day():
    record = read(AS_SEEN)
    reading = record.reading
    assert (reading.question_id, reading.author, reading.original_language) == ("1-5", "Vanneste", "nl")
    assert reading.addressee == {"fr": "Ministre de la Santé publique et des Pensions (Santé publique)"}
    assert reading.title == {"fr": "Hôpitaux. Accueil."}
    assert reading.texts == {
        ("fr", "question"): ("Combien d'hôpitaux ont un accueil ?",),
        ("fr", "answer"): ("Il y en a cent.",),
    }
    assert issue_kinds(record) == {"legislature_by_date"}


def test_reminders_in_the_question_line_are_events():
    listed = "29 septembre 1995 (rappels des 29 novembre 1995, 5 janvier et 9 mars 1996)"
    record = read(AS_SEEN.replace("29 septembre 1995", listed))
    assert record.reading.asked_on == date(1995, 9, 29)
    assert record.reading.events == tuple(
        Event(day, "reminder") for day in (date(1995, 11, 29), date(1996, 1, 5), date(1996, 3, 9))
    )
    wrong = read(AS_SEEN.replace("29 septembre 1995", "29 septembre 1995 (rappel du 31 novembre 1995)"))
    assert (wrong.reading.events, wrong.reading.asked_on) == ((), date(1995, 9, 29))
    assert "invalid_date" in issue_kinds(wrong)


@pytest.mark.parametrize(
    ("named", "target"), [("nº 239", "1-239"), ("n° 2-239", "2-239"), ("nº 1535/2", "1-1535/2")]
)
def test_the_question_whose_text_stands_for_this_one_is_a_link(named, target):
    """It is of the question's own legislature, unless it names another; the sentence stays its text."""
    said = "Le texte de cette question est identique à celui de la question"
    sentence = f"{said} {named} adressée au ministre des Géants, publiée plus haut (p. 281)."
    record = read(AS_SEEN.replace("Combien d'hôpitaux ont un accueil ?", sentence))
    assert record.reading.links == (Link("same_text_as", "written_question", target),)
    assert record.reading.texts["fr", "question"] == (sentence,)
    quoting = read(AS_SEEN.replace("Combien", f"Vous dites : « {sentence} » Combien"))
    assert (read(AS_SEEN).reading.links, quoting.reading.links) == ((), ())


@pytest.mark.parametrize("day", ["29 septembre 1994", "29 septembre 2009"])
def test_a_day_outside_the_bulletins_tells_no_legislature(day):
    record = read(AS_SEEN.replace("29 septembre 1995", day))
    assert record.outcome == "quarantined"
    assert "names no legislature" in record.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [1, 2])
def test_a_number_with_a_stroke_is_that_of_one_minister(kind, suffix):
    record = read_bulletin_page(BULLETINS[f"1-90151/{suffix}"], "nl", BulletinForm(kind))
    reading = record.reading
    assert (reading.question_id, reading.number, reading.suffix) == (f"1-90151/{suffix}", 90151, suffix)
    assert issue_kinds(record) == set()


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("Question nº 1535-1-A de M. X du 15 décembre 1998 (N.) :", '"Question nº 1535-1-A de M. X'),
        ("Vraag 12 over reuzen", '"Vraag 12 over reuzen"'),
        ("Verslag van de vergadering", None),
    ],
)
def test_a_refusal_quotes_the_line_that_comes_nearest(line, quoted):
    reason = read(f"Vragen en Antwoorden\n\nBelgische Senaat\n\n{line}\n\nHoeveel reuzen zijn er?").reason
    assert ("comes nearest" in reason) == (quoted is not None)
    assert (quoted or "") in reason
