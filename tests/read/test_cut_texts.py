"""A copy that ends in mid-sentence is said to be cut; a complete page never is."""

from tasks.read.text.cut import ends_in_mid_sentence
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, LANGUAGES, issue_kinds, read, read_page
from tests.support.render import MARKUPS, Form, render

SENTENCE = "De dienst telt 40 personen."
CUT = {
    "in mid-word": ("Kan de minister meedelen hoeveel perso",),
    "behind a word": (SENTENCE, "Graag had ik van de geachte minister vernomen hoeveel"),
    "behind a comma": ("De dienst, die in 2012 werd opgericht,",),
    "behind a colon": (SENTENCE, "Graag kreeg ik een antwoord op volgende vragen:"),
    "behind a number": (SENTENCE, "2)"),
    "behind a letter": (SENTENCE, "b)"),
    "behind an abbreviation": ("Dat blijkt uit het antwoord op vraag nr.",),
    "behind an initial": ("Le rapport de M.",),
    "behind an elision": ("Le ministre peut-il dire si l'",),
    "behind an opening quote": ("Il s'agit de «",),
    "in a figure": (SENTENCE, "In 2012 werden in totaal 1 200 dossiers behandeld, in 2013 waren dat er 14"),
    "in a short paragraph": (SENTENCE, "Kan de geachte minister"),
    "in a long item of a list": (
        "De volgende diensten werden geraadpleegd",
        "de dienst die instaat voor de opvolging van de dossiers en die sinds 2012 ook de klachten van de",
    ),
}
WHOLE = {
    "a sentence": (SENTENCE,),
    "a question": ("Hoeveel personen werken er?",),
    "three points": ("En zo voort…",),
    "a quotation": ('Hij noemde dat "een ruïne"',),
    "French quotes": ("On parle d'un registre « en ruine »",),
    "brackets": ("Dat is geregeld bij wet (zie bijlage)",),
    "an address": ("Het verslag staat op http://www.example.be/verslag",),
    "a mail address": ("Men kan schrijven naar info@example.be",),
    "cells of a table": ("Jaar", "Aantal", "2011", "1 214", "2012", "1 310"),
    "items of a list": (
        "De leden zijn:",
        "- de heer Jan Verzonnen, directeur van de dienst en voorzitter van de stuurgroep sinds begin 2012",
        "- mevrouw An Verzonnen, adviseur bij de dienst en secretaris van de stuurgroep sinds het jaar 2013",
    ),
    "a signature": ("Dat is alles.", "Jan Verzonnen"),
    "an office and a name": ("Dat is alles.", "De eerste minister, Jan Verzonnen"),
    "a name and an office": ("Dat is alles.", "An Verzonnen, minister van Justitie"),
    "a reference": ("Alles is in orde.", "cf. bijlage"),
    "a reference alone": ("Zie antwoord op vraag 1",),
    "a French reference": ("C'est exact.", "Voir annexe"),
    "items without marks": ("De leden zijn :", "de politie ;", "het parket ;", "de dienst Justitie"),
    "a handle": ("Volg ons op Twitter: @Verzonnen",),
    "a tag": ("Men schreef daarover onder #openbaarvervoer",),
    "single quotes": ("Hij zei: 'Dat is niet waar'",),
    "a note": ("Er zijn er 40.", "(1) Voorlopige cijfers tot en met 30 juni 2012"),
    "a sum": ("Er zijn er veel.", "TOTAAL 1 400"),
}


@each_case("name", CUT)
def test_a_text_that_breaks_off_is_cut(name):
    assert ends_in_mid_sentence(CUT[name])


@each_case("name", WHOLE)
def test_a_text_that_ends_is_not(name):
    assert not ends_in_mid_sentence(WHOLE[name])


@each_case("name", INVENTED)
@each_case("form", [Form(), *(Form("html", markup) for markup in MARKUPS)])
def test_no_complete_page_is_called_cut(name, form):
    for variant in ("main", "print", "print_bilingual"):
        for language in LANGUAGES:
            record = read_page(INVENTED[name], variant, language, form)
            assert record.reading.cut is None
            assert "text_cut" not in issue_kinds(record)


@each_case("name", INVENTED)
@each_case("variant", ["main", "print"])
def test_a_copy_that_ends_within_a_word_of_its_last_paragraph_is_cut(name, variant):
    facts = INVENTED[name]
    part = "answer" if facts.answer else "question"
    for language in LANGUAGES:
        whole = render(facts, variant, language).decode()
        end = whole.rstrip().rfind(" ") - 1
        record = read(whole[:end].encode(), None)
        assert record.reading.cut == (language, part)
        assert "text_cut" in issue_kinds(record)


def test_html_is_cut_only_where_it_is_left_open():
    facts = INVENTED["5-90001"]
    whole = render(facts, "main", "nl", Form("html", "divs")).decode("latin-1")
    end = whole.rindex(facts.answer.nl[-1][-30:]) + 10
    assert read(whole[:end].encode("latin-1"), None).reading.cut == ("nl", "answer")
    assert read((whole[:end] + "</body></html>").encode("latin-1"), None).reading.cut is None


def test_what_is_behind_a_text_tells_that_it_is_complete():
    """The answer line follows: the question cannot be cut, however it ends."""
    facts = INVENTED["5-90001"]
    whole = render(facts, "main", "nl").decode()
    shortened = whole.replace(facts.question.nl[-1], facts.question.nl[-1][:-8])
    assert shortened != whole
    assert read(shortened.encode(), None).reading.cut is None
