"""Two titles on one line: every French and Dutch title that could stand together, with a space or without."""

import pytest

from tasks.read.bilingual import part_titles
from tasks.repair.leaning import language_leaning
from tests.read.support import INVENTED, real_facts

REAL = [(facts.title[language], language) for facts, _, language in real_facts().values()]
TITLES = {
    language: sorted(
        {facts.title[language] for facts in INVENTED.values()}
        | {title for title, spoken in REAL if spoken == language and title}
    )
    for language in ("nl", "fr")
}
MOST_UNSURE = 0.1


def alike(french, dutch):
    """Titles of one question have as many parts and begin alike."""
    same_parts = french.count(" - ") == dutch.count(" - ")
    return same_parts and french[0].isupper() == dutch[0].isupper()


PAIRS = [(french, dutch) for french in TITLES["fr"] for dutch in TITLES["nl"] if alike(french, dutch)]


@pytest.mark.parametrize("glue", [" ", "", "\u00a0"])
def test_no_pair_is_parted_wrongly_and_few_are_left(glue):
    found = {pair: part_titles(glue.join(pair), language_leaning) for pair in PAIRS}
    sure = {pair: parting for pair, parting in found.items() if parting.sure}
    assert {pair: parting for pair, parting in sure.items() if (parting.french, parting.dutch) != pair} == {}
    assert len(PAIRS) - len(sure) < MOST_UNSURE * len(PAIRS)


def test_a_line_too_long_for_two_titles_is_left():
    assert not part_titles(" ".join(PAIRS[0]) * 40, language_leaning).sure
