"""How long the site takes to write and its pages to open, how large they are, and one pass of axe over the long ones.

    python benchmarks/site.py [--times N] [--write]

Needs Debian's chromium. Opening is the browser's own figure (loadEventEnd), the median of N openings from `file:`. With
--write the tables go to docs/benchmarks-site.md. Ends with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import gzip
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import roa_dataset as roa  # noqa: E402
from browser import address, chromium, window  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks-site.md"
#: seconds to write all of it, seconds to open a page, bytes of a page when packed
WRITE, OPEN, PACKED = 3.0, 0.5, 300_000
PAGES = (
    "index", "text-roa-newer", "text-roa-older", "compare-roa-older-roa-newer", "conflicts", "claims", "data", "timeline",
    "order-of-battle", "strengths", "map", "coverage", "persons", "units", "events", "entity/unit-russian-liberation-army",
)  # fmt: skip


def measured(site: Path, times: int) -> list[tuple[str, int, int, int]]:
    """Page, milliseconds to open, bytes packed, what axe finds (light, 1,280 px)."""
    found = []
    with chromium() as browser, window(browser) as page:
        for name in PAGES:
            path = site / f"{name}.html"
            took = []
            for _ in range(times):
                page.go(address(path))
                took.append(page.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            packed = len(gzip.compress(path.read_bytes(), mtime=0))
            found.append((name, round(statistics.median(took)), packed, len(page.violations())))
    return found


def text(found: list[tuple[str, int, int, int]], seconds: float, files: int, times: int) -> str:
    """The page as Markdown."""
    lines = [
        "<!-- Made by benchmarks/site.py --write. -->",
        "# Benchmark of the site",
        "",
        f"Writing the whole site ({files} pages): {seconds:.1f} s of processor time (at most {WRITE:g}).",
        "",
        f"Opening: milliseconds by the browser's own clock, the median of {times} openings from `file:` (at most",
        f"{OPEN * 1000:.0f}).",
        f"Packed: bytes with gzip (at most {PACKED:,}). axe: elements that break a rule of WCAG 2.2 A, AA or good practice.",
        "",
        "| page | opening, ms | packed, bytes | axe |",
        "|---|---|---|---|",
        *(f"| {name} | {took} | {packed:,} | {broken} |" for name, took, packed, broken in found),
        "",
        f"Python {platform.python_version()}, {platform.machine()}, 2 processors, which other work may share.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roa.tables["claims"].rows  # noqa: B018 - the package is found and read once before the clock starts
        began = time.process_time()
        site = roa.write_site(Path(folder) / "site")
        seconds = time.process_time() - began
        found = measured(site, options.times)
        written = text(found, seconds, len(list(site.rglob("*.html"))), options.times)
    print(written)
    if options.write:
        PAGE.write_text(written, encoding="utf-8")
    slow = [name for name, took, packed, broken in found if took > OPEN * 1000 or packed > PACKED or broken]
    print("over a limit:", ", ".join(slow) or "none", file=sys.stderr)
    return 1 if slow or seconds > WRITE else 0


if __name__ == "__main__":
    sys.exit(main())
