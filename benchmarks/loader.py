"""How fast the loader is beside what it could be: ratios, each pair measured in turn in one run.

    python benchmarks/loader.py --peers PATH/TO/OTHER/PYTHON [--write]

The peers (vega_datasets, palmerpenguins) are installed in an environment of their own, so that they cannot change this
one: `python -m venv peers && peers/bin/pip install -r benchmarks/peers.txt`. Whole processes are measured in processor
time (user and system) rather than by the clock, because machines are shared; pairs take turns, and the ratio is that of the
medians. With --write the table goes to docs/benchmarks-loader.md. Ends with 1 when a ratio is above its limit.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import roa_dataset as roa

_HEAD = """<!-- Made by benchmarks/loader.py --write. -->
# Benchmark of the loader

Whole processes are measured in processor time, calls inside one process by the clock, each pair in turn, on a machine that
other work may share: the milliseconds of another machine differ, the ratios should not. "Warm" is a call after the first: the
loader keeps a table that it has read as an Arrow table, which cannot be changed, and makes a new frame from it at each call.
"""
TABLE = "claims"
ROOT = Path(roa.root)
CSV, PARQUET = (str(ROOT / "data" / f"{TABLE}.{suffix}") for suffix in ("csv", "parquet"))


@dataclass(frozen=True)
class Ratio:
    """What was measured against what, both in milliseconds, and the limit of their quotient or difference."""

    what: str
    ours: float
    against: str
    theirs: float
    limit: float
    unit: str = "times"

    @property
    def found(self) -> float:
        """The quotient, or the difference in milliseconds."""
        return self.ours - self.theirs if self.unit == "ms more" else self.ours / self.theirs

    @property
    def good(self) -> bool:
        """Whether the limit is kept."""
        return self.found <= self.limit

    def line(self) -> str:
        """A line of the Markdown table."""
        figures = f"{self.ours:.1f} ms | {self.against} | {self.theirs:.1f} ms"
        return f"| {self.what} | {figures} | {self.found:.2f} {self.unit} | {self.limit:g} | {'yes' if self.good else 'NO'} |"


def processor_time(command: Sequence[str]) -> float:
    """Milliseconds of user and system time that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def processes(ours: Sequence[str], theirs: Sequence[str], times: int) -> tuple[float, float]:
    """Medians of two commands that take turns, after one run each that fills the file cache."""
    pairs = [(processor_time(ours), processor_time(theirs)) for _ in range(times + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def calls(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of two functions that take turns, in milliseconds by the clock, after three calls each."""
    pairs: list[tuple[float, float]] = []
    for number in range(times + 3):
        pair = []
        for function in (ours, theirs):
            start = time.perf_counter()
            function()
            pair.append(1000 * (time.perf_counter() - start))
        if number >= 3:
            pairs.append((pair[0], pair[1]))
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def python(code: str) -> list[str]:
    """The command that runs the code with this interpreter."""
    return [sys.executable, "-c", code]


def command(*arguments: str) -> list[str]:
    """The installed command, as its script starts it."""
    return python(f"import sys; sys.argv[1:] = {list(arguments)!r}; from roa_dataset.cli import main; main()")


def whole_processes(times: int) -> list[Ratio]:
    """Import, first rows and the command, each as a process of its own."""
    load = f"import roa_dataset as r; r.load({TABLE!r}"
    rows = f"import csv; list(csv.reader(open({CSV!r}, encoding='utf-8', newline='')))"
    parquet = f"import pandas; pandas.read_parquet({PARQUET!r})"
    untyped = f"import pandas; pandas.read_csv({CSV!r})"
    shown = "persons" if "persons" in roa.tables else "names"
    click = ("`import click`", python("import click"))
    pairs: list[tuple[str, list[str], str, list[str], float, str]] = [
        ("`import roa_dataset`", python("import roa_dataset"), "`pass`", python("pass"), 15, "ms more"),
        ("to records", python(f"{load}, engine='records')"), "csv.reader", python(rows), 2, "times"),
        ("to pandas", python(f"{load})"), "pandas.read_parquet", python(parquet), 1.15, "times"),
        ("to pandas", python(f"{load})"), "pandas.read_csv, types guessed", python(untyped), 1.15, "times"),
        ("`roa-dataset --help`", command("--help"), *click, 2, "times"),
        (f"`roa-dataset show {shown}`", command("show", shown), *click, 2, "times"),
    ]
    found = []
    for what, ours, against, theirs, limit, unit in pairs:
        figures = processes(ours, theirs, times)
        found.append(Ratio(what, figures[0], against, figures[1], limit, unit))
    return found


def warm(times: int) -> Ratio:
    """A second load in one process against bare pyarrow with the same types."""
    import pyarrow.parquet as pq

    from roa_dataset.loading.frames import PANDAS_TYPES

    def bare() -> Any:
        return pq.ParquetFile(PARQUET).read().to_pandas(types_mapper=PANDAS_TYPES.get)

    ours, theirs = calls(lambda: roa.load(TABLE), bare, times)
    return Ratio(f"warm `load({TABLE!r})`", ours, "pyarrow, same types", theirs, 1.1)


_PEER = """
import json, statistics, time
{setup}
found = []
for _ in range({times} + 3):
    start = time.perf_counter(); frame = {call}; found.append(1000 * (time.perf_counter() - start))
print(json.dumps([len(frame), statistics.median(found[3:])]))
"""
_PEERS = {
    "palmerpenguins": ("from palmerpenguins import load_penguins", "load_penguins()"),
    "vega_datasets": ("from vega_datasets import data", "data.cars()"),
}


def peers(interpreter: str, times: int) -> list[Ratio]:
    """A warm load of a table with as many rows as the peer's, against the peer's own loader; and the imports."""
    found = []
    for name, (setup, call) in _PEERS.items():
        code = _PEER.format(setup=setup, call=call, times=times)
        done = subprocess.run([interpreter, "-c", code], check=True, capture_output=True, text=True)
        rows, theirs = json.loads(done.stdout)
        table = min(roa.tables, key=lambda t: (t.rows < rows, abs(t.rows - rows))).name
        ours = json.loads(
            subprocess.run(
                python(_PEER.format(setup="import roa_dataset as r", call=f"r.load({table!r})", times=times)),
                check=True, capture_output=True, text=True,
            ).stdout
        )  # fmt: skip
        what = f"warm `load({table!r})`, {ours[0]} rows"
        found.append(Ratio(what, ours[1], f"{name}, {rows} rows", theirs, 1))
        imports = processes(python("import roa_dataset"), [interpreter, "-c", f"import {name}"], max(3, times // 20))
        found.append(Ratio("`import roa_dataset`", imports[0], f"`import {name}`", imports[1], 1))
    return found


def report(ratios: Sequence[Ratio]) -> str:
    """The Markdown table with the versions that were measured."""
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("pandas", "pyarrow", "click"))
    rows = f"{roa.tables[TABLE].rows} rows and {len(roa.schema(TABLE))} columns"
    lines = [f"Python {platform.python_version()}, {libraries}; the table {TABLE} has {rows}.", ""]
    lines += ["| what | ours | against | theirs | found | at most | kept |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*lines, *(ratio.line() for ratio in ratios)])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="the interpreter of an environment with the peers")
    parser.add_argument("--times", type=int, default=15, help="how often each process is measured")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks-loader.md")
    options = parser.parse_args(arguments)
    ratios = [*whole_processes(options.times), warm(20 * options.times)]
    ratios += peers(options.peers, 20 * options.times) if options.peers else []
    table = report(ratios) if options.peers else f"{report(ratios)}\n\nPeers were not measured: no --peers."
    print(table)
    if options.write:
        page = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-loader.md"
        page.write_text(f"{_HEAD}\n{table}\n", encoding="utf-8")
    return 0 if all(ratio.good for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
