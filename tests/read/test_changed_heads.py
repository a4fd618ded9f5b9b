"""A head with a row more, less or other than pages have: no title, keyword or author is wrong in silence.

The expectations follow from the page as a reader sees it; its names and questions are invented.
"""

from tests.support.each_case import each_case
from tests.support.reading import issue_kinds, read

TITLE = "Reuzenstoeten - Bewaring van poppen - Subsidies"
SHORT = "Reuzenstoeten"
KEYWORDS = ("museum", "officiële statistiek", "kunstvoorwerp")
UNLISTED = "Verzonnen Museum voor Reuzen"
HEAD = """\
Schriftelijke vraag nr. 6-95030

van Hélène Vanneste (CD&V) d.d. 3 februari 2016

aan de minister van Folklore

{subject}

Chronologie

3/2/2016Verzending vraag (Einde van de antwoordtermijn: 4/3/2016)

Vraag nr. 6-95030 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)

Hoeveel reuzen zijn er?
"""
LISTED = "\n".join(KEYWORDS)


def subject_of(*blocks):
    record = read(HEAD.format(subject="\n\n".join(blocks)))
    title, keywords = (found.get("nl") for found in (record.reading.title, record.reading.keywords))
    layout = {kind for kind in issue_kinds(record) if kind.startswith("layout_")}
    return title, keywords or (), layout


@each_case(
    ("blocks", "title", "keywords", "layout"),
    [
        ((TITLE, LISTED), TITLE, KEYWORDS, set()),
        ((SHORT, LISTED), SHORT, KEYWORDS, set()),
        ((TITLE, *KEYWORDS), TITLE, KEYWORDS, set()),
        ((TITLE, "grote reus", *KEYWORDS), TITLE, ("grote reus", *KEYWORDS), set()),
        ((TITLE, f"{LISTED}\n{UNLISTED}"), TITLE, (*KEYWORDS, UNLISTED), set()),
        ((TITLE, f"{UNLISTED}\n{LISTED}"), TITLE, (UNLISTED, *KEYWORDS), set()),
        ((TITLE, "grote reus\nlichte pop"), TITLE, ("grote reus", "lichte pop"), set()),
        ((TITLE, TITLE, LISTED), TITLE, KEYWORDS, set()),
        (("Commissie voor de Justitie", TITLE, LISTED), None, KEYWORDS, {"layout_title"}),
        (("Commissie voor de Justitie", TITLE, *KEYWORDS), None, KEYWORDS, {"layout_title"}),
        ((TITLE, "Status : beantwoord", LISTED), None, KEYWORDS, {"layout_title"}),
        (("Titel", TITLE, LISTED), None, KEYWORDS, {"layout_title"}),
        ((f"Titel : {TITLE}", LISTED), None, KEYWORDS, {"layout_title"}),
        ((TITLE, f"Trefwoorden : museum\n{LISTED}"), TITLE, KEYWORDS, {"layout_keywords"}),
        ((TITLE, LISTED, "Verloop"), TITLE, KEYWORDS, {"layout_keywords"}),
        ((TITLE, *KEYWORDS, "Verloop"), TITLE, KEYWORDS, {"layout_keywords"}),
        ((LISTED,), None, KEYWORDS, {"layout_title"}),
        ((f"{UNLISTED}\n{LISTED}",), None, (UNLISTED, *KEYWORDS), {"layout_title"}),
        (("null", LISTED), None, KEYWORDS, {"layout_title"}),
        (("museum", LISTED), None, ("museum", *KEYWORDS), {"layout_title"}),
        ((TITLE.split(" - ", maxsplit=1)[0], TITLE, LISTED), None, KEYWORDS, {"layout_title"}),
        (("Kies", "Een rij", "Nog een rij"), None, (), {"layout_title", "layout_keywords"}),
    ],
)
def test_title_and_keywords_need_evidence(blocks, title, keywords, layout):
    assert subject_of(*blocks) == (title, keywords, layout)


def test_candidates_are_kept():
    record = read(HEAD.format(subject=f"Commissie voor de Justitie\n\n{TITLE}\n\n{LISTED}"))
    (detail,) = (issue.detail for issue in record.issues if issue.kind == "layout_title")
    assert f'"Commissie voor de Justitie | {TITLE}"' in detail


HTML = """\
<html><head><title>{title}</title></head><body><p>Schriftelijke vraag nr. 6-95030</p>
<p>van {author} d.d. 3 februari 2016</p><p>aan de minister van Folklore</p>
<p>Commissie voor de Justitie</p><p>{shown}</p><p>museum<br>kunstvoorwerp</p><p>Chronologie</p>
<p>3/2/2016 Verzending vraag</p>
<p>Vraag nr. 6-95030 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)</p>
<p>Kost dit 45 000<sup>1</sup> euro, of <del>niets</del> meer, voor 20 m<sup>2</sup>?</p></body></html>
"""


def html(title=TITLE, author="Hélène Vanneste (CD&amp;V)", shown=TITLE):
    return read(HTML.format(title=title, author=author, shown=shown))


def test_the_block_that_the_title_element_repeats_is_the_title():
    assert html().reading.title == {"nl": TITLE}
    assert html(f"Senaat: {TITLE}").reading.title == {"nl": TITLE}
    assert html("Schriftelijke vraag nr. 6-95030").reading.title == {}


def test_raised_figures_stay_apart_and_struck_words_are_left_out():
    record = html()
    assert record.reading.texts["nl", "question"] == ("Kost dit 45 000¹ euro, of meer, voor 20 m2?",)
    details = {issue.kind: issue.detail for issue in record.issues}
    assert '"000¹"' in details["raised_figure"]
    assert '"niets"' in details["struck_out"]


WITH_SMALL = ("Hélène Van dermeersch", "André du Bus de Warnaffe", "Karl-Heinz van der Voort op 't Ende")
TWO = [f"Hélène Vanneste{sign} Jan Voorbeeld" for sign in (" en", " et", " &", ",", " /", " namens")]
MORE = [f"Hélène Vanneste{more}" for more in (" c.s.", ", senator", " opent in nieuw venster")]
NO_NAME = (*TWO, *MORE, "Onbekend", "%author%")


@each_case(
    ("printed", "author", "party", "is_doubtful"),
    [
        ("Hélène Vanneste (CD&amp;V)", "Hélène Vanneste", "CD&V", False),
        ("de heer Jan Verzonnen (N-VA)", "Jan Verzonnen", "N-VA", False),
        ("Jan Verzonnen (PVDA (PTB))", "Jan Verzonnen", "PVDA (PTB)", False),
        ("Jan Verzonnen (Verzonnen Lijst)", "Jan Verzonnen", "Verzonnen Lijst", False),
        ("Hélène Vanneste (CD&amp;V) en Jan Verzonnen (PS)", None, None, True),
        ("Hélène (Ène) Vanneste (CD&amp;V)", None, None, True),
        ("null null (CD&amp;V)", None, None, True),
        ("Hélène Vanneste (senator CD&amp;V)", "Hélène Vanneste", None, True),
        ("Hélène Vanneste (undefined)", "Hélène Vanneste", None, True),
        ("senator Hélène Vanneste (MR)", "Hélène Vanneste", "MR", False),
        *((f"{name} (MR)", name, "MR", False) for name in WITH_SMALL),
        *((f"{names} (MR)", None, None, True) for names in NO_NAME),
    ],
)
def test_an_author_is_one_person(printed, author, party, is_doubtful):
    record = html(author=printed)
    assert (record.reading.author, record.reading.party) == (author, party)
    assert ("author_doubtful" in issue_kinds(record)) is is_doubtful


def test_a_field_name_or_a_mark_is_no_keyword():
    assert subject_of(TITLE, f"Trefwoorden\n{LISTED}") == (TITLE, KEYWORDS, {"layout_keywords"})
    assert subject_of(TITLE, f"- museum\n{LISTED}") == (TITLE, KEYWORDS, {"layout_keywords"})


def test_a_title_element_that_repeats_another_row_is_no_evidence_against_a_title():
    row = "Schriftelijke vragen en antwoorden"
    page = HTML.format(title=f"De Senaat - {row}", author="Hélène Vanneste (CD&amp;V)", shown=TITLE)
    record = read(page.replace("Commissie voor de Justitie", row))
    assert record.reading.title == {}
    assert "layout_title" in issue_kinds(record)
