"""Measure what it costs another program to use the repair: start, memory, first text; ftfy beside it.

    python -m benchmarks.repair.footprint

Each figure comes from a process of its own: `import` is the seconds of the import, `first` those of the
first text; `MB` is what the process holds after that, beyond an empty Python; `modules` counts what is not of
the standard library. Medians of five processes.
"""

import json
import statistics
import subprocess
import sys

RUNS = 5
CODE = """
import json, resource, sys, time
empty = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
{import_line}
imported = time.perf_counter()
{call}
done = time.perf_counter()
others = {{name.partition(".")[0] for name in sys.modules}} - set(sys.stdlib_module_names)
print(json.dumps({{
    "import": imported - began,
    "first": done - imported,
    "MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - empty) / 1024,
    "modules": len([name for name in others if not name.startswith("_")]),
}}))
"""
NOTHING, UTF8 = 'repaired("d\'accord")', "repaired('dÃ©partement de la rÃ©gion')"
LETTER = "repaired('le dťpartement de la rťgion')"
OURS = "from tasks.repair import repair_text as repaired"
THEIRS = "from ftfy import fix_text as repaired"
CASES = (
    ("repair, nothing damaged", OURS, NOTHING),
    ("repair, UTF-8", OURS, UTF8),
    ("repair, single bytes", OURS, LETTER),
    ("ftfy, nothing damaged", THEIRS, NOTHING),
    ("ftfy, UTF-8", THEIRS, UTF8),
)


def once(import_line: str, call: str) -> dict[str, float]:
    """Return the figures of one process."""
    code = CODE.format(import_line=import_line, call=call)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print a row per case."""
    print(f"{'':26} {'import s':>9} {'first s':>9} {'MB':>7} {'modules':>8}")
    for name, import_line, call in CASES:
        runs = [once(import_line, call) for _ in range(RUNS)]
        found = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        seconds = f"{found['import']:9.3f} {found['first']:9.3f}"
        print(f"{name:26} {seconds} {found['MB']:7.1f} {found['modules']:8.0f}")


if __name__ == "__main__":
    main()
