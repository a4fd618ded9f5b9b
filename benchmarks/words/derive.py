"""Derive the word and letter statistics of text repair from a corpus of parliamentary questions.

    python -m benchmarks.words.derive CORPUS.parquet \
        tasks/repair/statistics/letters.bin.gz tasks/repair/statistics/dropped.txt

CORPUS has the columns `split`, `lang` ('nl' or 'fr') and `text`; only rows of split 'train' are read. To its
words come those of wordfreq, which knows more of them than any corpus of one field. What is written holds
counts turned into costs: words, and groups of one to five letters. No sentence can be read back from it. The
same corpus and the same wordfreq give the same bytes.
"""

import argparse
import gzip
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow.parquet
import wordfreq

from schemas.vocabulary.rows import vocabulary_rows
from tasks.repair.charsets import data_rows, pairs
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
from tasks.repair.statistics.places import PIECE_TOKEN, SIGNS, kind_before, kind_behind

LANGUAGES = ("nl", "fr")
LONGEST = 5
WORD = re.compile(r"[^\W\d_]+")
SPACE = re.compile(r"(?<!0) +| +(?!0)")
LEAST_WORD = 2
LEAST_PLAIN = {1: 1, 2: 1, 3: 1, 4: 2, 5: 4}  # groups of plain letters alone: they matter less
LEAST_ACCENTED = {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
CLASSES = 100  # size of the folded alphabet, for what was never seen
NEIGHBOURS = 3000
"""Tokens that are told as neighbours of easily confused words."""
LEAST_NEIGHBOUR = 2
INITIALS = {"nl": frozenset("éèëïöüàáóíç"), "fr": frozenset("éèêàâçôîûœï")}
"""Accented letters that words of the language begin with."""
NAME_FILES = ("given_names.tsv", "places.tsv", "countries.tsv")
NAME_COLUMNS = frozenset(("name", "name_nl", "name_fr", "names_nl", "names_fr"))
ALWAYS = 20
"""Times that a word stands with a capital for each one without, if it is said to be always so."""
SPACES = str.maketrans({"_": " ", "~": "\u00a0"})
"""How `places.tsv` writes a space and a no-break space."""
LEAST_TRACE, SHORTEST_TRACE, MOST_TRACES = 2, 3, 2500
"""Of words whose accented letters are dropped: occurrences, letters left, and number."""
LANGUAGES_AROUND = ("nl", "fr", "en")
MISSPELT = 0.02
"""How often what is left stands on the web, at most, beside the word in this field."""
ENDS = frozenset(".?!:-")
GENERAL = 0.05
"""Share of the probability that the words of wordfreq get."""
LEAST_GENERAL = 3e-7
"""Least frequency of a word without accents: the others are misspellings and names."""
SHORTEST = 3
"""Letters of a word of wordfreq: its shorter ones are scraps, and the field has its own."""
SHORTEST_FOREIGN = 4
"""Letters of a foreign word worth its place; shorter ones are as often damage as words."""


def texts(corpus: Path, language: str) -> Iterator[str]:
    """Yield the training texts of one language."""
    table = pyarrow.parquet.read_table(corpus, columns=["split", "lang", "text"])
    for row in table.to_pylist():
        if row["split"] == "train" and row["lang"] == language:
            yield row["text"]


def cost(probability: float) -> int:
    """Return a probability as whole units of cost, 0 (certain) to 255."""
    return min(HIGHEST_COST, round(-math.log(probability) / COST_UNIT))


def _at_home(word: str) -> bool:
    return LETTERS.issuperset(word)


def general_words(language: str) -> dict[str, float]:
    """Return the words of wordfreq worth keeping, each with its frequency.

    All with accents of the two languages are, and foreign ones (Škoda, Erdoğan) that are no damaged word;
    wordfreq is derived from texts of the web, in which damage stands too (žtait).
    """
    frequencies = wordfreq.get_frequency_dict(language, "large")
    words = {
        word: often for word, often in frequencies.items() if WORD.fullmatch(word) and len(word) >= SHORTEST
    }
    home = {word for word in words if not word.isascii() and _at_home(word)}
    found = {word: often for word, often in words.items() if word.isascii() and often >= LEAST_GENERAL}
    for word, often in words.items():
        other = not {SYMBOL, OTHER_SCRIPT, DRAWING}.isdisjoint(fold(word))
        if word in home:
            found[word] = often
        elif word.isascii() or other or len(word) < SHORTEST_FOREIGN:
            continue
        elif home.isdisjoint(word.translate(pair.table) for pair in pairs()):
            found[word] = often
    return found


def count_groups(lines: Iterable[str]) -> list[Counter[str]]:
    """Count the groups of one to five folded letters in what stands between spaces; index 0 is unused.

    A piece that stands n times counts log2(n + 1) times: how words are built matters here, not how often each
    is used, which the word list knows. Digits parted by a space, as in 1 200, are one piece.
    """
    pieces = Counter(piece for line in lines for piece in SPACE.split(fold(line)) if piece)
    counts: list[Counter[str]] = [Counter() for _ in range(LONGEST + 1)]
    for piece, times in pieces.items():
        weight = (times + 1).bit_length() - 1
        folded = f" {piece} "
        for size in range(1, LONGEST + 1):
            for at in range(len(folded) - size + 1):
                counts[size][folded[at : at + size]] += weight
    return counts


def probabilities(counts: list[Counter[str]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the Witten-Bell probability of each group's last letter, and the weight of each context."""
    likely: dict[str, float] = {}
    weights: dict[str, float] = {}
    for size in range(1, LONGEST + 1):
        total: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for group, count in counts[size].items():
            total[group[:-1]] += count
            kinds[group[:-1]] += 1
        for group, count in counts[size].items():
            before = group[:-1]
            lower = likely[group[1:]] if size > 1 else 1 / CLASSES
            likely[group] = (count + kinds[before] * lower) / (total[before] + kinds[before])
        weights.update({before: kinds[before] / (total[before] + kinds[before]) for before in total})
    return likely, weights


def keep(group: str, count: int) -> bool:
    """Say whether a group is worth its bytes."""
    least = LEAST_PLAIN if group.isascii() else LEAST_ACCENTED
    return count >= least[len(group)]


def at_times_capital(lines: list[str], known: set[str]) -> set[str]:
    """Return the words that begin with an accented letter which is at times a capital within a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        for before, word in itertools.pairwise(TOKEN.findall(line)):
            if not word[0].isascii() and before not in ENDS:
                (capital if word[0].isupper() else small)[word.lower()] += 1
    return {word for word, times in capital.items() if word in known and times >= max(2, small[word] / 200)}


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


def accented_names() -> list[str]:
    """Return the accented words, in small letters, of the vocabularies' names."""
    return sorted(word for word in vocabulary_names() if not word.isascii())


def _tokens(line: str) -> Iterator[tuple[str, bool]]:
    """Each token, and whether a space is before it."""
    end = 0
    for found in PIECE_TOKEN.finditer(line):
        yield found[0], found.start() > end
        end = found.end()


def _places_elsewhere(language: str) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Places of signs that other texts of the language have, with assumed numbers; the corpus lacks them."""
    for one, *place, times in data_rows("places.tsv", __package__):
        if one in ("", language):
            before, sign, behind = (kind.translate(SPACES) for kind in place)
            yield (before, sign, behind), int(times)


def count_places(language: str, lines: Iterable[str]) -> list[str]:
    """Count the places of signs: kinds and sign parted by tabs, then the number; '' is any token."""
    places = Counter(dict(_places_elsewhere(language)))
    for line in lines:
        tokens = [("", False), *_tokens(line), ("", False), ("", False)]
        for (before, _), (token, spaced), (behind, follows), (following, _) in zip(
            tokens, tokens[1:], tokens[2:], tokens[3:], strict=False
        ):
            sides = (
                kind_before(before, spaced=spaced),
                kind_behind(behind, spaced=follows, following=following),
            )
            places[sides[0], "", ""] += 1
            places["", "", sides[1]] += 1
            if token.lower() in SIGNS:
                places[sides[0], token.lower(), sides[1]] += 1
    return ["\t".join((*place, str(times))) for place, times in sorted(places.items())]


def only_capital(lines: list[str], known: set[str]) -> list[str]:
    """Return the words that are always capitalised and look like another without its accented letters."""
    shown: dict[str, Counter[bool]] = {
        without_letters(word): Counter() for word in known if not word.isascii()
    }
    for line in lines:
        for word in WORD.findall(line):
            if word.lower() in shown:
                shown[word.lower()][word[0].isupper()] += 1
    return sorted(word for word, times in shown.items() if times[True] > ALWAYS * times[False])


def _rivals(words: Iterable[str], known: set[str]) -> set[str]:
    """Return the words that look like another one when their accented letters are lost or dropped."""
    found: set[str] = set()
    for skeleton in (without_letters, marked):
        alike: dict[str, set[str]] = {}
        for word in words:
            if not word.isascii():
                alike.setdefault(skeleton(word), set()).add(word)
        for shape, group in alike.items():
            whole = group | ({shape} & known)
            found |= whole if len(whole) > 1 else set()
    return found


def neighbours(lines: list[str], known: set[str], cased: set[str]) -> list[str]:
    """Return what stands before and behind each word that is easily confused, a line a word.

    A line holds the word, how often it stands there, what stands before it and what behind it, each with its
    number; parts are parted by tabs. Of `cased` words the one with a capital has a line of its own. Of the
    neighbours only frequent ones are told.
    """
    tokens = [TOKEN.findall(line) for line in lines]
    counts = Counter(token.lower() for line in tokens for token in line)
    told = {token for token, _ in counts.most_common(NEIGHBOURS)}
    seen = {word for word in known if counts[word]}
    wanted = _rivals(seen, seen) | LONE | cased | {word.capitalize() for word in cased}
    counts.update(token for line in tokens for token in line if token in wanted and token[0].isupper())
    counts.subtract(
        token.lower() for line in tokens for token in line if token in wanted and token[0].isupper()
    )
    before: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    behind: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    for line in tokens:
        for far, near, one, other in zip(
            ["", "", "", *line], ["", "", *line], ["", *line], [*line, ""], strict=False
        ):
            low, high = neighbour_before(far, near, one).lower(), other.lower()
            left, right = one if one in wanted else one.lower(), other if other in wanted else high
            if right in wanted and low in told:
                before[right][low] += 1
            if left in wanted and high in told:
                behind[left][high] += 1
    return [
        "\t".join((word, str(counts[word]), _numbered(before[word]), _numbered(behind[word])))
        for word in sorted(wanted)
        if counts[word]
    ]


def _numbered(found: Counter[str]) -> str:
    return " ".join(f"{word} {times}" for word, times in sorted(found.items()) if times >= LEAST_NEIGHBOUR)


def sections(language: str, lines: list[str]) -> dict[str, bytes]:
    """Return the named sections of the file for one language."""
    words = Counter(word for line in lines for word in WORD.findall(line.lower()))
    total = sum(words.values())
    general = general_words(language)
    likely_words = {
        word: (1 - GENERAL) * words[word] / total + GENERAL * general.get(word, 0.0)
        for word in general.keys() | {word for word, count in words.items() if count >= LEAST_WORD}
    }
    domain = {word for word in likely_words if words[word] >= LEAST_WORD}
    known = sorted(word for word in likely_words if word in domain or not word.isascii())
    cased = at_times_capital(lines, set(known))
    names = names_of(language, lines, set(known))
    plain = sorted(likely_words.keys() - set(known))
    signs = {sign: sum(line.count(sign) for line in lines) / total for sign in sorted(LONE - {"à"})}
    plain_costs = [cost(likely) for likely in (*map(likely_words.__getitem__, plain), *signs.values())]
    counts = count_groups(lines)
    likely, weights = probabilities(counts)
    short: list[str] = []
    for size in range(1, LONGEST):
        short += sorted(group for group, count in counts[size].items() if keep(group, count))
    longest = sorted(group for group, count in counts[LONGEST].items() if keep(group, count))
    return {
        f"{language}.words": "\n".join(known).encode(),
        f"{language}.word_costs": bytes(cost(likely_words[word]) for word in known),
        f"{language}.plain": "\n".join([*plain, *signs]).encode(),
        f"{language}.plain_costs": bytes(plain_costs),
        f"{language}.neighbours": "\n".join(neighbours(lines, {*known, *plain}, cased)).encode(),
        f"{language}.places": "\n".join(count_places(language, lines)).encode(),
        f"{language}.capitals": "\n".join(sorted(cased)).encode(),
        f"{language}.names": "\n".join(names).encode(),
        f"{language}.abbreviations": "\n".join(only_capital(lines, set(known))).encode(),
        f"{language}.accented": "\n".join(accented_names()).encode(),
        f"{language}.groups": "\n".join(short + longest).encode(),
        f"{language}.group_costs": bytes(cost(likely[group]) for group in short + longest),
        f"{language}.context_costs": bytes(cost(weights.get(group, 1.0)) for group in short),
    }


def traces(lines: list[str]) -> list[str]:
    """Return what is left of frequent words without their accented letters, where that is no word.

    A text shows it in the case that the word mostly has.
    """
    words = [word for line in lines for word in WORD.findall(line)]
    cased = Counter(word for word in words if not word.isascii() and word[1:].islower())
    left: Counter[str] = Counter()
    for word, times in cased.items():
        left[without_letters(word)] += times
    others = [wordfreq.get_frequency_dict(other, "large") for other in LANGUAGES_AROUND]
    found = [
        shape
        for shape, times in left.most_common()
        if times >= LEAST_TRACE
        and len(shape) >= SHORTEST_TRACE
        and LETTERS.issuperset(shape.lower())
        and all(
            known.get(shape.lower(), 0.0) < max(LEAST_GENERAL, times / len(words) * MISSPELT)
            for known in others
        )
    ]
    return found[:MOST_TRACES]


def write(lines: Mapping[str, list[str]], out: Path, traces_out: Path) -> int:
    """Write the data files from the texts of each language; return the size of the first."""
    parts: dict[str, bytes] = {}
    for language in LANGUAGES:
        parts.update(sections(language, lines[language]))
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    packed = gzip.compress(header + b"\n" + b"".join(parts.values()), compresslevel=9, mtime=0)
    out.write_bytes(packed)
    found = {shape for language in LANGUAGES for shape in traces(lines[language])}
    traces_out.write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")
    return len(packed)


def main() -> None:
    """Read the corpus and write the data files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("traces", type=Path)
    given = parser.parse_args()
    lines = {language: list(texts(given.corpus, language)) for language in LANGUAGES}
    print(f"{write(lines, given.out, given.traces):,} bytes in {given.out}")


if __name__ == "__main__":
    main()
