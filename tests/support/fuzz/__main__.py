"""Read mutated pages for some minutes, and try the properties of all tests with many examples meanwhile,
and nights of a site that changed its pages.

    python -m tests.support.fuzz [--minutes 10] [--seed NUMBER] [--first 0] [--processes N]
    python -m tests.support.fuzz --seed NUMBER --case N

Ends with 1 when something does not hold of a page, when a page takes more than a second of CPU a megabyte
beyond a tenth of a second, or when a property does not hold.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.support import PROJECT

from .cases import make_case
from .run import MOST_SECONDS, Fault, Tally, page_file, pattern_of, run_all, run_case, strict, warm_up

BESIDE = ("properties", "changed_pages")
SHOWN = 40
FIRST = 5
LONGEST_FAULT = 600
PROGRESS = 5000


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def counted(title: str, counts: "dict[str, int]") -> list[str]:
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [title, *(f"  {count:>7,}  {name}" for name, count in rows)]


def report(tally: Tally, seed: str, elapsed: float) -> list[str]:
    lines = [
        f"seed {seed}: {tally.pages:,} pages, {tally.size / 1e6:,.1f} MB",
        f"{tally.outcomes['read']:,} read, {tally.outcomes['quarantined']:,} quarantined",
        *counted("quarantined because", tally.reasons),
        *counted(f"{len(tally.kinds)} kinds of issue, on pages", tally.kinds),
        f"{tally.pages / elapsed:.1f} pages a second in all processes, all told",
        f"{tally.pages / tally.seconds:.1f} pages read a CPU second",
        f"{tally.size / tally.seconds / 1e6:.2f} MB read a CPU second",
        "slowest pages",
        *(f"  {cost}" for cost in tally.slowest),
    ]
    if tally.too_slow:
        lines.append(f"{len(tally.too_slow)} pages over {MOST_SECONDS} s/MB")
        lines += [f"  {cost}" for cost in sorted(tally.too_slow, reverse=True)[:SHOWN]]
    return [*lines, f"{len(tally.faults)} faults", *fault_lines(tally, seed)]


def fault_lines(tally: Tally, seed: str) -> Iterator[str]:
    """The faults, alike ones together, with the page of the first of them."""
    alike: dict[str, list[Fault]] = {}
    for fault in tally.faults:
        alike.setdefault(pattern_of(fault.what), []).append(fault)
    for group in sorted(alike.values(), key=len, reverse=True):
        first = group[0]
        cases = ", ".join(dict.fromkeys(str(fault.number) for fault in group[:FIRST]))
        yield f"  {len(group):,} times, cases {cases}: {first.what[:LONGEST_FAULT]}"
        yield f"    run again: python -m tests.support.fuzz --seed {seed} --case {first.number}"
        yield f"    page: {page_file(make_case(seed, first.number))}"


def run_many(seed: str, first: int, processes: int, until: float) -> int:
    tally = Tally()
    started = time.perf_counter()
    for part in run_all(seed, first, processes, until):
        tally.merge(part)
        if tally.pages % PROGRESS == 0:
            sys.stderr.write(f"{tally.pages:,} pages, {len(tally.faults)} faults\n")
    say(*report(tally, seed, time.perf_counter() - started))
    return int(bool(tally.faults or tally.too_slow))


def run_one(seed: str, number: int) -> int:
    case = make_case(seed, number)
    say(*case.story, f"address {case.address!r}", f"{len(case.content):,} bytes in {page_file(case)}")
    tally = Tally()
    with strict():
        warm_up()
        record = run_case(case, tally)
    if record:
        say(f"{record.form} {record.used_charset} {record.outcome} {record.reason or ''}")
        say(*(f"  {issue.kind}: {issue.detail}" for issue in record.issues[:SHOWN]))
    say(*map(str, tally.slowest[-1:]), *fault_lines(tally, seed))
    return int(bool(tally.faults or tally.too_slow))


def fuzz(seed: int, first: int, processes: int, minutes: float) -> int:
    """Mutated pages, properties and nights of changed pages beside each other; 1 when something was found."""
    until = time.time() + minutes * 60
    say(f"seed {seed}, for {minutes:g} minutes; run again: make fuzz SEED={seed} MINUTES={minutes:g}")
    words = [[sys.executable, "-m", f"tests.support.fuzz.{name}", str(seed), str(until)] for name in BESIDE]
    others = [subprocess.Popen(each, cwd=PROJECT) for each in words]
    found = run_many(str(seed), first, processes, until)
    return int(bool([code for code in (found, *(other.wait() for other in others)) if code]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=8900)
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 1) - 1))
    parser.add_argument("--case", type=int)
    given = parser.parse_args()
    if given.case is not None:
        return run_one(str(given.seed), given.case)
    return fuzz(given.seed, given.first, given.processes, given.minutes)


if __name__ == "__main__":
    sys.exit(main())
