"""How long a validation takes beside stock Frictionless on the same package, and how long the fast check takes.

    python benchmarks/validation.py [--times N] [--write]

Whole processes, in processor time (user and system) rather than by the clock, because machines are shared; they take turns,
and the ratio is that of the medians. With --write the table goes to docs/benchmarks-validation.md. Ends with 1 when a limit is
passed.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks-validation.md"
#: a full run may take so many times what stock Frictionless takes; the fast check so many seconds
MOST, FAST = 4.0, 0.5
_ROA = "from roa_dataset.cli import main; main()"
_STOCK = "from frictionless.__main__ import console; console()"
COMMANDS: Mapping[str, Sequence[str]] = {
    "frictionless validate datapackage.json": ("-c", _STOCK, "validate", str(ROOT / "datapackage.json")),
    "roa-dataset validate": ("-c", _ROA, "validate", str(ROOT)),
    "roa-dataset validate --fast": ("-c", _ROA, "validate", "--fast", str(ROOT)),
}


def seconds(arguments: Sequence[str]) -> float:
    """Processor time of one process, which must end well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def measured(times: int) -> dict[str, float]:
    """Command → the median of its seconds."""
    found: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(times):
        for name, arguments in COMMANDS.items():
            found[name].append(seconds(arguments))
    return {name: statistics.median(values) for name, values in found.items()}


def page(found: Mapping[str, float], times: int) -> str:
    """The table as Markdown."""
    stock = found["frictionless validate datapackage.json"]
    lines = [
        "<!-- Made by benchmarks/validation.py --write. -->",
        "# Benchmark of the validator",
        "",
        f"Whole processes in processor time, the median of {times}, taking turns, on a machine that other work may share: the",
        "seconds of another machine differ, the ratios should not. A full run holds all that stock Frictionless checks, and",
        f"may take {MOST:g} times as long; the fast check may take {FAST:g} s.",
        "",
        "| command | seconds | times stock Frictionless |",
        "|---|---|---|",
        *(f"| `{name}` | {value:.2f} | {value / stock:.2f} |" for name, value in found.items()),
        "",
        f"Python {platform.python_version()}, frictionless {version('frictionless')}, {platform.machine()}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the validator beside stock Frictionless.")
    parser.add_argument("--times", type=int, default=5, help="how often each command is run (default: 5)")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    found = measured(options.times)
    text = page(found, options.times)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    ratio = found["roa-dataset validate"] / found["frictionless validate datapackage.json"]
    return int(ratio > MOST or found["roa-dataset validate --fast"] > FAST)


if __name__ == "__main__":
    sys.exit(main())
