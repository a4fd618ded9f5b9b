"""A site that changes all its pages between two nights is told by the release of the second.

The changes are none that the reader was written for; its questions are invented.
"""

import json
import re
from datetime import UTC, datetime, time, timedelta
from functools import cache

import duckdb
import pytest

from schemas.codes import LIVE_SOURCE
from schemas.records import Capture
from schemas.tables import KEYWORDS, QUESTIONS, TEXTS
from schemas.vocabulary.site_signs import site_signs
from tasks.common.accents import without_accents
from tasks.common.errors import RefusedError
from tasks.operate.health import unknown_formats
from tasks.pipeline.reading import rows_of
from tasks.present.night_report import night_report
from tasks.read import read_capture
from tasks.release.change_log import escaped
from tasks.release.checks.changed_site import Change, changed_site
from tasks.release.publish import refuse_changed
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import arrow_table, to_rows
from tasks.tables.rows import merge
from tests.release.test_rewritten import OTHER, after, changed, in_questions
from tests.support.command import run
from tests.support.releases import RUN, bare, built, inputs, unverified, whole
from tests.support.site import World
from tests.support.site.pages import question_page

WORLD = World(seed=5, already=36, gaps=0)
FIRST = WORLD.first_day
NUMBERS = WORLD.numbers(FIRST)
OLD, NEW = NUMBERS[:20], NUMBERS[20:]


unchanged = changed("^", "")


def page(number, language):
    return question_page(WORLD.facts(number, FIRST, language), "main", language, "divs").decode("cp1252")


def record(number, language, change):
    text = change(page(number, language))
    url = WORLD.facts(number, FIRST).address("main", language)
    fetched = datetime.combine(FIRST, time.min, UTC) + timedelta(number)
    return read_capture(
        Capture(f"{number}-{language}-{change is not unchanged}", "0" * 64, url, fetched, LIVE_SOURCE, url),
        text.encode("cp1252"),
    )


def records(numbers, change, changed=None):
    """The records of both pages of some questions, of which all or some are changed in the same way."""
    return [
        record(number, language, change if changed is None or number in changed else unchanged)
        for number in numbers
        for language in ("nl", "fr")
    ]


@cache
def old_rows():
    return rows_of(records(OLD, unchanged))


def tables_of(new):
    return whole(merge([old_rows(), rows_of(new)]), runs=[RUN])


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return built(tmp_path_factory.mktemp("before"), tables_of([]), database=False)


@pytest.fixture(scope="module")
def found(before):
    """Return a function that gives what is told of a night's tables; of which nothing else is looked at."""

    def changes(tables):
        with duckdb.connect() as connection:
            for name, rows in tables.items():
                connection.register(name, rows)
            return changed_site(connection, before)

    return changes


@pytest.fixture(scope="module")
def reported(found):
    """What is told of a night that brings new pages, of which some are changed in the same way."""
    return lambda *given: [change.sentence for change in found(tables_of(records(NEW, *given)))]


@pytest.fixture(scope="module")
def unread(found, tmp_path_factory):
    """A data folder with a release in which the new pages have lines that no rule reads."""
    data, tables = tmp_path_factory.mktemp("unread"), tables_of(records(NEW, lines_of_its_own))
    unverified(data, tables, inputs(), explorer=False, changes=found(tables))
    return data


def cells_with_labels(text):
    labels = {"author": "Auteur", "addressee": "Minister", "title": "Onderwerp", "keywords": "Descriptoren"}
    for name, label in labels.items():
        text = text.replace(f'<div class="{name}">', f'<div class="label">{label}</div><div class="{name}">')
    return text


def a_footer_after_each_text(text):
    """A line that no rule knows, behind the text, as a copy without markup shows it."""
    footer = "<p>Griffie van de Senaat | Toegankelijkheid | Werken bij ons</p>"
    last = "answer" if '<div class="answer">' in text else "question"
    return re.sub(rf'(<div class="{last}">.*?)(</div>)', rf"\1{footer}\2", text, flags=re.DOTALL)


def title_of_the_next_question_below(text):
    number = int(re.search(r"8-(\d+)", text)[1])
    title = re.search(r'<div class="title">\s*(.*?)\s*</div>', page(number - 9, "nl"), re.DOTALL)[1]
    return re.sub(r"(.*</p>)", rf"\1<p>{title}</p>", text, flags=re.DOTALL)


def days_of_another_month(text):
    text = re.sub(" (november|december|januari) ", " mei ", text)
    return re.sub(" (novembre|décembre|janvier) ", " mai ", text)


def questions_of_others_as_references(text):
    """A list of what the senator's colleagues ask wears the label of the references."""
    number = int(re.search(r"8-(\d+)", text)[1])
    label = "Ook gesteld aan" if "nr. 8-" in text else "Aussi posée à"
    link = f"{label} : {'schriftelijke vraag' if 'nr. 8-' in text else 'question écrite'} 8-{number - 9}"
    return text.replace('<div class="question-line">', f'<p>{link}</p><div class="question-line">')


def title_and_keywords_exchanged(text):
    title = re.search(r'<div class="title">\s*(.*?)\s*</div>', text, re.DOTALL)[1]
    keywords = re.findall(r"<li>(.*?)</li>", text)
    items = "".join(f"<li>{part}</li>" for part in title.split(" - ")[0].split())
    text = re.sub(r"(?s)<ul>.*?</ul>", f"<ul>{items}</ul>", text, count=1)
    return text.replace(title, " - ".join(keywords), 1)


def addressee_before_the_title(text):
    office = re.search(r'(?s)<div class="addressee">\s*\w+ (?:de |la |le |l\')?(.*?)\s*</div>', text)[1]
    return text.replace('<div class="title">', f'<div class="title">{office} - ', 1)


def dutch_for_all(text):
    """The site mixes up its languages: the French page shows the Dutch text."""
    number = re.search(r"n° 8-(\d+)", text)
    if not number:
        return text
    texts = re.compile(r'<div class="question">.*?</div>', re.DOTALL)
    return texts.sub(lambda _: texts.search(page(int(number[1]), "nl"))[0], text)


def title_in_both_languages(text):
    number = int(re.search(r"8-(\d+)", text)[1])
    titles = (re.search(r'(?s)<div class="title">(.*?)</div>', page(number, one))[1] for one in ("nl", "fr"))
    return re.sub(r'(?s)(<div class="title">)(.*?)(</div>)', rf"\1{' / '.join(titles)}\3", text)


def answer_as_a_file(text):
    number = re.search(r"8-\d+", text)[0]
    file = f"<p>Antwoord {number} (pdf, 8 blz.)</p>"
    return re.sub(r'(?s)(<div class="answer">).*?(?=</div>)', rf"\1{file}", text)


answer_cut = changed(r'(?s)(<div class="answer">\s*<p>.{60}).*?(?=</div>)', r"\1</p>")
other_order = changed(r"(<a [^>]*showSenator[^>]*>)(\S+) ([^<]*)</a>", r"\1\3 \2</a>")
name_behind_the_office = changed(r'(<div class="addressee">[^<]*)', r"\1, Annelore Verzonnen")
TITLE = r'(?s)(<div class="title">.*?</div>)'
NOTICE = "<p>Deze tekst is automatisch overgenomen uit het archief van de griffie en is niet nagelezen.</p>"
REDESIGNS = {
    "accents lost": (in_questions(without_accents), "a French one without an accent"),
    "figures as in English": (
        in_questions(changed(r"\b(\d)(\d{3})\b", r"\1,\2")),
        "one with thousands after a comma",
    ),
    "title as a path": (changed(TITLE, lambda found: found[0].replace(" - ", " › ")), "one without a dash"),
    "title in both languages": (title_in_both_languages, "the same in both languages"),
    "chronology without the sending": (
        changed(r"<span>(?:Verzending|Envoi)[^<]*</span>", "<span>Rappel</span>"),
        "one without the sending",
    ),
    "given names shortened": (
        changed(r"(<a [^>]*showSenator[^>]*>\w)[\w-]* ", r"\1. "),
        "one with an initial",
    ),
    "keywords above the title": (
        changed(TITLE + r'\s*(<div class="keywords">.*?</div>)', r"\2\n\1"),
        "layout_title",
    ),
    "cells with labels": (cells_with_labels, "layout_title"),
    "a notice before each text": (
        changed(r'(<div class="(?:question|answer)">)', rf"\1{NOTICE}"),
        "paragraph of the question",
    ),
    "a footer after each text": (a_footer_after_each_text, "one without the end of a sentence"),
    "title of the next question below": (
        title_of_the_next_question_below,
        "one without the end of a sentence",
    ),
    "other original language": (
        changed(r"(?i)(posée en|gesteld in het) (\w+)", lambda found: f"{found[1]} {OTHER[found[2]]}"),
        "not the one in which its author asks",
    ),
    "title and keywords exchanged": (
        title_and_keywords_exchanged,
        "keywords of which EuroVoc has fewer than half",
    ),
    "addressee before the title": (
        addressee_before_the_title,
        "one that begins with a part of the addressee",
    ),
    "each text twice": (
        changed(r'(?s)(<div class="question">)(.*?)(</div>)', r"\1\2\2\3"),
        "numbering_restarts",
    ),
    "days of another month": (days_of_another_month, "not between those of the numbers before and behind it"),
    "questions of others as references": (questions_of_others_as_references, "reference_doubtful"),
    "another question line": (
        changed(r'(?s)(<div class="question-line">).*?(</div>)', r"\1Ingediende tekst\2"),
        "question_line_missing",
    ),
    "surname first": (
        changed(r"(?:van|de) <a ([^>]*showSenator[^>]*)>(\S+) ([^<]*)</a>", r"<a \1>\3, \2</a>"),
        "author",
    ),
    "other order": (other_order, "author_doubtful"),
    "name behind the office": (name_behind_the_office, "office_doubtful"),
    "Dutch for all": (dutch_for_all, "text_in_other_language"),
}
"""What is done to all new pages, and a part of the sentence that says so."""


@pytest.mark.parametrize("what", REDESIGNS)
def test_a_redesign_of_all_new_pages_is_reported(reported, what):
    change, said = REDESIGNS[what]
    sentences = reported(change)
    assert any(said in sentence for sentence in sentences), sentences
    assert all("https://www.senate.be/www/?MIval=" in sentence for sentence in sentences)


ANSWERED = [number for number in OLD if WORLD.facts(number, FIRST).answered_on]


@pytest.mark.parametrize(
    ("change", "told"),
    [(answer_as_a_file, "paragraph of the answer"), (answer_cut, "one without the end of a sentence")],
)
def test_a_redesign_of_answers_of_held_questions_is_reported(found, change, told):
    """Of open ones that were asked again, say, beside others that are new."""
    some = [*records(ANSWERED, change), *records(NEW, unchanged)]
    assert len(ANSWERED) >= 10
    assert any(told in one.sentence for one in found(tables_of(some)))


DOUBTS = ("author_doubtful", "office_doubtful")


def test_names_in_another_order_and_behind_the_office_make_nobody_new():
    """All senators of the night but one asked before."""
    tables = tables_of(records(NEW, after(other_order, name_behind_the_office)))
    night = to_rows(tables, tables)
    old, new = ([row for row in night["questions"] if row["number"] in some] for some in (OLD, NEW))
    assert {row["name"] for row in night["members"]} == {
        *(row["author"] for row in old),
        "Ghyselbrechten Joël",
    }
    told = {kind: [row["question_id"] for row in night["issues"] if row["kind"] == kind] for kind in DOUBTS}
    assert told["office_doubtful"] == [row["question_id"] for row in new if row["office_id"] is None]
    assert told["author_doubtful"] == [row["question_id"] for row in new if row["member_id"] is None]
    assert (len(told["office_doubtful"]), len(told["author_doubtful"])) == (len(new), len(new) - 1)
    assert not any("verz" in row["office_id"] for row in night["offices"])


in_dutch = after(
    changed("posée en français", "posée en néerlandais"), changed("in het Frans", "in het Nederlands")
)
NAME = r"(<a [^>]*showSenator[^>]*>)[^<]*</a>"
by_a_new_senator = after(in_dutch, changed(NAME + r" [(][^)]*[)]", r"\1Wietske Verzonnen</a> (N-VA)"))


def test_new_pages_like_the_old_ones_or_of_a_new_senator_are_not(reported):
    assert reported(unchanged) == reported(by_a_new_senator) == []


@pytest.mark.parametrize(("more", "told"), [(0, 0), (1, 0), (2, 1)])
def test_keywords_of_the_number_before_are_a_sign_on_most_pages(found, more, told):
    """Each page lists its own two keywords and, on the new ones, some of the page before."""
    night = tables_of(records(NEW, unchanged))
    a_row, rows = night["keywords"].to_pylist()[0], []
    for question in night["questions"].to_pylist():
        number = question["number"]
        own = [
            f"{number} a",
            f"{number} b",
            *[f"{number - 1} {one}" for one in "ab"[: more * (number in NEW)]],
        ]
        ids = {"question_id": question["question_id"], "eurovoc_id": "1"}
        rows += [a_row | ids | {"position": at, "keyword": one} for at, one in enumerate(own, 1)]
    sentences = [one.sentence for one in found(night | {"keywords": arrow_table(KEYWORDS, rows)})]
    assert ["half of those of the number before" in one for one in sentences] == [True] * told


@pytest.mark.parametrize(("offices", "told"), [(1, 0), (2, 0), (3, 1)])
def test_a_phrase_of_the_answers_of_one_office_is_not(found, offices, told):
    night = tables_of(records(NEW, unchanged))
    questions, texts = night["questions"].to_pylist(), night["texts"].to_pylist()
    for at, row in enumerate(one for one in questions if one["number"] in NEW):
        row["office_id"] = f"minister:toverkunst-{at % offices}"
        of_it = next(one for one in texts if one["question_id"] == row["question_id"])
        phrase = f"De gegevens die mijn diensten verzamelden, volgen hieronder.\n\nEr zijn er {at}."
        texts.append(of_it | {"part": "answer", "text": phrase})
    tables = {"questions": arrow_table(QUESTIONS, questions), "texts": arrow_table(TEXTS, texts)}
    sentences = [change.sentence for change in found(night | tables)]
    assert ["paragraph of the answer" in one for one in sentences] == [True] * told


def test_signs_tell_beside_what_is_usual():
    sign = site_signs()["letters"]
    assert not sign.tells(0, None)
    assert not sign.tells(sign.first - 0.001, None)
    assert sign.tells(sign.first, None)
    assert sign.tells(0.3 + sign.beyond, 0.3)
    assert not sign.tells(0.3 + sign.beyond - 0.001, 0.3)
    assert not site_signs()["author"].tells(1, None)


def test_only_a_strong_sign_refuses_a_night():
    refuse_changed([Change("A few are alike.", refuses=False)])
    with pytest.raises(RefusedError, match=r"(?s)Nearly all are alike\..*run rebuild"):
        refuse_changed(
            [Change("A few are alike.", refuses=False), Change("Nearly all are alike.", refuses=True)]
        )


def test_a_night_is_refused_and_a_rebuild_publishes(tmp_path, found):
    changes = found(tables_of([record(number, "nl", cells_with_labels) for number in NEW]))
    with pytest.raises(RefusedError, match="layout_title"):
        bare(tmp_path, changes=changes, is_night=True)
    assert not (tmp_path / "current").exists()
    published = read_manifest(bare(tmp_path, changes=changes))
    assert any("layout_title" in said for said in published["changed_pages"])


a_row_before_the_title = changed(
    '(?=<div class="title">)', '<div class="row">Commissie voor de Folklore</div>'
)
by_one_senator = after(changed(NAME, r"\1Hélène Vanneste</a>"), a_row_before_the_title)


def test_a_series_of_one_senator_is_no_changed_site(reported):
    said = "layout_title"
    assert any(said in sentence for sentence in reported(a_row_before_the_title))
    assert not any(said in sentence for sentence in reported(by_one_senator))


def lines_of_its_own(text):
    """Lines that no rule reads, other ones on each page."""
    number = re.search(r"8-(\d+)", text)[1]
    line = f"Stand van het dossier {number}: in behandeling" + " bij de dienst" * (int(number) % 4 + 1)
    return text.replace('<div class="question-line">', f'<p>{line}</p><div class="question-line">')


def test_a_fall_of_the_share_of_letters_read_ends_the_check_with_1(unread):
    concerns = unknown_formats(read_manifest(unread / "current"))
    assert any("Letters that no rule reads" in concern.sentence for concern in concerns)
    checked = run("status", "--check", "--data", unread)
    assert checked.returncode == 1
    assert "Letters that no rule reads, on 34 new pages (main, html, from live)" in checked.stdout


def test_one_long_page_is_no_changed_site(reported):
    def long(text):
        lines = "".join(f"<p>Verzonnen regel {at} van een bijlage: zie aldaar</p>" for at in range(200))
        return text.replace('<div class="question-line">', f'{lines}<div class="question-line">')

    assert reported(long, NEW[:1]) == []


def test_the_worst_pages_come_first(unread):
    status = json.loads(run("status", "--json", "--data", unread).stdout)
    letters = [page["letters"] for page in status["unread"]]
    assert letters == sorted(letters, reverse=True)
    assert letters[0] > letters[-1] > 0
    report = night_report((unread / "current").resolve(), ())
    (section,) = re.findall(r"## Unread letters.*?(?=\n## |\Z)", report, re.DOTALL)
    first, last = (escaped(status["unread"][at]["page"]) for at in (0, -1))
    assert 0 < section.find(first) < section.find(last)
