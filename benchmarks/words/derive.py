"""Derive the word and letter statistics of text repair from a corpus of parliamentary questions.

    python benchmarks/words/derive.py CORPUS.parquet tasks/repair/letters.bin.gz

CORPUS has the columns `split`, `lang` ('nl' or 'fr') and `text`; only rows of split 'train' are read. What
is written holds counts turned into costs: words seen at least twice, and groups of one to five letters. No
sentence can be read back from it. The same corpus gives the same bytes.
"""

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tasks.repair.folding import COST_UNIT, HIGHEST_COST, fold

LANGUAGES = ("nl", "fr")
LONGEST = 5
WORD = re.compile(r"[^\W\d_]+")
SPACE = re.compile(r"(?<!0) +| +(?!0)")
LEAST_WORD = 2
LEAST_PLAIN = {1: 1, 2: 1, 3: 1, 4: 2, 5: 4}  # groups of plain letters alone: they matter less
LEAST_ACCENTED = {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
CLASSES = 100  # size of the folded alphabet, for what was never seen


def texts(corpus: Path, language: str) -> Iterator[str]:
    """Yield the training texts of one language."""
    table = pyarrow.parquet.read_table(corpus, columns=["split", "lang", "text"])
    for row in table.to_pylist():
        if row["split"] == "train" and row["lang"] == language:
            yield row["text"]


def cost(probability: float) -> int:
    """Return a probability as whole units of cost, 0 (certain) to 255."""
    return min(HIGHEST_COST, round(-math.log(probability) / COST_UNIT))


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


def sections(language: str, lines: list[str]) -> dict[str, bytes]:
    """Return the named sections of the file for one language."""
    words = Counter(word for line in lines for word in WORD.findall(line.lower()))
    total = sum(words.values())
    known = sorted(word for word, count in words.items() if count >= LEAST_WORD)
    counts = count_groups(lines)
    likely, weights = probabilities(counts)
    short: list[str] = []
    for size in range(1, LONGEST):
        short += sorted(group for group, count in counts[size].items() if keep(group, count))
    longest = sorted(group for group, count in counts[LONGEST].items() if keep(group, count))
    return {
        f"{language}.words": "\n".join(known).encode(),
        f"{language}.word_costs": bytes(cost(words[word] / total) for word in known),
        f"{language}.groups": "\n".join(short + longest).encode(),
        f"{language}.group_costs": bytes(cost(likely[group]) for group in short + longest),
        f"{language}.context_costs": bytes(cost(weights.get(group, 1.0)) for group in short),
    }


def main() -> None:
    """Read the corpus and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    parts: dict[str, bytes] = {}
    for language in LANGUAGES:
        parts.update(sections(language, list(texts(arguments.corpus, language))))
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    packed = gzip.compress(header + b"\n" + b"".join(parts.values()), compresslevel=9, mtime=0)
    arguments.out.write_bytes(packed)
    print(f"{len(packed):,} bytes in {arguments.out}")


if __name__ == "__main__":
    main()
