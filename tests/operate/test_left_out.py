"""Words are found in a release by their letters; near forms of rare ones, and what stays, are told."""

from datetime import date

import duckdb
import pytest

from tasks.common.redactions import NO_REDACTIONS, redaction
from tasks.operate.left_out import places_of, rest_of, staying
from tasks.operate.near_forms import names_of, near_forms

TEXTS = (
    "Zei Lebœuf¹ iets?",
    "Zei Jos Van den Broucke iets?",
    "Zei Jan¹ Pee\u00adters iets?",
    "Dat zei Maes, en Maes vroeg door of dit door Eva Maes was.",
)
OTHERS = """
    CREATE TABLE keywords (question_id TEXT, language TEXT, keyword TEXT);
    CREATE TABLE ministers AS SELECT 'Zoë Minne' AS name;
    CREATE TABLE questions AS SELECT *, NULL AS title_nl, NULL AS title_fr, NULL AS addressee_fr
    FROM (VALUES ('6-4', 'Eva Maes', 'de eerste minister'), ('6-5', 'Eva Maes', 'Eva Maes'))
    AS t(question_id, author, addressee_nl);
    CREATE TABLE pages AS FROM (VALUES
        ('6-4', 'Eva Maes/6-4.html', NULL, NULL, 'map'),
        (NULL, '1/Dossier%20Xhaefsts.html', NULL, NULL, 'map'),
        (NULL, '22/Dossier%20Xhaefsts.html', NULL, NULL, 'map')
    ) AS t(question_id, origin, url, reason, source)
"""


@pytest.fixture
def release(tmp_path):
    with duckdb.connect(str(tmp_path / "senate.duckdb")) as made:
        made.execute("CREATE TABLE texts (question_id TEXT, part TEXT, language TEXT, text TEXT)")
        made.execute(OTHERS)
        for at, text in enumerate(TEXTS, 1):
            made.execute("INSERT INTO texts VALUES ($1, 'question', 'nl', $2)", [f"6-{at}", text])
    return tmp_path


def line(words, question, field=""):
    return redaction(words, question, (field, ""), "Asked.", date(2026, 11, 30))


@pytest.mark.parametrize(
    ("words", "question"),
    [("Lebœuf", "6-1"), ("Leboeuf", "6-1"), ("Vandenbroucke", "6-2"), ("Jan Peeters²", "6-3")],
)
def test_words_are_found_by_their_letters(release, words, question):
    found = places_of(release, words, line(words, "1-1"), NO_REDACTIONS)
    assert [tuple(place) for place in found] == [(question, "question", "nl", 1)]


def test_names_are_told_though_they_are_words_and_small_words_are_not(release):
    found = rest_of(release, "door Eva Maes", line("door Eva Maes", "6-4"), NO_REDACTIONS)
    assert [place.times for place in found] == [2]


@pytest.mark.parametrize(
    ("words", "field", "told"),
    [
        ("Eva Maes", "", {"author": 1, "addressee": 1}),
        ("Eva Maes", "question", {"author": 2, "addressee": 1}),
        ("mevrouw Maes, Eva", "", {"author": 2, "addressee": 1, "file name": 1}),
        ("Minne", "", {"minister": 1}),
        ("Jos Xhaefst", "", {"file name": 2}),
    ],
)
def test_what_stays_as_an_author_or_in_a_file_name_is_told(release, words, field, told):
    assert staying(release, words, line(words, "6-4", field)) == told


NEAR = (
    "Zeverdoncks|ZEVERDONCK’S|d\u02bcZeverdonck|Zever- \ndonck|Zever\u00ad\ndonck|Zever donck|"
    "Z\u0435v\u0435rdonck|\u0396\u03b5v\u03b5rd\u03bfn\u03f2k|\u0417\u0435v\u0435rd\u043en\u0441\u043a|"
    "Zéverdonck|Zeve\u0323rdonck|Zeverđonck|Ze\u200bver\u2060donck|J.P.Zeverdonck|JPZeverdonck|"
    "Zeverdonck·e·s|Z e v e r d o n c k|Ｚｅｖｅｒｄｏｎｃｋ|\U0001d419everdonck|ᴢᴇᴠᴇʀᴅᴏɴᴄᴋ|Ze1verdonck|"
    "Z3verd0nck|Ze\ufffderdonck|deheerZeverdonck|deheerzeverdoncken|j.zeverdonck@example.be|Zeverdonk|Zeverodnck"
)


@pytest.mark.parametrize("form", NEAR.split("|"))
def test_near_forms_of_a_name_are_told(form):
    assert near_forms(f"Zei {form} iets?", names_of("Jan Zeverdonck")) == 1


@pytest.mark.parametrize(
    ("words", "text", "times"),
    [
        ("Jean de la Motte", "M. Delamotte et Mme DE LA MOTTE", 2),
        ("Piet De Smet", "Desmet, de Smet's, DeSmet", 3),
        ("Tom Kwaem", "Kwaems, ex-kwaem, K.w.a.e.m, Kwaamen, kwaempjes", 3),
        ("Els Wyx", "Wyx’ zaak, wyxen", 1),
        ("Eva Bex", "Bex’ zaak, bex, Bexen, Eva", 1),
        ("Piet De Lange", "de lange markt duurde langer", 0),
        ("Ann Lijnen", "de lijn en de meester", 0),
        ("Jos Xhaefst", "12345 67890 ????? *****", 0),
        ("Ivan Жуковск", "Zei Ivan dat een bladzijde geen naam is?", 1),
        ("Els Quaghebuyr", "Quaghebuijr, QUAGHEBUĲR", 2),
    ],
)
def test_each_place_counts_once_and_words_of_a_list_are_no_near_forms(words, text, times):
    assert near_forms(text, names_of(words)) == times
