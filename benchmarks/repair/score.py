"""Compare right, damaged and repaired text word by word (a word is what stands between spaces)."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.repair.damages import Damage

SPACE = re.compile(r"[ \t\r\n\f\v]+")
MOST_FAULTS = 10_000

Fault = tuple[str, str, str]
"""A word as it was, as the damage showed it, and what repair made of it."""


@dataclass(slots=True)
class Score:
    """What one tool did with the texts of one class and language.

    Attributes:
        words: Words in all.
        damaged: Those that the damage changed.
        restored: Those of them that are as they were.
        changed: Words that the tool changed.
        wrong: Those of them that are not what they were before the damage.
        harmed: Words that the damage left alone and the tool changed.
        recased: Words of which the tool changed the case alone.
        size: Bytes of damaged text.
        seconds: Processor time, beginning with empty memories.
        seconds_again: The same for the same texts once more, as in the middle of a long run.
        faults: Words that are not as they were.
    """

    words: int = 0
    damaged: int = 0
    restored: int = 0
    changed: int = 0
    wrong: int = 0
    harmed: int = 0
    recased: int = 0
    size: int = 0
    seconds: float = 0.0
    seconds_again: float = 0.0
    faults: list[Fault] = field(default_factory=list)

    def add(self, was: Sequence[str], shown: Sequence[str], repaired: str) -> None:
        """Count one text."""
        for right, broken, now in aligned(was, shown, repaired):
            self.words += 1
            self.damaged += right != broken
            self.restored += right != broken and right == now
            self.changed += now != broken
            self.wrong += now not in (broken, right)
            self.harmed += right == broken != now
            self.recased += now not in (broken, right) and now.casefold() == right.casefold()
            if now != right and len(self.faults) < MOST_FAULTS:
                self.faults.append((right, broken, now))

    @property
    def restored_percent(self) -> float:
        """Share of damaged words restored exactly."""
        return 100 * self.restored / max(1, self.damaged)

    @property
    def wrong_percent(self) -> float:
        """Share of changes that are wrong."""
        return 100 * self.wrong / max(1, self.changed)

    @property
    def either_percent(self) -> float:
        """Share of words that are as they were, or as the damage left them."""
        return 100 * (1 - self.wrong / max(1, self.words))

    @property
    def harm(self) -> float:
        """Right words changed, per million right words."""
        return 1e6 * self.harmed / max(1, self.words - self.damaged)

    @property
    def speed(self) -> float:
        """Megabytes of damaged text a second."""
        return self.size / max(self.seconds, 1e-9) / 1e6

    @property
    def speed_again(self) -> float:
        """The same in the middle of a long run."""
        return self.size / max(self.seconds_again, 1e-9) / 1e6


def aligned(was: Sequence[str], shown: Sequence[str], repaired: str) -> Iterator[Fault]:
    """Yield each word as it was, as shown and as repaired.

    Where damage or repair makes or eats spaces, words are matched; what matches nothing counts as unchanged
    when it still stands there as shown, else as changed to all that stands in its place.
    """
    now = repaired.split(" ")
    if len(now) == len(was):
        yield from zip(was, shown, now, strict=True)
        return
    for kind, low, high, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(was[low:high], shown[low:high], now[start:end], strict=True)
            continue
        found = " ".join(now[start:end])
        for right, broken in zip(was[low:high], shown[low:high], strict=True):
            yield right, broken, broken if broken in found else found


Page = tuple[list[str], list[str]]
"""The words of one text, as they were and as the damage shows them."""


def damaged_pages(texts: Sequence[str], damage: Damage) -> list[Page]:
    """Damage each word of each text."""
    pages = []
    for text in texts:
        was = SPACE.split(text)
        pages.append((was, [damage(word) for word in was]))
    return pages


def scored(pages: Sequence[Page], tool: Callable[[str], str]) -> Score:
    """Let a tool repair damaged pages."""
    score = Score()
    for was, shown in pages:
        broken = " ".join(shown)
        started = time.process_time()
        repaired = tool(broken)
        score.seconds += time.process_time() - started
        score.size += len(broken.encode())
        score.add(was, shown, repaired)
    return score


def measure(
    texts: Sequence[str], damage: Damage, tools: Sequence[Callable[[str], str]], warm: Callable[[], None]
) -> list[Score]:
    """Damage the texts and let each tool repair them; `warm` is called before each tool, outside its time."""
    pages = damaged_pages(texts, damage)
    scores = []
    for tool in tools:
        warm()
        score = scored(pages, tool)
        started = time.process_time()
        for _, shown in pages:
            tool(" ".join(shown))
        score.seconds_again = time.process_time() - started
        scores.append(score)
    return scores
