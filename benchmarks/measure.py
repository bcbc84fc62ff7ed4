"""Times of one function and of whole builds: processor seconds, wall clock, and the most memory that was held."""

from __future__ import annotations

import resource
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
#: a process of its own, so that the memory of one run is not that of another
ALONE = (
    "import resource, runpy, sys, time; sys.argv = sys.argv[1:]; started = time.perf_counter();\n"
    "try: runpy.run_path(sys.argv[0], run_name='__main__')\n"
    "except SystemExit as end: assert not end.code, end.code\n"
    "wall = time.perf_counter() - started; own = resource.getrusage(resource.RUSAGE_SELF);\n"
    "children = resource.getrusage(resource.RUSAGE_CHILDREN);\n"
    "cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime;\n"
    "print('MEASURED', wall, cpu, max(own.ru_maxrss, children.ru_maxrss))"
)


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
    arguments = [str(ROOT / "scripts" / "build.py"), "--raw", str(raw), "--out", str(out), "--jobs", str(jobs)]
    done = subprocess.run([sys.executable, "-c", ALONE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the build of {raw.name} failed: {done.stderr[-500:]}")
    wall, cpu, peak = done.stdout.rsplit("MEASURED", 1)[1].split()
    return Run(float(wall), float(cpu), float(peak) / 1024)


def peak_now() -> float:
    """The most memory that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median(values: Iterable[float]) -> float:
    return statistics.median(values)
