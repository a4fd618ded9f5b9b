"""Measure text repair on texts that the statistics never saw.

    python benchmarks/repair.py CORPUS.parquet [--texts N] [--sentences] [--only RULE]

CORPUS has the columns `split`, `lang` and `text`; only rows of split 'dev' are read. Each text is damaged in
one class, repaired, and compared word by word (a word is what stands between spaces):

- restored: damaged words that came back exactly;
- wrong: changed words that are not what they were before the damage, as a share of all changed words;
- harm: words of clean text that repair changed, per million.

With --sentences each sentence is a text of its own, so that the page gives little evidence.
"""

import argparse
import html.entities
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tasks.repair import repair_text
from tasks.repair.charsets import PAIRS, decode_byte

SPACE = re.compile(r"[ \t\r\n\f\v]+")
SENTENCE = re.compile(r"(?<=[.?!;:]) ")
Damage = Callable[[str], str]


def by_table(written: str, read: str) -> Damage:
    """Return the damage of bytes of one charset read with another."""
    table = {}
    for code in range(0x80, 0x100):
        meant, shown = decode_byte(code, written), decode_byte(code, read)
        if meant >= "\xa0":
            table[ord(meant)] = shown
    return lambda text: text.translate(table)


def utf8(charset: str, times: int = 1) -> Damage:
    """Return the damage of UTF-8 read as something else."""

    def damage(text: str) -> str:
        for _ in range(times):
            text = "".join(decode_byte(code, charset) for code in text.encode())
        return text

    return damage


def half(damage: Damage) -> Damage:
    """Return the same damage for every second letter only, by chance."""
    chance = random.Random(8900)
    return lambda text: "".join(damage(letter) if chance.random() < 1 / 2 else letter for letter in text)


def c1(text: str) -> str:
    """Read Windows-1252 as ISO-8859-1."""
    return text.encode("cp1252", "ignore").decode("latin-1")


def entities(text: str) -> str:
    """Write named entities and leave them."""
    names = html.entities.codepoint2name
    return "".join(f"&{names[ord(c)]};" if not c.isascii() and ord(c) in names else c for c in text)


def double_entities(text: str) -> str:
    """Write named entities whose ampersand was escaped again."""
    return entities(text).replace("&", "&amp;")


def numeric_entities(text: str) -> str:
    """Write numeric entities and leave them."""
    return "".join(f"&#{ord(c)};" if not c.isascii() else c for c in text)


def classes() -> dict[str, Damage]:
    """Return every damage by name."""
    found = {rule: by_table(written, read) for rule, written, read, _ in PAIRS}
    found["mac_latin2, half"] = half(by_table("cp1252", "mac_latin2"))
    found["cp852, half"] = half(by_table("cp1252", "cp852"))
    for rule, charset in (("cp1252", "cp1252"), ("latin1", "latin-1"), ("mac_roman", "mac_roman")):
        found[f"utf8_as_{rule}"] = utf8(charset)
    found["utf8_as_cp1252, twice"] = utf8("cp1252", 2)
    found["utf8_as_cp1252, spaces lost"] = lambda text: utf8("cp1252")(text).replace("\xa0", " ")
    found.update(
        {"c1": c1, "entity": entities, "entity, double": double_entities, "entity, numeric": numeric_entities}
    )
    return found


@dataclass(slots=True)
class Score:
    """Counts of one class and language."""

    words: int = 0
    damaged: int = 0
    restored: int = 0
    changed: int = 0
    wrong: int = 0
    size: int = 0
    seconds: float = 0.0

    def add(self, clean: str, broken: str, repaired: str) -> list[tuple[str, str, str]]:
        """Compare one text; return what went wrong."""
        rows = list(aligned(clean, broken, repaired))
        faults = []
        for was, shown, now in rows:
            self.words += 1
            self.damaged += was != shown
            self.restored += was != shown and was == now
            self.changed += shown != now
            self.wrong += now not in (shown, was)
            if was != now:
                faults.append((was, shown, now))
        return faults


def aligned(clean: str, broken: str, repaired: str) -> Iterator[tuple[str, str, str]]:
    """Yield each word as it was, as damaged and as repaired."""
    words = [SPACE.split(text) for text in (clean, broken, repaired)]
    if len({len(column) for column in words}) == 1:
        yield from zip(*words, strict=True)
    else:  # a damage that makes or eats spaces: the text is one word
        yield clean, broken, repaired


def measure(texts: list[str], language: str, damage: Damage, shown: int) -> Score:
    """Damage and repair texts of one language."""
    score = Score()
    for text in texts:
        broken = damage(text)
        started = time.perf_counter()
        repaired = repair_text(broken, language).text
        score.seconds += time.perf_counter() - started
        score.size += len(broken.encode())
        for fault in score.add(text, broken, repaired):
            if shown > 0:
                print("   ", *map(repr, fault))
                shown -= 1
    return score


def corpus(path: Path, language: str, most: int, *, sentences: bool) -> list[str]:
    """Return the texts to measure on."""
    table = pyarrow.parquet.read_table(path, columns=["split", "lang", "text"]).to_pylist()
    texts = [row["text"] for row in table if row["split"] == "dev" and row["lang"] == language][:most]
    return [piece for text in texts for piece in SENTENCE.split(text)] if sentences else texts


def report(name: str, language: str, score: Score) -> None:
    """Print one line."""
    restored = 100 * score.restored / max(1, score.damaged)
    wrong = 100 * score.wrong / max(1, score.changed)
    speed = score.size / max(score.seconds, 1e-9) / 1e6
    print(
        f"{name:28} {language} damaged {score.damaged:6} restored {restored:7.2f} %"
        f"  wrong {wrong:6.3f} %  {speed:6.2f} MB/s",
        flush=True,
    )


def main() -> None:
    """Measure every class in both languages, then clean text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--sentences", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    repair_text("BelgiŽ")
    for language in ("nl", "fr"):
        texts = corpus(given.corpus, language, given.texts, sentences=given.sentences)
        for name, damage in classes().items():
            if name.startswith(given.only):
                report(name, language, measure(texts, language, damage, given.show))
        score = measure(texts, language, str, given.show)
        harm = 1e6 * score.changed / score.words
        speed = score.size / score.seconds / 1e6
        print(f"clean {language}: {score.words} words, harm {harm:.1f} a million, {speed:.1f} MB/s")


if __name__ == "__main__":
    main()
