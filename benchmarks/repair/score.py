"""Compare right, damaged and repaired text word by word (a word is what stands between spaces)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from benchmarks.common import best_cpu
from benchmarks.repair.corpus import SPACE
from benchmarks.repair.damages import Damage
from tasks.repair import forget

MOST_FAULTS = 10_000
Tool = Callable[[str], str]
Page = tuple[list[str], list[str]]  # the words of one text, as they were and as the damage shows them
Fault = tuple[str, str, str]  # a word as it was, as the damage showed it, and what repair made of it


@dataclass(slots=True)
class Score:
    """What one tool did with the texts of one class and language: words, bytes and processor time."""

    words: int = 0
    damaged: int = 0  # words that the damage changed
    restored: int = 0  # those of them that are as they were
    changed: int = 0  # words that the tool changed
    wrong: int = 0  # those of them that are not what they were before the damage
    harmed: int = 0  # words that the damage left alone and the tool changed
    recased: int = 0  # words of which the tool changed the case alone
    size: int = 0
    seconds: float = 0.0  # beginning with empty memories
    seconds_again: float = 0.0  # for the same texts once more, as in the middle of a long run
    faults: list[Fault] = field(default_factory=list)  # words that are not as they were

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
        found = now[start:end]
        for at, (right, broken) in enumerate(zip(was[low:high], shown[low:high], strict=True)):
            if kind == "equal":
                yield right, broken, found[at]
            else:
                yield right, broken, broken if broken in " ".join(found) else " ".join(found)


def damaged_pages(texts: Sequence[str], damage: Damage) -> list[Page]:
    """Damage each word of each text."""
    pages = map(SPACE.split, texts)
    return [(was, [damage(word) for word in was]) for was in pages]


def not_shown(pages: Sequence[Page]) -> int:
    """Count the words that a table could not show, and which are not damaged therefore."""
    words = (word for page in pages for word in zip(*page, strict=True))
    return sum(right == broken and not right.isascii() for right, broken in words)


def scored(pages: Sequence[Page], tool: Tool) -> Score:
    """Let a tool repair damaged pages."""
    score = Score()
    for was, shown in pages:
        broken = " ".join(shown)
        seconds, repaired = best_cpu(partial(tool, broken))
        score.seconds += seconds
        score.size += len(broken.encode())
        score.add(was, shown, repaired)
    return score


def measure(texts: Sequence[str], damage: Damage, tools: Sequence[Tool]) -> list[Score]:
    """Damage the texts and let each tool repair them twice, the first time as if it had seen no word."""
    pages = damaged_pages(texts, damage)
    scores = []
    for tool in tools:
        forget()
        scores.append(scored(pages, tool))
        scores[-1].seconds_again = scored(pages, tool).seconds
    return scores
