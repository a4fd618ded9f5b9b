"""Every word seen damaged in stored pages, and many that stand in no list, come back by the same rules."""

from pathlib import Path

import pytest

from tasks.repair import repair_text
from tasks.repair.charsets import PAIRS, decode_byte
from tasks.repair.statistics.model import models
from tests.support.each_case import each_case

HERE = Path(__file__).parent
SEEN = [
    line.split("\t") for line in (HERE / "mojibake.tsv").read_text(encoding="utf-8").split("\n")[1:] if line
]
SENTENCES = {
    "nl": "De minister heeft in zijn antwoord gezegd dat {} in dit dossier een rol speelt.",
    "fr": "Le ministre a dit dans sa réponse que {} joue un grand rôle dans ce dossier.",
}
MAIN = ("mac_latin2", "cp852", "iso8859_13", "mac_roman", "cp850", "cp437", "cp1250")
LEAST = {  # measured; names alone (Daniėl, Agnčs) could be Baltic or Slavic, and are left; so is a typed ´
    "nl": {"cp850": 0.85, "cp852": 0.89, "iso8859_13": 0.91, "cp1250": 0.87},
    "fr": {"cp1250": 0.6},
}
USUALLY = 0.96
LEAST_ON_PAGE = 0.96


def words(language):
    return (HERE / f"words_{language}.txt").read_text(encoding="utf-8").split()


def unlisted(language):
    lists = [model.words for model in models().values()]
    return [word for word in words(language) if not any(word.lower() in known for known in lists)]


def damage(text, rule):
    written, read = next((pair[1], pair[2]) for pair in PAIRS if pair[0] == rule)
    table = {}
    for code in range(0x80, 0x100):
        if decode_byte(code, written) >= "\u00a0":
            table[ord(decode_byte(code, written))] = decode_byte(code, read)
    return text.translate(table)


@each_case(("broken", "intended", "language", "where", "rule"), SEEN, ids=[row[0] for row in SEEN])
def test_words_seen_damaged(broken, intended, language, where, rule):
    for sentence in (SENTENCES[language].format(broken), broken):
        found = repair_text(sentence, language)
        assert found.text.replace("\u00a0", " ") == sentence.replace(broken, intended.replace("\u00a0", " "))
        assert [repair.rule for repair in found.repairs] == [rule]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_enough_words_stand_in_no_list(language):
    assert len(unlisted(language)) >= 60


@each_case("rule", MAIN)
@each_case("language", ["nl", "fr"])
def test_unlisted_words_in_a_damaged_sentence(language, rule):
    """One sentence is all the evidence: most words come back, hardly any wrong."""
    damaged = restored = 0
    wrong = []
    for word in unlisted(language):
        clean = SENTENCES[language].format(word)
        broken = damage(clean, rule)
        if damage(word, rule) == word:
            continue
        found = repair_text(broken, language).text
        damaged += 1
        restored += found == clean
        if word not in found and damage(word, rule) not in found:
            wrong.append(word)
    assert len(wrong) <= 2
    assert restored >= LEAST[language].get(rule, USUALLY) * damaged


@each_case("rule", MAIN)
@each_case("language", ["nl", "fr"])
def test_unlisted_words_on_a_damaged_page(language, rule):
    """A page holds all words at once; its evidence counts for each of them."""
    clean = "\n".join(SENTENCES[language].format(word) for word in unlisted(language))
    found = repair_text(damage(clean, rule), language).text.split("\n")
    lines = list(zip(clean.split("\n"), found, damage(clean, rule).split("\n"), strict=True))
    restored = sum(was == now for was, now, shown in lines if was != shown)
    assert restored >= LEAST_ON_PAGE * sum(was != shown for was, _, shown in lines)
