"""Times of one function and of whole builds: processor seconds, wall clock, and the most memory that was held."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
#: a process of its own, so that the memory of one run is not that of another; VmHWM, because what Linux calls a process's
#: largest resident size counts the memory of the process that started it
ALONE = """
import re, resource, runpy, sys, time
sys.argv = sys.argv[1:]
started = time.perf_counter()
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
wall = time.perf_counter() - started
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
peak = own.ru_maxrss
if sys.platform == "linux":
    with open("/proc/self/status") as status:
        peak = int(re.search(r"VmHWM:\\s*(\\d+)", status.read())[1])
print("MEASURED", wall, own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, max(peak, others.ru_maxrss))
"""


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of the processor, and the largest resident memory of a process in megabytes."""

    wall: float
    cpu: float
    peak: float


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds of this process, and what the work gave."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def whole_build(raw: Path, out: Path, jobs: int) -> Run:
    """`scripts/build.py` in a process of its own."""
    return _measured(
        [str(ROOT / "scripts" / "build.py"), "--raw", str(raw), "--out", str(out), "--jobs", str(jobs)], raw
    )


def _measured(arguments: list[str], raw: Path) -> Run:
    done = subprocess.run([sys.executable, "-c", ALONE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} failed for {raw.name}: {done.stderr[-500:]}")
    wall, cpu, peak = done.stdout.rsplit("MEASURED", 1)[1].split()
    return Run(float(wall), float(cpu), float(peak) / 1024)


def reading_alone(raw: Path) -> Run:
    """Every text read in a process of its own, one after the other, and nothing kept of it: what reading itself holds."""
    return _measured([str(ROOT / "benchmarks" / "read_only.py"), str(raw)], raw)


def median(values: Iterable[float]) -> float:
    return statistics.median(values)
