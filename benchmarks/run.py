"""Measures reading and building on generated corpora, beside spaCy, and writes the tables of docs/benchmarks.md.

    python benchmarks/run.py [--sizes 1 10] [--repeat 3] [--jobs 2] [--write]

Ours and spaCy's go over the same texts in turn, in one process, so that a busy machine is busy for both. With --write the
result goes to docs/benchmarks.md, else to the terminal. Needs the dependency group `bench`; takes some minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("benchmarks", "scripts", "src")]

from corpus import write_corpus  # noqa: E402
from measure import Run, median, reading_alone, timed, whole_build  # noqa: E402
from spacy_pipeline import SpacyPipeline  # noqa: E402
from steps import profile  # noqa: E402

from extract.documents import load_documents  # noqa: E402
from extract.layouts import LAYOUTS  # noqa: E402
from extract.many import extract_all  # noqa: E402
from extract.model import Document  # noqa: E402
from extract.vocabulary import for_articles, load  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
MB = 1_000_000


@dataclass
class Corpus:
    """A generated corpus and what was measured on it."""

    megabytes: float
    folder: Path
    documents: Sequence[Document]
    size: int
    ours: list[float] = field(default_factory=list)
    spacy: list[float] = field(default_factory=list)
    claims: int = 0
    alone: Run | None = None
    builds: dict[int, Run] = field(default_factory=dict)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the build on generated corpora, beside spaCy.")
    parser.add_argument("--sizes", type=float, nargs=2, default=[1, 10], help="megabytes of the two corpora")
    parser.add_argument(
        "--repeat", type=int, default=3, help="paired runs on the small corpus; the large one is run once"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of the build that is spread")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        corpora = [_generated(Path(folder) / f"corpus-{size:g}", size) for size in options.sizes]
        # the large corpus is built once, spread over processes: alone it takes many minutes
        plan = ((options.repeat, {1, options.jobs}), (1, {options.jobs}))
        for corpus, (repeat, spread) in zip(corpora, plan, strict=True):
            _measure(corpus, repeat)
            corpus.alone = reading_alone(corpus.folder)
            for jobs in sorted(spread):
                corpus.builds[jobs] = whole_build(
                    corpus.folder, Path(folder) / f"out-{corpus.megabytes:g}-{jobs}", jobs
                )
                print(
                    f"built {corpus.megabytes:g} MB, --jobs {jobs}: {corpus.builds[jobs]}", file=sys.stderr, flush=True
                )
        print("steps", file=sys.stderr, flush=True)
        page = "\n".join(_page(corpora, profile(corpora[0].folder))) + "\n"
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page)
    return 0


def _generated(folder: Path, megabytes: float) -> Corpus:
    size = write_corpus(folder, megabytes)
    return Corpus(megabytes, folder, load_documents(folder, LAYOUTS), size)


def _measure(corpus: Corpus, repeat: int) -> None:
    """Ours and spaCy's over the same texts in turn; both are made, and have read a few texts, before."""
    loaded = load(ROOT / "metadata" / "entities")
    vocabularies = for_articles(loaded, {d.article for d in corpus.documents})
    theirs = SpacyPipeline(next(iter(vocabularies.values())))
    extract_all(corpus.documents[:20], vocabularies, 1)
    theirs.read(corpus.documents[:20])
    for _ in range(repeat):
        seconds, corpus.claims = timed(lambda: _claims(corpus.documents, vocabularies))
        corpus.ours.append(seconds)
        seconds, _ = timed(lambda: theirs.read(corpus.documents))
        corpus.spacy.append(seconds)
        print(
            f"{corpus.megabytes:g} MB: ours {corpus.ours[-1]:.1f} s, spaCy {seconds:.1f} s", file=sys.stderr, flush=True
        )


def _claims(documents: Sequence[Document], vocabularies: dict[str, object]) -> int:
    """Reads text by text and keeps nothing but the number of claims, as spaCy's side keeps counts."""
    return sum(len(extract_all([document], vocabularies, 1)[0].claims) for document in documents)  # type: ignore[arg-type]


def _page(corpora: Sequence[Corpus], steps: dict[str, float]) -> Iterator[str]:
    small, large = corpora
    yield "# Benchmarks"
    yield ""
    yield f"Written by `python benchmarks/run.py --write` on {dt.date.today().isoformat()}; not part of the build. {_machine()}"
    yield ""
    yield "The texts are copies of the invented articles of the tests with other names, numbers and years (benchmarks/corpus.py)."
    yield ""
    yield "## Reading, beside spaCy"
    yield ""
    yield "Processor time of one process, ours and spaCy's in turn over the same texts. Ours reads layouts, names, dates, numbers"
    yield "and claims; spaCy (blank English, sentencizer, EntityRuler with our names) finds sentences and known names."
    yield ""
    yield "| corpus | texts | claims | ours, s | ours, MB/s | spaCy, s | spaCy, MB/s | ours / spaCy, time |"
    yield "|---|---|---|---|---|---|---|---|"
    for c in corpora:
        ours, theirs = median(c.ours), median(c.spacy)
        ratio = median(a / b for a, b in zip(c.ours, c.spacy, strict=True))
        yield (
            f"| {c.size / MB:.1f} MB | {len(c.documents)} | {c.claims:,} | {ours:.1f} | {c.size / MB / ours:.3f} "
            f"| {theirs:.1f} | {c.size / MB / theirs:.3f} | {ratio:.2f} |"
        )
    yield ""
    yield "Memory while reading, each text by itself and nothing kept of it:"
    yield ""
    for c in corpora:
        longest = max(len(d.text) for d in c.documents)
        peak = c.alone.peak if c.alone else 0.0
        yield f"- {c.size / MB:.1f} MB of texts, the longest of {longest:,} characters: {peak:.0f} MB"
    yield ""
    growth = median(large.ours) / median(small.ours) / (large.size / small.size) * (large.megabytes / small.megabytes)
    yield f"{large.megabytes:g} MB take {growth:.1f} times as long to read as {small.megabytes:g} MB."
    yield ""
    yield "## Whole builds"
    yield ""
    yield "`scripts/build.py` as a process, from texts to checked tables, CSV, Parquet and descriptor. Memory is the largest"
    yield "resident size of any one of its processes."
    yield ""
    yield "| corpus | --jobs | wall, s | processor, s | MB/s (wall) | peak memory, MB |"
    yield "|---|---|---|---|---|---|"
    for c in corpora:
        for jobs, run in sorted(c.builds.items()):
            yield (
                f"| {c.size / MB:.1f} MB | {jobs} | {run.wall:.1f} | {run.cpu:.1f} | {c.size / MB / run.wall:.3f} "
                f"| {run.peak:.0f} |"
            )
    yield ""
    yield f"## Where the time goes ({small.megabytes:g} MB, one process)"
    yield ""
    yield "| step | processor, s | share |"
    yield "|---|---|---|"
    whole = sum(steps.values())
    for name, seconds in steps.items():
        yield f"| {name} | {seconds:.2f} | {100 * seconds / whole:.0f} % |"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    load = os.getloadavg()[0]
    return (
        f"Machine: {platform.system()} {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, "
        f"Python {platform.python_version()}; load before the end of the run {load:.1f}."
    )


if __name__ == "__main__":
    sys.exit(main())
