"""Damages copies of the package by the thousand and counts what the validator finds → docs/benchmarks-corruption.md.

    python benchmarks/corruption.py [--seed 1] [--count 2000] [--fix everything] [--only KIND…] [--jobs 2] [--write]

Every kind of damage (tests/damage) has an equal share of the count; cells are drawn uniformly over all cells of all tables. After
each damage the descriptor's sizes and hashes are set right, the Parquet beside a damaged CSV is made again from it, and the
pins of a damaged text too (--fix everything), so that only what the files say can betray it. --fix descriptor leaves Parquet
and pins as they were, --fix none everything. The layers of the validator run in this process, the quick ones first, until one
finds something.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("benchmarks", "tests", "scripts", "src")]

from corruption_page import Case, page  # noqa: E402

from damage import FIXES, KINDS, Fix, Workplace, damaged, fix_up, read_base  # noqa: E402
from damage.judging import Judge  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks-corruption.md"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Count how much damage the validator finds.")
    parser.add_argument("--seed", type=int, default=1, help="first seed; each damage has one of its own")
    parser.add_argument("--count", type=int, default=2000, help="damages, in equal shares for each kind")
    parser.add_argument("--fix", choices=FIXES, default="everything", help="what is set right after the damage")
    parser.add_argument("--only", nargs="*", choices=sorted(KINDS), help="only these kinds")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--package", type=Path, default=ROOT, help="the undamaged package")
    parser.add_argument("--cases", type=Path, help="also write every case as a line of JSON")
    parser.add_argument("--read", type=Path, help="take the cases of a run before from this file instead")
    parser.add_argument("--again", action="store_true", help="of these, judge those again that were not found")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    if options.read:
        cases = [Case(**json.loads(line)) for line in options.read.read_text(encoding="utf-8").splitlines()]
    else:
        tasks = list(shares(sorted(options.only or KINDS), options.count, options.seed))
        cases = judged(tasks, options.package, options.fix, options.jobs)
    if options.again:
        missed = [(case.kind, case.seed) for case in cases if not case.layer]
        anew = {(case.kind, case.seed): case for case in judged(missed, options.package, options.fix, options.jobs)}
        cases = [anew.get((case.kind, case.seed), case) for case in cases]
    if options.cases:
        lines = [json.dumps(vars(case), ensure_ascii=False) for case in cases]
        options.cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = sum(bool(case.layer) for case in cases)
    print(f"{found} of {len(cases)} found, {found / len(cases):.1%}, in {time.perf_counter() - started:.0f} s")
    if options.write:
        command = f"--seed {options.seed} --count {options.count} --fix {options.fix}"
        lines = list(page(cases, read_base(options.package), command))
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def shares(kinds: Sequence[str], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """(kind, seed) for each damage: shares differ by one at most."""
    for number in range(count):
        yield kinds[number % len(kinds)], seed + number // len(kinds)


def judged(tasks: Sequence[tuple[str, int]], package: Path, fix: Fix, jobs: int) -> list[Case]:
    """The cases in the order of the tasks."""
    parts = [tasks[start::jobs] for start in range(jobs)]
    if jobs == 1:
        done = [_judge_all(parts[0], package, fix)]
    else:
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            done = pool.starmap(_judge_all, [(part, package, fix) for part in parts])
    by_task = {(case.kind, case.seed): case for part in done for case in part}
    return [by_task[task] for task in tasks]


def _judge_all(tasks: Sequence[tuple[str, int]], package: Path, fix: Fix) -> list[Case]:
    base = read_base(package)
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(Workplace(base, Path(folder)))
        for number, (kind, seed) in enumerate(tasks, start=1):
            damage = damaged(base, kind, seed)
            fix_up(damage.copy, fix)
            verdict = judge.verdict(damage.copy)
            cases.append(Case(kind, seed, damage.words, verdict.layer, verdict.finding))
            if not verdict.caught:
                print(f"not found: {kind} {seed}: {damage.words}", file=sys.stderr, flush=True)
            if number % 100 == 0:
                print(f"{number} of {len(tasks)}", file=sys.stderr, flush=True)
    return cases


if __name__ == "__main__":
    sys.exit(main())
