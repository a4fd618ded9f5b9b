"""The renderer: every form holds the facts, the seed comes out byte for byte, the sample is not stale."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from . import sample
from .blocks import build_page
from .damage import DAMAGES, ENCODINGS, damage_page, misread, misread_utf8, mixed_bytes
from .facts import SPELLINGS, VARIANTS, Both, Event, Link, QuestionFacts, languages_of, load_all, paragraphs
from .forms import Form, document, render
from .hypertext import MARKUPS
from .labels import LANGUAGES, addressee_line, long_date, session_years
from .markdown import OFTEN_LOST
from .metadata import facts_from_metadata
from .plan import PLAN, rows_for
from .support import visible

INVENTED = load_all(sample.INVENTED)
SEED_TEXT = sample.SEED.read_bytes().decode("utf-8")
MARKDOWN_VARIANTS = ("main", "print")
# Markups made after the sample, whose pages stay as they are.
NOT_IN_SAMPLE = {"nested"}


def body_between(text: str, start: str, end: str | None = None) -> tuple[str, ...]:
    found = text.split(start, 1)[1]
    return paragraphs(found.split(end, 1)[0] if end else found)


def seed_facts() -> QuestionFacts:
    """The seed's facts; its question's own letters are those before it was read as mac_latin2."""
    answer_label = "Antwoord ontvangen op 30 mei 2013 :"
    question = body_between(SEED_TEXT, "(Vraag gesteld in het Nederlands)", answer_label)
    question = tuple(paragraph.replace("Ž", "ë") for paragraph in question)
    answer = body_between(SEED_TEXT, answer_label)
    keywords = (
        "ministerie",
        "virtuele gemeenschap",
        "bewustmaking van de burgers",
        "betrekking tussen overheid en burger",
        "sociale media",
    )
    title = "Federale overheidsdiensten - Communicatie met burgers - Gebruik van sociale media"
    return QuestionFacts(
        legislature=5,
        number=8900,
        author="Martine Taelman",
        party="Open Vld",
        asked_on=date(2013, 4, 30),
        original_language="nl",
        addressee=Both("de eerste minister", "le premier ministre"),
        title=Both(title, title),
        keywords=Both(keywords, keywords),
        question=Both(question, question),
        events=(Event(date(2013, 4, 30), "sent"), Event(date(2013, 5, 30), "answered")),
        links=tuple(Link("also_asked_as", "written_question", f"5-{number}") for number in range(8901, 8919)),
        answered_on=date(2013, 5, 30),
        answer=Both(answer, answer),
    )


def strings_of(facts: QuestionFacts, variant: str, language: str) -> list[str]:
    """What any form of a page must hold, letter for letter."""
    found = [facts.question_id, facts.author, facts.party]
    for each in languages_of(variant, language):
        found += [addressee_line(facts.addressee[each], each), facts.title[each], *facts.keywords[each]]
        found += [*facts.question[each], *(facts.answer[each] if facts.answer else ())]
    return found + [link.target for link in facts.links]


def all_pages() -> list[tuple[str, str, str]]:
    return [(name, variant, language) for name in INVENTED for variant in VARIANTS for language in LANGUAGES]


@pytest.mark.parametrize(("name", "variant", "language"), all_pages())
def test_text_holds_the_facts(name: str, variant: str, language: str) -> None:
    text = render(INVENTED[name], variant, language).decode("utf-8")
    assert [found for found in strings_of(INVENTED[name], variant, language) if found not in text] == []


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize(("name", "variant", "language"), all_pages())
def test_html_holds_the_facts(name: str, variant: str, language: str, markup: str) -> None:
    form = Form("html", markup=markup, encoding="windows_1252_labelled_iso_8859_1")
    text = visible(render(INVENTED[name], variant, language, form).decode("cp1252"))
    assert [found for found in strings_of(INVENTED[name], variant, language) if found not in text] == []


@pytest.mark.parametrize("variant", MARKDOWN_VARIANTS)
@pytest.mark.parametrize("name", INVENTED)
def test_markdown_holds_the_facts(name: str, variant: str) -> None:
    text = render(INVENTED[name], variant, "nl", Form("markdown")).decode("utf-8")
    assert [found for found in strings_of(INVENTED[name], variant, "nl") if found not in text] == []


def test_seed_page_comes_out_byte_for_byte() -> None:
    assert render(seed_facts(), "main", "nl", Form(damage="mac_latin2")) == sample.SEED.read_bytes()


def test_undamaged_seed_has_its_own_letters() -> None:
    text = render(seed_facts(), "main", "nl").decode("utf-8")
    assert "potentiële) klanten" in text
    assert "officiële persberichten" in text
    assert "Ž" not in text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_claim_what_they_say(encoding: str) -> None:
    facts = INVENTED["5-90001"]
    page = render(facts, "main", "fr", Form("html", encoding=encoding))
    label = ENCODINGS[encoding].label
    assert (f"charset={label}".encode() in page) if label else (b"charset" not in page)


def test_mixed_bytes_are_neither_one_nor_the_other() -> None:
    page = mixed_bytes("één\ntwee\nBelgië\n“ü”")
    assert page == "één\ntwee\n".encode("cp1252") + "België\n".encode() + "“ü”".encode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")


@pytest.mark.parametrize(
    ("codec", "right", "wrong"),
    [
        ("mac_latin2", "coördinerende «Eén» 3\xa0400 … François", "coŲrdinerende ęEťnĽ 3†400 Ö FranÁois"),
        ("cp852", "België Cécile", "BelgiŰ CÚcile"),
        ("iso8859_13", "officiële é ö ü « »", "officiėle é ö ü « »"),
        ("mac_latin2", "’ “ ” – ő", "’ “ ” – ő"),
    ],
)
def test_misreadings(codec: str, right: str, wrong: str) -> None:
    assert misread(right, codec) == wrong


def test_misread_utf8_keeps_unused_bytes() -> None:
    assert misread_utf8("België Á") == "BelgiÃ« Ã\x81"


@pytest.mark.parametrize("codec", [name for name, damage in DAMAGES.items() if damage.roles])
def test_answers_keep_their_letters(codec: str) -> None:
    page = build_page(INVENTED["4-90020"], "main", "fr")
    damaged = damage_page(page, codec)
    before, after = ([b for b in each.blocks if b.role == "answer"] for each in (page, damaged))
    assert before == after
    assert page != damaged


def test_stripped_controls_leave_a_double_space() -> None:
    page = replace(INVENTED["5-90001"], title=Both("Een – “twee”", "Un – « deux »"))
    assert "Een  twee" in document(build_page(page, "main", "nl"), Form(damage="c1_stripped"))
    assert "Een \x96 \x93twee\x94" in document(build_page(page, "main", "nl"), Form(damage="c1_left"))


def test_bilingual_page_without_links_misses_a_rule() -> None:
    blocks = [block.role for block in build_page(INVENTED["6-90032"], "print_bilingual", "fr").blocks]
    assert blocks[-6:-3] == ["chronology", "rule", "question_line"]


def test_print_page_without_links_has_two_rules_in_a_row() -> None:
    text = render(INVENTED["6-90032"], "print", "nl").decode("utf-8")
    assert "________\n\n________\n\nSENAAT Schriftelijke vraag nr. 6-90032 d.d. " in text
    assert "\n\nde Noëlla" in text
    assert "antwoordtermijn" not in text


def test_options_of_text() -> None:
    facts = INVENTED["6-90032"]
    spaced = render(facts, "main", "nl", Form(spaced=True, deadline_gap=True, with_address=True)).decode(
        "utf-8"
    )
    assert spaced.startswith(f"URL: {facts.address('main', 'nl')}\n\n")
    assert "27/4/2016 Verzending vraag (Einde van de antwoordtermijn: 26/5/2016 )" in spaced
    assert "27/4/2016Verzending vraag (" in render(facts, "main", "nl").decode("utf-8")


def test_references_without_a_target_are_glued() -> None:
    text = render(INVENTED["5-90050"], "main", "fr").decode("utf-8")
    assert "Requalification de : demande d'explications 5-90438Requalifiée en :\n\n" in text


def test_markdown_of_main_page() -> None:
    text = render(INVENTED["5-90070"], "main", "fr", Form("markdown", lost=OFTEN_LOST)).decode("utf-8")
    assert text.startswith("![]() | ![]() |\n\n")
    assert "\n27/4/2012 | Envoi question |\n" in text
    assert "Question" not in text.split("Chronologie")[0]
    assert "Réponse reçue" not in text


def test_markdown_of_print_page() -> None:
    rows = render(INVENTED["5-90070"], "print", "nl", Form("markdown")).decode("utf-8").split("\n")
    assert {row.count("|") for row in rows} == {13}
    assert "| ||||||||||||" in rows
    assert "Antwoord ontvangen op 12 maart 2014 : | ||||||||||||" in rows


def test_markdown_of_bilingual_page() -> None:
    text = render(INVENTED["5-90070"], "print_bilingual", "nl", Form("markdown")).decode("utf-8")
    rows = text.split("\n")
    assert rows[0] == "SÉNAT DE BELGIQUE | BELGISCHE SENAAT | ||||||||"
    assert "|\n|\n||||||||" in text
    assert rows[rows.index("________ | ________ | ||||||||") + 1].startswith("Session")
    assert " ".join(INVENTED["5-90070"].keywords.fr) + " |" in rows


def test_entities_of_pasted_letters() -> None:
    facts = replace(INVENTED["5-90001"], answer=Both(("’é…ő",), ("’é…ő",)))
    page = render(facts, "main", "nl", Form("html", encoding="windows_1252_unlabelled", entities="pasted"))
    assert b"&rsquo;&#233;&hellip;&#337;" in page
    page = render(facts, "main", "nl", Form("html", encoding="windows_1252_unlabelled", entities="windows"))
    assert b"&#146;&#233;&#133;&#337;" in page


def test_dates_and_sessions() -> None:
    assert long_date(date(2010, 2, 1), "fr") == "1 février 2010"
    assert long_date(date(2012, 8, 3), "fr") == "3 aôut 2012"
    assert [session_years(date(2012, 10, day)) for day in (8, 9)] == ["2011-2012", "2012-2013"]


@pytest.mark.parametrize(
    ("addressee", "line"),
    [
        ("le premier ministre", "au premier ministre"),
        ("la ministre de la Justice", "à la ministre de la Justice"),
    ],
)
def test_french_prepositions(addressee: str, line: str) -> None:
    assert addressee_line(addressee, "fr") == line


def test_addresses() -> None:
    facts = INVENTED["5-90001"]
    canonical = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR=90001&LANG=nl"
    assert facts.address("main", "nl") == canonical
    assert len({facts.address("print", "fr", spelling) for spelling in range(len(SPELLINGS))}) == 16


METADATA = {
    "variant": "SchriftelijkeVraag",
    "leg": 5,
    "nr": 4712,
    "lang": "fr",
    "author": "Bert Anciaux",
    "party": "sp.a",
    "asked_on": "2011-12-28",
    "addressee": "ministre de la Justice",
    "title": "Prisons belges - Surpopulation - Quotas",
    "keywords": ["établissement pénitentiaire"],
    "chronology": [
        ["2011-12-28", "Envoi question (Fin du délai de réponse: 4/2/2012 )"],
        ["2013-12-17", "Réponse"],
    ],
    "also_asked_to": ["5-4713"],
    "question_language": "nl",
    "answered_on": "2013-12-17",
    "odd": "line 'Réintroduction de : question écrite 5-3820Requalifiée en :' - the second empty",
}


def test_metadata_of_a_real_page() -> None:
    facts = facts_from_metadata(METADATA, ("Question ?",), ("Réponse.",))
    text = render(facts, "main", "fr").decode("utf-8")
    assert "\n\nau ministre de la Justice\n\n" in text
    assert "28/12/2011Envoi question (Fin du délai de réponse: 4/2/2012)\n17/12/2013Réponse\n" in text
    assert (
        "Aussi posée à : question écrite 5-4713\nRéintroduction de : question écrite 5-3820Requalifiée en :"
        in text
    )


def test_incomplete_metadata_is_refused() -> None:
    with pytest.raises(ValueError, match="5-4712"):
        facts_from_metadata(METADATA | {"author": None}, (), ())


def test_questions_outside_of_the_plan_get_both_main_pages() -> None:
    names = [row.file_name for row in rows_for(["5-90001", "5-99999"])[len(PLAN) :]]
    assert names == ["5-99999_nl_main.html", "5-99999_fr_main.txt"]


def test_sample_is_not_stale() -> None:
    on_disk = {path.name: path.read_bytes() for path in sample.SAMPLE.iterdir() if path.is_file()}
    written = sample.sample_files()
    assert sorted(on_disk) == sorted(written)
    assert [name for name in written if written[name] != on_disk[name]] == []


def test_sample_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("no longer in the plan", encoding="utf-8")
    assert sample.write_sample(tmp_path) == len(sample.sample_files())
    assert {path.name for path in tmp_path.iterdir()} == set(sample.sample_files())


def test_sample_covers_every_form() -> None:
    forms = [row.form for row in PLAN]
    assert {form.markup for form in forms if form.kind == "html"} == set(MARKUPS) - NOT_IN_SAMPLE
    assert {form.encoding for form in forms if form.kind == "html"} == set(ENCODINGS)
    assert {form.damage for form in forms} == {"", *DAMAGES}
    assert {(row.variant, row.language) for row in PLAN} == {
        (v, lang) for v in VARIANTS for lang in LANGUAGES
    }
    rows = rows_for(INVENTED)
    assert {row.question_id for row in rows} == set(INVENTED)
    assert len({(row.question_id, row.variant, row.language) for row in rows}) == len(rows)


@pytest.mark.parametrize("row", [row for row in PLAN if row.form.damage], ids=lambda row: row.file_name)
def test_damaged_pages_of_the_sample_are_damaged(row) -> None:
    facts = INVENTED[row.question_id]
    whole = render(facts, row.variant, row.language, replace(row.form, damage=""))
    assert render(facts, row.variant, row.language, row.form) != whole


def test_sizes_of_html_in_the_sample() -> None:
    sizes = {name: len(content) for name, content in sample.sample_files().items() if name.endswith(".html")}
    assert {name: size for name, size in sizes.items() if not 2_000 <= size <= 40_960} == {}


def test_a_missing_question_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="5-90001"):
        sample.sample_files(invented=tmp_path)


def imported_modules(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) if not node.level}


def test_the_renderer_imports_nothing_of_the_product() -> None:
    folder = Path(__file__).parent
    modules = {module for path in folder.glob("*.py") for module in imported_modules(path.read_text("utf-8"))}
    assert {module.split(".", 1)[0] for module in modules} & {"flows", "tasks", "schemas"} == set()
