"""Short pages, invented, that end within one of their pieces, and what is read of them to the letter."""

import re
from datetime import date
from typing import Any, NamedTuple

from tests.support.cut_checks import read_rows
from tests.support.each_case import each_case

ADDRESS = "https://www.senate.be/www/?MIval=/Vragen/{page}&LEG=6&NR=95030&LANG={language}"
DUTCH = """\
Tweetalige printerversie Eentalige printerversie

Schriftelijke vraag nr. 6-95030

van Hélène Vanneste (CD&V) d.d. 3 februari 2016

aan de minister van Folklore

Reuzenstoeten - Bewaring van poppen - Subsidies

volkscultuur
immaterieel erfgoed

Chronologie

3/2/2016Verzending vraag (Einde van de antwoordtermijn: 4/3/2016)
30/5/2016Antwoord

Ook gesteld aan : schriftelijke vraag 6-95031
Ook gesteld aan : schriftelijke vraag 6-95032

Vraag nr. 6-95030 d.d. 3 februari 2016 : (Vraag gesteld in het Nederlands)

De verzonnen reus van Kerkdorp stond tien jaar in een schuur.

1) Hoeveel reuzen zijn er?

2) Hoeveel daarvan zijn beschermd?

3) Wie betaalt de bewaring?

4) Waarom zo weinig?

5) Komt er een nieuw plan?

Antwoord ontvangen op 30 mei 2016 :

1) Negen.
"""
FRENCH = """\
Version à imprimer bilingue Version à imprimer unilingue

Question écrite n° 6-95030

de Hélène Vanneste (CD&V) du 3 février 2016

au ministre du Folklore

Géants - Conservation - Subsides

culture populaire
patrimoine immatériel

Chronologie

3/2/2016Envoi question (Fin du délai de réponse: 4/3/2016)

Question n° 6-95030 du 3 février 2016 : (Question posée en néerlandais)

Le musée inventé des géants perd ses moyens de fonctionnement.

Voici mes questions :

1) Combien de géants y a-t-il ?
"""
BILINGUAL = """\
SÉNAT DE BELGIQUE BELGISCHE SENAAT ¶ ________________ ¶
Session 2015-2016 Zitting 2015-2016 ¶ ________________ ¶
3 février 2016 3 februari 2016 ¶ ________________ ¶
Question écrite n° 6-95030 Schriftelijke vraag nr. 6-95030 ¶
de Hélène Vanneste (CD&V) ¶ van Hélène Vanneste (CD&V) ¶
au ministre du Folklore ¶ aan de minister van Folklore ¶ ________________ ¶
Géants - Conservation Reuzen - Bewaring ¶ ________________ ¶
culture populaire ¶ volkscultuur ¶ ________ ________ ¶
3/2/2016Verzending vraag
(Einde van de antwoordtermijn: 4/3/2016)
30/5/2016Antwoord ¶
3/2/2016Verzending vraag
(Einde van de antwoordtermijn: 4/3/2016)
30/5/2016Antwoord ¶ ________ ________
"""
BILINGUAL = re.sub(r" ¶\s", "\n\n", BILINGUAL)
HTML = """\
<html><body><table>
<tr><td>Question écrite n° 6-95030</td></tr>
<tr><td>de Hélène Vanneste (CD&amp;V) du 3 février 2016</td></tr>
<tr><td>au ministre de la Sant&eacute; des g&eacute;ants</td></tr>
<tr><td>Géants - Conservation</td></tr>
<tr><td>culture populaire<br>patrimoine immatériel</td></tr>
<tr><td>Chronologie</td></tr>
<tr><td>3/2/2016</td><td>Envoi question</td></tr>
<tr><td>Question n° 6-95030 du 3 février 2016 : (Question posée en néerlandais)</td></tr>
<tr><td><p>Le musée inventé ferme.</p><p>Pourquoi ?</p></td></tr>
</table></body></html>
"""
PAGES = {
    DUTCH: ("SchriftelijkeVraag", "nl"),
    FRENCH: ("SchriftelijkeVraag", "fr"),
    BILINGUAL: ("SVPrintNLFR", "nl"),
    HTML: ("SchriftelijkeVraag", "fr"),
}
AUTHOR = {"author": "Hélène Vanneste", "party": "CD&V", "asked_on": date(2016, 2, 3)}
UNKNOWN = {"status": "unknown", "status_reason": "copy_cut", "answered_on": None, "response_days": None}
ANSWERED = {
    "status": "answered",
    "status_reason": None,
    "answered_on": date(2016, 5, 30),
    "response_days": 117,
}
TITLE = {"title_nl": "Reuzenstoeten - Bewaring van poppen - Subsidies"}
ASKED = "De verzonnen reus van Kerkdorp stond tien jaar in een schuur."
NUMBERED = "1) Hoeveel reuzen zijn er?\n\n2) Hoeveel daarvan zijn beschermd?\n\n3) Wie betaalt de bewaring?"


class Cut(NamedTuple):
    """A copy that ends behind the last `end` of a page, and the values of its tables.

    `piece` is what an issue keeps, `text` the question's paragraphs but a last one that breaks off.
    """

    page: str
    end: str
    piece: str
    values: dict[str, Any]
    lists: dict[str, list[Any]]
    text: str | None = None


CUTS = {
    "addressee": Cut(
        DUTCH,
        "aan de minister van Fo",
        "minister van Fo",
        AUTHOR | UNKNOWN | {"addressee_nl": None, "title_nl": None, "original_language": None},
        {"keywords": [], "events": [], "links": []},
    ),
    "title": Cut(
        DUTCH,
        "Reuzenstoeten - Bewa",
        "Reuzenstoeten - Bewa",
        AUTHOR | UNKNOWN | {"addressee_nl": "de minister van Folklore", "title_nl": None},
        {"keywords": [], "events": []},
    ),
    "keyword": Cut(
        DUTCH,
        "immaterieel er",
        "immaterieel er",
        AUTHOR | UNKNOWN | TITLE,
        {"keywords": ["volkscultuur"], "events": []},
    ),
    "day of an event": Cut(DUTCH, "30/5/20", "30/5/20", UNKNOWN | TITLE, {"events": ["sent"], "links": []}),
    "name of an event": Cut(
        DUTCH, "30/5/2016Antw", "30/5/2016Antw", UNKNOWN | TITLE, {"events": ["sent"], "links": []}
    ),
    "deadline": Cut(
        DUTCH,
        "(Einde van de antwoordtermijn: 4/3/20",
        "(Einde van de antwoordtermijn: 4/3/20",
        UNKNOWN | {"deadline_on": None},
        {"links": []},
    ),
    "reference": Cut(DUTCH, "vraag 6-9503", "vraag 6-9503", ANSWERED | TITLE, {"links": ["6-95031"]}),
    "question line": Cut(
        DUTCH,
        "(Vraag gesteld in het Ned",
        "(Vraag gesteld in het Ned",
        AUTHOR | ANSWERED | TITLE | {"original_language": None},
        {"links": ["6-95031", "6-95032"], "subquestions": []},
    ),
    "first word of a paragraph": Cut(
        FRENCH,
        "fonctionnement.\n\nVoi",
        "Voi",
        AUTHOR | UNKNOWN | {"original_language": "nl", "deadline_on": date(2016, 3, 4)},
        {"subquestions": []},
        "Le musée inventé des géants perd ses moyens de fonctionnement.",
    ),
    "sub-question": Cut(
        DUTCH,
        "5) Ko",
        "5) Ko",
        AUTHOR | ANSWERED | {"original_language": "nl"},
        {"subquestions": ["1", "2", "3", "4"], "answer_parts": []},
        f"{ASKED}\n\n{NUMBERED}\n\n4) Waarom zo weinig?",
    ),
    "answer line": Cut(
        DUTCH,
        "Antwoord ontvangen op 30 mei 20",
        "Antwoord ontvangen op 30 mei 20",
        AUTHOR | ANSWERED,
        {"subquestions": ["1", "2", "3", "4", "5"], "answer_parts": []},
        f"{ASKED}\n\n{NUMBERED}\n\n4) Waarom zo weinig?\n\n5) Komt er een nieuw plan?",
    ),
    "second printing of the chronology": Cut(
        BILINGUAL,
        "(Einde van de antwo",
        "(Einde van de antwo",
        ANSWERED | {"author": "Hélène Vanneste", "party": "CD&V", "deadline_on": date(2016, 3, 4)},
        {"events": ["sent", "answered"]},
    ),
    "character reference": Cut(
        HTML,
        "au ministre de la Sant&eac",
        "&eac",
        AUTHOR | UNKNOWN | {"addressee_fr": None, "title_fr": None},
        {"keywords": []},
    ),
    "end of a sentence, in HTML that is not closed": Cut(
        HTML, "ferme.", "ferme.", AUTHOR | UNKNOWN, {"events": ["sent"]}, "Le musée inventé ferme."
    ),
    "tag in a text": Cut(
        HTML, "ferme.</", "</", AUTHOR | UNKNOWN, {"events": ["sent"]}, "Le musée inventé ferme."
    ),
}
COLUMN = {
    "keywords": "keyword",
    "events": "event",
    "links": "target_id",
    "subquestions": "label",
    "answer_parts": "label",
}


@each_case("behind", ["", "\n\n"], ids=["bare", "blank line"])
@each_case("name", CUTS)
def test_what_is_read_of_a_copy_that_ends_within(name, behind):
    cut = CUTS[name]
    page, language = PAGES[cut.page]
    copy = cut.page[: cut.page.rindex(cut.end) + len(cut.end)] + behind
    got = read_rows(copy.encode(), ADDRESS.format(page=page, language=language))
    assert not isinstance(got, str), got
    (row,) = got["questions"]
    found = {name: row[name] for name in cut.values}
    found |= {table: [one[COLUMN[table]] for one in got[table]] for table in cut.lists}
    assert found == cut.values | cut.lists
    whole = [] if cut.text is None else [cut.text, f"{cut.text}\n\n{cut.piece}"]
    assert [one["text"] for one in got["texts"] if one["text"] not in whole] == []
    assert len(got["texts"]) == (cut.text is not None)
    kept = [one["detail"] for one in got["issues"]] + [one["text"] for one in got["texts"]]
    assert any(cut.piece in one for one in kept), kept
    assert not [one for one in got["texts"] if one["is_cut"] and one["words"] is not None]


def test_a_chronology_that_is_cut_is_not_said_to_be_missing():
    copy = DUTCH[: DUTCH.index("Verzending") + 4]
    got = read_rows(copy.encode(), ADDRESS.format(page="SchriftelijkeVraag", language="nl"))
    kinds = {one["kind"] for one in got["issues"]}
    assert "page_cut" in kinds
    assert "chronology_missing" not in kinds
