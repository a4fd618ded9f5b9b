"""Each letter that a page shows was read, is the site's by name, or is kept by an issue row."""

import pytest

from tests.support.reading import in_halves, issue_kinds, read
from tests.support.whole_pages import SAMPLE, sample_page

PAGE = """\
Schriftelijke vraag nr. 6-95030

van Hélène Vanneste (CD&V) d.d. 3 februari 2016

aan de minister van Folklore

Reuzenstoeten - Bewaring van poppen

museum

{behind_keywords}Chronologie

3/2/2016Verzending vraag

{before_question}Vraag nr. 6-95030 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)

Hoeveel reuzen zijn er?

{below}"""


def page(behind_keywords="", before_question="", below=""):
    return PAGE.format(behind_keywords=behind_keywords, before_question=before_question, below=below)


def unread(record):
    return [issue.detail for issue in record.issues if issue.kind == "letters_unread"]


def shown(text):
    return len("".join(text.split()))


def test_a_page_without_more_is_read_to_its_last_letter():
    assert tuple(read(page()).letters) == (shown(page()), shown(page()), 0)


@pytest.mark.parametrize("where", ["behind_keywords", "before_question"])
def test_a_line_that_no_rule_reads_is_kept_and_counted(where):
    text = page(**{where: "Stand van zaken van het dossier: in behandeling bij de dienst\n\n"})
    record = read(text)
    assert unread(record) == [
        'No rule has read: "Stand van zaken van het dossier: in behandeling bij de dienst".'
    ]
    missing = shown("Stand van zaken van het dossier: in behandeling bij de dienst")
    assert tuple(record.letters) == (shown(text), shown(text) - missing, 0)


def test_lines_of_the_site_are_counted_by_name_and_all_unread_ones_are_in_one_row():
    text = page(below="Terug naar boven\n")
    assert tuple(read(text).letters) == (shown(text), shown(page()), shown("Terug naar boven"))
    record = read(page("Eerste vreemde regel\n\n", "Tweede vreemde regel\n\n"))
    assert unread(record) == ['No rule has read: "Eerste vreemde regel | Tweede vreemde regel".']


@in_halves("name", SAMPLE)
def test_the_sample_is_read_to_its_last_letter(name):
    sample = sample_page(name)
    record = read(sample.content, sample.url)
    letters = record.letters
    assert letters.letters_shown == letters.letters_read + letters.letters_boilerplate > 0
    assert "letters_unread" not in issue_kinds(record)


def test_a_page_without_a_question_line_is_not_blamed_for_its_language():
    text = page().replace(
        "Vraag nr. 6-95030 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)\n\n", ""
    )
    kinds = issue_kinds(read(text))
    assert "question_line_missing" in kinds
    assert "original_language_unknown" not in kinds


HTML = "<html><body>{top}<p>{lines}</p>{below}</body></html>"


def html(top="", below=""):
    lines = page().strip().replace("\n\n", "</p><p>").replace("\n", "<br>")
    return HTML.format(top=top, lines=lines, below=below)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<img src="logo.gif" alt="Logo van de Senaat">', "Logo van de Senaat"),
        ('<input value="Zoek in de reuzen">', "Zoek in de reuzen"),
        ("<textarea>Uw reactie</textarea>", "Uw reactie"),
        ('<input type="hidden" value="a1b2">', ""),
        ('<img src="blank.gif" alt="">', ""),
    ],
)
def test_what_inputs_and_pictures_hold_is_accounted_for(markup, words):
    record = read(html(below=f"<p>{markup}</p>"))
    assert record.letters.letters_shown - record.letters.letters_read == shown(words)
    assert unread(record) == ([f'No rule has read: "{words}".'] if words else [])


def test_words_of_icons_that_are_known_are_boilerplate():
    record = read(html(top='<img src="print.gif" alt="Tweetalige printerversie">'))
    assert record.letters.letters_boilerplate == shown("Tweetalige printerversie")
    assert unread(record) == []


@pytest.mark.parametrize(
    "words",
    [
        "Warning: mysql_fetch_array() expects parameter 1 in /var/www/vraag.php on line 112",
        "500 Internal Server Error",
        "Er is een fout opgetreden bij het verwerken van uw aanvraag.",
        "Ce site utilise des cookies. En poursuivant, vous acceptez leur utilisation.",
        "Haut de page",
        "Downloaden als PDF",
        "Deel deze pagina: Facebook Twitter",
    ],
)
def test_errors_and_notices_of_the_site_are_no_text_of_the_question(words):
    for content in (html(below=f"<p>{words}</p>"), page(below=f"{words}\n")):
        record = read(content)
        assert record.reading.texts == read(page()).reading.texts
        assert record.letters.letters_boilerplate == shown(words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Deze website gebruikt cookies van derden, zonder toestemming. Is dat wettelijk?",
        "500 Internal Server Errors werden in 2012 geteld.",
    ],
)
def test_a_sentence_within_a_text_is_never_a_notice_of_the_site(sentence):
    record = read(page(below=f"{sentence}\n\nWat doet de minister daaraan?\n"))
    assert sentence in record.reading.texts["nl", "question"]


def test_words_struck_out_within_words_struck_out_are_noted():
    record = read(html(below="<p>Wat <del>was <s>eerst</s> vroeger</del> kost dat?</p>"))
    assert "Wat kost dat?" in record.reading.texts["nl", "question"]
    (detail,) = [issue.detail for issue in record.issues if issue.kind == "struck_out"]
    assert "vroeger" in detail


def test_null_is_no_text():
    record = read(page().replace("Hoeveel reuzen zijn er?", "null"))
    assert record.reading.texts == {}
    assert "question_text_missing" in issue_kinds(record)
