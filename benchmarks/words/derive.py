"""Derive the word and letter statistics of text repair from a corpus of parliamentary questions.

    python -m benchmarks.words.derive CORPUS.parquet \
        tasks/repair/statistics/letters.bin.gz

CORPUS has the columns `split`, `lang` ('nl' or 'fr') and `text`; only rows of split 'train' are read. To its
words come those of wordfreq, which knows more of them than any corpus of one field. What is written holds
counts turned into costs: words, and groups of one to five letters. No sentence can be read back from it. The
same corpus and the same wordfreq give the same bytes.
"""

import gzip
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeVar

import wordfreq

from benchmarks.common import command
from benchmarks.repair.corpus import LANGUAGES, of_split
from schemas.vocabulary.rows import vocabulary_rows
from tasks.repair.charsets import pairs
from tasks.repair.statistics.confusion import LONE, TOKEN, marked, neighbour_before, without_letters
from tasks.repair.statistics.folding import (
    COST_UNIT,
    DRAWING,
    HIGHEST_COST,
    LETTERS,
    OTHER_SCRIPT,
    SYMBOL,
    fold,
)

Item = TypeVar("Item")
LONGEST = 5
WORD = re.compile(r"[^\W\d_]+")
SPACE = re.compile(r"(?<!0) +| +(?!0)")
LEAST_WORD = 2
LEAST_PLAIN = {4: 2, 5: 4}  # occurrences of a group of plain letters alone, which matters less; else once
CLASSES = 100  # size of the folded alphabet, for what was never seen
NEIGHBOURS = 3000  # tokens that count as neighbours of easily confused words
LEAST_NEIGHBOUR = 2
INITIALS = {"nl": frozenset("éèëïöüàáóíç"), "fr": frozenset("éèêàâçôîûœï")}
"""Accented letters that words of the language begin with."""
NAME_FILES = ("given_names.tsv", "places.tsv", "countries.tsv")
NAME_COLUMNS = frozenset(("name", "name_nl", "name_fr", "names_nl", "names_fr"))
ALWAYS = 20  # times that a word stands with a capital for each one without, if it is said to be always so
ENDS = frozenset(".?!:-")
GENERAL = 0.05  # share of the probability that the words of wordfreq get
LEAST_GENERAL = 3e-7  # least frequency of a word without accents: the others are misspellings and names
MISPLACED = 20  # times that a word is rarer than the same with its accents on other letters, if it is none
SHORTEST = 3  # letters of a word of wordfreq: its shorter ones are scraps, and the field has its own
SHORTEST_FOREIGN = 4  # letters of a foreign word worth its place; shorter ones are as often damage as words


def general_words(language: str) -> dict[str, float]:
    """Return the words of wordfreq worth keeping, each with its frequency.

    All with accents of the two languages are, and foreign ones (Škoda, Erdoğan) that are no damaged word;
    wordfreq is derived from texts of the web, in which there is damage too (žtait).
    """
    known = wordfreq.get_frequency_dict(language, "large")
    words = {word: often for word, often in known.items() if WORD.fullmatch(word) and len(word) >= SHORTEST}
    home = {word for word in words if not word.isascii() and LETTERS.issuperset(word)}

    def is_kept(word: str) -> bool:
        if word.isascii() or word in home:
            return word in home or words[word] >= LEAST_GENERAL
        is_other = not {SYMBOL, OTHER_SCRIPT, DRAWING}.isdisjoint(fold(word))
        damaged = (word.translate(pair.table) for pair in pairs())
        return len(word) >= SHORTEST_FOREIGN and not is_other and home.isdisjoint(damaged)

    return {word: often for word, often in words.items() if is_kept(word)}


def misplaced(words: Mapping[str, float]) -> set[str]:
    """Return the words with an accent on the wrong letter (aôut) that are far rarer than the right one."""
    twins = defaultdict[tuple[str, str], list[str]](list)
    for word in words:
        if not word.isascii():
            letters = unicodedata.normalize("NFD", word)
            marks = "".join(sorted(filter(unicodedata.combining, letters)))
            twins["".join(one for one in letters if not unicodedata.combining(one)), marks].append(word)
    groups = [(max(map(words.__getitem__, group)), group) for group in twins.values() if len(group) > 1]
    return {word for most, group in groups for word in group if words[word] * MISPLACED < most}


def count_groups(lines: Iterable[str]) -> list[Counter[str]]:
    """Count the groups of one to five folded letters in what stands between spaces; index 0 is unused.

    A piece that stands n times counts log2(n + 1) times: how words are built matters here, not how often each
    is used, which the word list knows. Digits parted by a space, as in 1 200, are one piece.
    """
    pieces = Counter(piece for line in lines for piece in SPACE.split(fold(line)) if piece)
    counts: list[Counter[str]] = [Counter() for _ in range(LONGEST + 1)]
    for piece, times in pieces.items():
        weight = (times + 1).bit_length() - 1
        for size in range(1, LONGEST + 1):
            for group in map("".join, _in_order(f" {piece} ", size)):
                counts[size][group] += weight
    return counts


def probabilities(counts: list[Counter[str]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the Witten-Bell probability of each group's last letter, and the weight of each context."""
    likely, weights = dict[str, float](), dict[str, float]()
    for groups in counts[1:]:
        kinds, total = Counter[str](), Counter[str]()
        for group, count in groups.items():
            kinds[group[:-1]] += 1
            total[group[:-1]] += count
        weights |= {before: number / (total[before] + number) for before, number in kinds.items()}
        for group, count in groups.items():
            number, lower = kinds[group[:-1]], likely.get(group[1:], 1 / CLASSES)
            likely[group] = (count + number * lower) / (total[group[:-1]] + number)
    return likely, weights


def kept_groups(counts: Counter[str]) -> list[str]:
    """Return the groups of one length that are worth their bytes."""
    return sorted(
        group
        for group, times in counts.items()
        if not group.isascii() or times >= LEAST_PLAIN.get(len(group), 1)
    )


def at_times_capital(lines: list[str], known: set[str]) -> set[str]:
    """Return the words that begin with an accented letter which is at times a capital within a sentence."""
    pairs = (pair for line in lines for pair in pairwise(TOKEN.findall(line)))
    shown = _cases(word for before, word in pairs if not word[0].isascii() and before not in ENDS)
    return {word for word in known if shown[word, True] >= max(2, shown[word, False] / 200)}


def _cases(words: Iterable[str]) -> Counter[tuple[str, bool]]:
    """How often each word, in small letters, stands with a capital and without one."""
    return Counter((word.lower(), word[0].isupper()) for word in words)


def vocabulary_names() -> set[str]:
    """Return the words, in small letters, of the names that the vocabularies hold: of people and places."""
    rows = [row for file in NAME_FILES for row in vocabulary_rows(file)]
    cells = (cell for row in rows for column, cell in row.items() if column in NAME_COLUMNS)
    return {word.lower() for cell in cells for word in WORD.findall(cell) if word[0].isupper()}


def names_of(language: str, lines: list[str], known: set[str]) -> list[str]:
    """Return names that begin with an accented letter, and that the corpus never shows in small letters.

    They are those of the vocabularies, and what begins with a letter that the language does not have.
    """
    small = {word for line in lines for word in WORD.findall(line) if word.islower()}
    accented = {word for word in known if not word[0].isascii()}
    foreign = {word for word in accented if word[0] not in INITIALS[language]}
    return sorted((accented & vocabulary_names() | foreign) - small)


def _in_order(items: Sequence[Item], number: int) -> Iterator[tuple[Item, ...]]:
    """Each run of so many items."""
    return zip(*(items[at:] for at in range(number)), strict=False)


def _rivals(words: Iterable[str]) -> set[str]:
    """Return the words that look like another one when their accented letters are lost or dropped."""
    known, found = set(words), set[str]()
    for skeleton in (without_letters, marked):
        alike = Counter(map(skeleton, known))
        found |= {word for word in known if alike[skeleton(word)] > 1}
    return found


def neighbours(lines: list[str], known: set[str], cased: set[str]) -> list[str]:
    """Return what is before and behind each word that is easily confused, a line a word.

    A line has the word, how often it occurs, what is before it and what behind it, each with its number, and
    tabs between them. Of `cased` words the one with a capital has a line of its own. Of the neighbours only
    frequent ones count.
    """
    tokens = [TOKEN.findall(line) for line in lines]
    counts = Counter(token.lower() for line in tokens for token in line)
    frequent = {token for token, _ in counts.most_common(NEIGHBOURS)}
    with_capital = set(map(str.capitalize, cased))
    wanted = _rivals(word for word in known if counts[word]) | LONE | cased | with_capital
    capital = [token for line in tokens for token in line if token in wanted and token[0].isupper()]
    counts.update(capital)
    counts.subtract(map(str.lower, capital))
    before, behind = (defaultdict[str, Counter[str]](Counter) for _ in range(2))
    for line in tokens:
        for far, near, one, other in _in_order(["", "", "", *line, ""], 4):
            low, high = neighbour_before(far, near, one).lower(), other.lower()
            left, right = one if one in wanted else one.lower(), other if other in wanted else high
            if right in wanted and low in frequent:
                before[right][low] += 1
            if left in wanted and high in frequent:
                behind[left][high] += 1
    return [
        "\t".join((word, str(counts[word]), _numbered(before[word]), _numbered(behind[word])))
        for word in sorted(wanted)
        if counts[word]
    ]


def _numbered(found: Counter[str]) -> str:
    return " ".join(f"{word} {times}" for word, times in sorted(found.items()) if times >= LEAST_NEIGHBOUR)


def _rows(rows: Iterable[str]) -> bytes:
    return "\n".join(rows).encode()


def _costs(probabilities: Iterable[float]) -> bytes:
    """Return probabilities as whole units of cost, 0 (certain) to 255."""
    return bytes(min(HIGHEST_COST, round(-math.log(likely) / COST_UNIT)) for likely in probabilities)


def sections(language: str, lines: list[str]) -> dict[str, bytes]:
    """Return the named sections of the file for one language."""
    words = Counter(word for line in lines for word in WORD.findall(line.lower()))
    total = words.total()
    general, domain = general_words(language), {word for word in words if words[word] >= LEAST_WORD}
    likely_words = {
        word: (1 - GENERAL) * words[word] / total + GENERAL * general.get(word, 0.0)
        for word in general.keys() | domain
    }
    for word in misplaced(likely_words):
        del likely_words[word]
    known = sorted(word for word in likely_words if word in domain or not word.isascii())
    plain = sorted(likely_words.keys() - set(known))
    signs = {sign: sum(line.count(sign) for line in lines) / total for sign in sorted(LONE - {"à"})}
    cased = at_times_capital(lines, set(known))
    counts = count_groups(lines)
    likely, weights = probabilities(counts)
    *shorter, longest = map(kept_groups, counts[1:])
    short = list(chain.from_iterable(shorter))
    return {
        f"{language}.words": _rows(known),
        f"{language}.word_costs": _costs(likely_words[word] for word in known),
        f"{language}.plain": _rows([*plain, *signs]),
        f"{language}.plain_costs": _costs([*(likely_words[word] for word in plain), *signs.values()]),
        f"{language}.neighbours": _rows(neighbours(lines, {*known, *plain}, cased)),
        f"{language}.capitals": _rows(sorted(cased)),
        f"{language}.names": _rows(names_of(language, lines, set(known))),
        f"{language}.accented": _rows(sorted(word for word in vocabulary_names() if not word.isascii())),
        f"{language}.groups": _rows(short + longest),
        f"{language}.group_costs": _costs(likely[group] for group in short + longest),
        f"{language}.context_costs": _costs(weights.get(group, 1.0) for group in short),
    }


def write(lines: Mapping[str, list[str]], out: Path) -> int:
    """Write the data file from the texts of each language; return its size."""
    parts = dict(chain(*(sections(language, lines[language]).items() for language in LANGUAGES)))
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    content = header + b"\n" + b"".join(parts.values())
    return out.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


@command
def main(corpus: Path, out: Path) -> Iterator[str]:
    lines = {language: of_split(corpus, language, "train") for language in LANGUAGES}
    yield f"{write(lines, out):,} bytes in {out}"
