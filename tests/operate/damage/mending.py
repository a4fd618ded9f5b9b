"""Mending a damaged data folder as the table says, and looking at what came of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.operate.damage.cases import EITHER, IN_ORDER, Case
from tests.operate.damage.harms import HARMS, clear
from tests.operate.damage.support import (
    CHECK,
    NOTHING_NEW,
    RAW_VERIFY,
    VERIFY,
    Done,
    faults,
    names,
    prepared,
    quickly_published,
    run_beside,
    shown,
)
from tests.support.runs import parquet_files

_FAILED = (1, 2)
_ENTRIES = "ledger/*.json"


class Mending:
    """One damaged copy of a data folder, and the run that mends it.

    A release that it makes has an explorer where that was damaged.

    Attributes:
        found: A line for each thing that is not as the table says.
    """

    def __init__(self, base: Path, folder: Path, case: Case) -> None:
        self._base, self._case = base, case
        self._data, self._place = prepared(base, folder, case)
        self._kept = folder / "kept"
        self._keep()
        HARMS[case.harm](self._place)
        if case.path.startswith("cache"):  # is read only where the tables are made again
            clear((self._data / "current").resolve() / "manifest.json")
        self.found: list[str] = []

    def _keep(self) -> None:
        if self._place.is_file():
            shutil.copy2(self._place, self._kept)

    def _run(self, *words: str) -> Done:
        with quickly_published(explorer="site" in self._case.path):
            done = run_beside(self._base, *words, "--data", self._data)
        self.found += faults(words, done)
        return done

    def mend(self, words: tuple[str, ...] = NOTHING_NEW) -> None:
        """Run once; where the table says so, do what the run asks for, and run again."""
        words = ("rebuild",) if self._case.mends == "rebuild" else words
        done = self._run(*words)
        if self._case.asks_for_a_hand or (self._case.may_ask and done.returncode):
            self._expect(done, _FAILED, self._place.name)
            self._take_away()
            done = self._run(*words)
        self._expect(done, (0,), self._told())

    def _told(self) -> str:
        """What the run that mends must name."""
        heals = self._case.mends == "run" and self._case.named not in {EITHER, IN_ORDER} and self._case.path
        return self._case.named.format(name=self._place.name) if heals else ""

    def _take_away(self) -> None:
        clear(self._place)
        if self._case.mends == "backup":
            shutil.copy2(self._kept, self._place)

    def _expect(self, done: Done, codes: tuple[int, ...], name: str) -> None:
        if done.returncode not in codes or not names(done, name):
            self.found.append(f"RUN {shown(done.args[:-2], done)} (wanted {codes}, named {name!r})")

    def look(self) -> list[str]:
        """Look whether all is well again."""
        for words in (VERIFY, RAW_VERIFY, CHECK, NOTHING_NEW):
            self._expect(self._run(*words), (0,), "unchanged" if words == NOTHING_NEW else "")
        self.found += self._other_tables()
        self.found += self._entries()
        return self.found

    def _other_tables(self) -> Iterator[str]:
        """The same pages give the same bytes; the journal brings a page in anew."""
        if "journal" in self._case.path:
            return
        try:
            now = parquet_files(self._data)
        except KeyError as error:
            yield f"TABLE {error} is missing"
            return
        before = parquet_files(self._base)
        yield from (f"TABLE {name} has other bytes" for name in now if now[name] != before[name])

    def _entries(self) -> Iterator[str]:
        """A broken entry of the ledger is set aside; what stands there then came from a release."""
        if self._case.path == _ENTRIES and self._case.mends == "run" and self._case.named != EITHER:
            if not list((self._data / "ledger").glob("*.damaged")):
                yield "LEDGER nothing is set aside as *.damaged"
            if self._place.is_symlink() or (
                self._place.exists() and self._place.stem not in self._place.read_text(encoding="utf-8")
            ):
                yield f"LEDGER {self._place.name} is still there"
