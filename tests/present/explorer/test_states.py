"""What the explorer says of status, lateness, dates and what was withdrawn: what its pages show, no more."""

import html
from datetime import date

import pytest

from schemas.codes import ANSWER_KINDS, EVENTS, RELATIONS, STATUS_REASONS, STATUSES, TARGET_KINDS
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, site_labels
from tasks.present.explorer import SITE
from tasks.present.explorer.chunks import unpack
from tasks.release.query import open_release
from tests.conftest import copy_data
from tests.present.explorer.support import READY, data_of, list_questions, public_release, served, shard
from tests.present.explorer.test_files import many, same_file, written
from tests.present.explorer.test_static_pages import tags_of
from tests.present.explorer.test_words import folder_of, identifiers
from tests.support.each_case import each_case

SEEN, DEADLINE = date(2026, 5, 3), date(2013, 6, 3)
IN_WORDS = {"en": "3 May 2026", "nl": "3 mei 2026", "fr": "3 mai 2026"}
ANSWERED = {"status": "answered", "status_reason": None}
NO_ANSWER = {"answered_on": None, "response_days": None, "days_after_deadline": None, "is_late": None}
OPEN = {**NO_ANSWER, "status": "open", "status_reason": None, "seen_on": SEEN, "deadline_on": DEADLINE}
LATE = OPEN | {"is_late": True}
LAPSED = {"status": "lapsed"}
UNKNOWN = OPEN | {"status": "unknown", "deadline_on": None}
OF_SECTION = {"status_reason": "section_unanswered", "is_late": True}
LATE_BY_END = {"status_reason": "copy_before_end", "is_late": True, "deadline_on": DEADLINE}
LATE_AND_CUT = {"status_reason": "copy_cut", "is_late": True, "seen_on": None}


def as_said(change, status_is, deadline_is=None):
    """A change of a question, and the keys of the labels with which it is told."""
    return change, f"status_is.{status_is}", deadline_is and f"question.{deadline_is}"


STATES = {
    1: as_said(ANSWERED | {"days_after_deadline": -4, "is_late": False}, "answered", "in_time"),
    2: as_said(ANSWERED | {"days_after_deadline": 4, "is_late": True}, "announced"),
    3: as_said(LATE, "open", "late_seen"),
    4: as_said(OPEN | {"deadline_on": date(2026, 5, 9)}, "open", "to_go"),
    5: as_said(OPEN | {"deadline_on": None}, "open"),
    6: as_said(LATE | {"status": "closed"}, "closed", "late_undated"),
    7: as_said(OPEN | {"status": "requalified"}, "requalified"),
    8: as_said(LATE | LAPSED | {"status_reason": "event"}, "lapsed.event", "late_undated"),
    9: as_said(OPEN | LAPSED | {"status_reason": "legislature_over"}, "lapsed.legislature_over"),
    10: as_said(UNKNOWN | OF_SECTION, "unknown.section_unanswered", "late_section"),
    11: as_said(UNKNOWN | {"status_reason": "copy_cut"}, "unknown.copy_cut"),
    12: as_said(UNKNOWN | {"status_reason": "chronology_missing"}, "unknown.chronology_missing"),
    13: as_said(UNKNOWN | {"status_reason": "copy_undated", "seen_on": None}, "unknown.copy_undated"),
    14: as_said(UNKNOWN | LATE_BY_END, "unknown.copy_before_end", "late_seen"),
    15: as_said(OPEN | {"status": "requalified"}, "requalified"),
    16: as_said(UNKNOWN | LATE_AND_CUT, "unknown.copy_cut", "late_section"),
}
"""Changes of the question 6-N, which is answered, and what is said of it: keys of labels."""
OF_PLACES = {"question_line": "asked_on", "author_line": "asked_on", "date_line": "dated", "sent": "sent_on"}
PLACES = {number: (place, f"question.{key}") for number, (place, key) in enumerate(OF_PLACES.items(), 1)}
"""Where the date of the question 6-N is from, and what it is called."""
TARGET = {"question_id": "6-7", "relation": "requalified_as", "withdrawn_on": None}
TARGET |= {"target_kind": "explanation_request", "target_id": "6-90617"}
GONE = date(2026, 5, 2)


def of_states(changes=None):
    """The rows of a release with a question in each state, and one whose answer, event and link are gone."""
    tables = many(len(STATES))
    of_number = {number: state for number, (state, *_) in STATES.items()} | (changes or {})
    for number, (place, _) in PLACES.items():
        of_number[number] = of_number[number] | {"asked_on_from": place}
    of_number |= {90100: ANSWERED, 90101: STATES[11][0], 90102: STATES[11][0]}
    questions = [row | of_number[row["number"]] for row in tables["questions"]]
    gone = {
        name: [row | ({"withdrawn_on": GONE} if is_gone(row) else {}) for row in tables[name]]
        for name, is_gone in {
            "texts": lambda row: row["part"] == "answer",
            "events": lambda row: row["event"] == "reminder",
            "links": lambda row: row["target_id"] == "5-321",
        }.items()
    }
    gone["links"] = [*gone["links"], TARGET]
    noted = {"page_id": None, "question_id": "5-90100", "detail": "It is gone."}
    kinds = ("answer_withdrawn", "event_withdrawn", "link_withdrawn")
    gone["issues"] = [*tables["issues"], *(noted | {"kind": kind} for kind in kinds)]
    announced = {"question_id": "6-2", "answer_kind": "placeholder"}
    gone["answer_parts"] = [*tables["answer_parts"], tables["answer_parts"][0] | announced]
    gone["texts"] += [row | {"question_id": "6-2"} for row in tables["texts"] if row["part"] == "answer"]
    return tables | gone | {"questions": questions}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return public_release(tmp_path_factory.mktemp("states") / "data", of_states())


def test_each_state_has_a_sentence_of_its_own(release):
    page = shard(release, "questions/6-0")
    found = {number: [page[f"6-{number}"][one] for one in ("status_is", "deadline_is")] for number in STATES}
    assert found == {number: says for number, (_, *says) in STATES.items()}
    assert [page[f"6-{number}"]["deadline_days"] for number in (1, 2, 4)] == [4, 4, 6]


def test_every_state_and_code_has_a_label_in_each_language():
    reasons = {
        f"{'lapsed' if one in {'event', 'legislature_over'} else 'unknown'}.{one}" for one in STATUS_REASONS
    }
    keys = {f"status_is.{one}" for one in {"open", "announced", "closed", "requalified"} | reasons}
    keys |= {f"status.{one}" for one in STATUSES} | {f"event.{one}" for one in EVENTS}
    keys |= {f"relation.{one}" for one in RELATIONS} | {f"target.{one}" for one in TARGET_KINDS}
    keys |= {f"answer_kind.{one}" for one in ANSWER_KINDS}
    keys |= {key for _, *says in STATES.values() for key in says if key and "answered" not in key}
    for language in LABEL_LANGUAGES:
        assert keys - site_labels()[language].keys() == set()
    sentences = {key for key in site_labels()["en"] if key.startswith("status_is.")}
    assert sentences <= keys


def test_a_date_is_called_what_its_place_says(release):
    page = shard(release, "questions/6-0")
    called = {number: key for number, (_, key) in PLACES.items()}
    assert {number: page[f"6-{number}"]["asked_is"] for number in PLACES} == called


def test_requalified_and_unknown_questions_have_figures_of_their_own(release):
    figures = data_of(release, "summary")["figures"]
    names = ("questions", "answered", "announced", "open", "late", "requalified", "unknown")
    assert [figures[name] for name in names] == [19, 2, 1, 3, 1, 2, 8]
    with open_release(release) as connection:
        [(member,)] = connection.execute("SELECT DISTINCT member_id FROM questions").fetchall()
    [shards] = (release / SITE / "actors").glob("member-*")
    facts = unpack(shards)[member]
    counts = facts["counts"]
    assert all(counts[name] == figures[name] for name in names if name != "late")
    assert (counts["with_deadline"], counts["late"]) == (5, 3)
    assert facts["years"] == [[2013, 19, 2, 1, 2, 8, counts["median_days"]]]


def test_open_ones_wait_until_the_day_on_which_they_were_seen(release):
    waiting = [row for row in data_of(release, "summary")["newest"] if row["what"] in {"late", "waiting"}]
    assert [(row["what"], row["question_id"], row["day"], row["count"]) for row in waiting] == [
        ("late", "6-3", "2026-05-03", (SEEN - DEADLINE).days),
        *(("waiting", f"6-{number}", "2026-05-03", (SEEN - date(2013, 4, 30)).days) for number in (5, 4, 3)),
    ]
    columns = release / SITE / data_of(release, "summary")["columns"]
    status = unpack(columns / "status.json.gz")
    assert [status["values"][at] for at in status["at"]][-14:-11] == ["open+late", "open", "open"]


def test_a_night_that_saw_a_question_again_writes_its_day_but_no_words(release, tmp_path):
    first = (copy_data(release.parent.parent, tmp_path / "data") / "current").resolve()
    later = {3: LATE | {"seen_on": date(2026, 5, 4)}}
    night = public_release(tmp_path / "data", of_states(later), count=2)
    assert shard(night, "questions/6-0")["6-3"]["seen_on"] == "2026-05-04"
    assert written(night, first) == {"questions/6-0.json.gz"}
    assert not same_file(night / SITE / "titles/6-0.json.gz", first / SITE / "titles/6-0.json.gz")
    assert identifiers(unpack(folder_of(night, "recent") / "index.json.gz")) == []


def test_a_page_to_share_says_it_too(release):
    site = release / SITE
    page = {
        number: html.unescape((site / f"question/6-{number}.html").read_text("utf-8")) for number in STATES
    }
    assert "<dd>open · Geen antwoord in het afschrift van 03/05/2026</dd>" in page[3]
    assert "<dd>03/06/2013 · voorbij; op 03/05/2026 was er geen antwoord te zien</dd>" in page[3]
    assert "Geherkwalificeerd als vraag om uitleg 6-90617;" in page[7]
    assert "Geherkwalificeerd als een vraag van een andere soort;" in page[15]
    assert "<dd>beantwoord</dd>" in page[1]
    withdrawn = (site / "question/5-90100.html").read_text("utf-8")
    assert "<p>niet meer op de pagina in haar afschrift van 02/05/2026</p>" in withdrawn


def test_an_announcement_is_no_answer(release):
    """Of two questions that are answered, one has a text that only announces an answer."""
    answered, announced = (
        html.unescape((release / SITE / f"question/6-{number}.html").read_text("utf-8")) for number in (1, 2)
    )
    assert ("Antwoord aangekondigd op" in announced, "Beantwoord op" in announced) == (True, False)
    assert ("Antwoord aangekondigd op" in answered, "Beantwoord op" in answered) == (False, True)
    assert "kondigen alleen een antwoord aan" in tags_of(announced)["og:description"]


@pytest.fixture(scope="module")
def pages(release):
    with served(release / SITE) as found:
        yield found


@pytest.mark.long
@each_case("language", LABEL_LANGUAGES)
def test_each_page_says_in_its_language_what_is_known(quiet, pages, language):
    """The sentences are the same code in each language, so some of them are enough for the other two."""
    labels = site_labels()[language]
    for number in STATES if language == "en" else (1, 3, 5, 7, 13):
        state, status_is, deadline_is = STATES[number]
        quiet.open(f"{pages}question.html?id=6-{number}&lang={language}", READY)
        day = IN_WORDS[language] if state.get("seen_on", SEEN) else labels["day.unknown"]
        kind = labels["target.explanation_request"]
        target = f"{kind} 6-90617" if number == 7 else labels["target.requalified"]
        head = quiet.said(".eyebrow")
        says = labels.get(status_is, "").format(day=day, target=target)
        assert head.strip().endswith(says or labels["status.answered"])
        facts = quiet.said(".facts")
        assert labels[PLACES[number][1] if number in PLACES else "question.asked_on"] in facts
        if deadline_is and "{count" not in labels[deadline_is]:
            assert f" · {labels[deadline_is].format(day=day)}" in facts
        assert "{" not in quiet.said("#question")


@pytest.mark.long
def test_what_the_site_took_back_says_so(shown):
    says = "no longer on the page in its copy of 2 May 2026"
    assert shown.said(".reading .notice") == f"Answer · {says}"
    assert says in shown.said(".chronology .reminder")
    assert says not in shown.said(".chronology .sent")
    links = shown.texts(".links span")
    assert f"request for explanations 5-321 · {says}" in links


MISSING = "The text of the question is not at hand in this language."
ASKED = {"question": "Hoeveel?"}
NO_TEXT = "Answered; no separate text of the answer is at hand"


@pytest.mark.long
@each_case(
    ("status", "texts", "says"),
    [
        ("answered", {"nl": {"question": "Hoeveel?"}, "fr": {}}, f"{NO_TEXT}."),
        (
            "answered",
            {"nl": {"question": "Hoeveel?"}, "fr": {"answer": "Deux."}},
            f"{NO_TEXT} in this language.",
        ),
        ("unknown", {"nl": {"question": "Hoeveel?"}, "fr": {}}, "No answer at hand."),
        ("answered", {"nl": {"answer": "Twee."}}, MISSING),
    ],
)
def test_without_a_text_the_page_says_what_is_known_of_it(shown, status, texts, says):
    for form in ("beside", "whole"):
        assert notes_of(shown, status, texts, form) == [says]


@pytest.fixture
def shown(quiet, pages):
    """The page of a question, from which any script can be imported."""
    quiet.open(f"{pages}question.html?id=5-90100&lang=en", READY)
    return quiet


def notes_of(quiet, status, texts, form):
    """What stands in place of texts on a page of a question with these."""
    facts = f"{{ status: '{status}', texts: {texts}, answer_kinds: [], parts: [], cut: [], withdrawn: [],"
    facts += " mentions: [], repairs: [], original_language: 'nl' }"
    quiet.evaluate(f"localStorage.setItem('senate-questions-texts', '{{\"form\":\"{form}\"}}')")
    return quiet.evaluate(
        f"import('./assets/reading.js').then(({{ readingPlace }}) => "
        f"[...readingPlace({facts}).querySelectorAll('.none')].map((one) => one.textContent))"
    )


@pytest.mark.long
def test_lists_and_groups_count_what_has_no_known_outcome(quiet, pages):
    list_questions(quiet, pages, "status=unknown")
    assert quiet.count("#list > li") == 8
    list_questions(quiet, pages, "status=late")
    assert f"{(SEEN - DEADLINE).days:,} days late on 3 May 2026" in quiet.text()
    quiet.open(f"{pages}index.html?lang=en", READY)
    shown = quiet.evaluate("$('#figures').innerText")
    assert "22 %" in shown
    assert "answer only announced\n1" in shown
    assert "of 9, without those requalified or of unknown status" in shown
    assert data_of_group(quiet) == "5 questions; answered: 1, requalified: 2, status unknown: 2"


def data_of_group(quiet):
    counts = "{ answered: 1, requalified: 2, unknown: 2 }"
    return quiet.evaluate(
        "Promise.all([import('./assets/titles.js'), import('./assets/common.js')]).then(([t, { say }]) => "
        f"say('start.asked_and_answered', {{ count: '5', outcomes: t.outcomes({counts}) }}))"
    )
