"""Raw texts → the whole package: raw/, data/, datapackage.json, and the generated pages of docs/.

    python scripts/build.py [--raw DIR] [--out DIR] [--jobs N]

Reads `raw`/documents.csv and the texts that it pins, and metadata/; writes CSV and Parquet for each table, the descriptor, the
data dictionary, the coverage report, the page of contradictions, the dataset card, the datasheet, CITATION.cff and the
files for catalogues. Everything is written aside and swapped in
at the end: a build that fails leaves the old files whole. Exit code 0: built; 1: a text or a definition is wrong (the
message says where); 2: usage; 130: interrupted, nothing was changed. Texts are read by several processes where there is
much to read; the files are the same whatever their number.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT / "scripts"), str(ROOT / "src")) if p not in sys.path]

from assemble.defects import told  # noqa: E402
from assemble.evidence import Tables, assemble  # noqa: E402
from assemble.retired import RetiredIdError  # noqa: E402
from assemble.reviews import ReviewError  # noqa: E402
from extract.documents import RawTextError, load_documents, read_rows  # noqa: E402
from extract.layouts import LAYOUTS, foreign_layout  # noqa: E402
from extract.many import ReadingStoppedError, extract_all  # noqa: E402
from extract.model import Document  # noqa: E402
from extract.prose.rule_checks import PatternError  # noqa: E402
from extract.unused import unused_entries  # noqa: E402
from extract.vocabulary import for_articles  # noqa: E402
from extract.vocabulary import load as load_entities  # noqa: E402
from publish.command_pages import command_pages  # noqa: E402
from publish.contradictions import contradictions_markdown  # noqa: E402
from publish.files import write_tree  # noqa: E402
from publish.library_page import PATH as LIBRARY_PAGE  # noqa: E402
from publish.library_page import library_page  # noqa: E402
from publish.literals import literals_module  # noqa: E402
from publish.package import GENERATED_FOLDERS, package_files  # noqa: E402
from publish.pages import pages  # noqa: E402
from publish.pictures import pictures  # noqa: E402
from publish.readme import with_blocks  # noqa: E402
from publish.report import coverage_markdown, summary  # noqa: E402
from publish.rows import PublishError  # noqa: E402
from roa_dataset.checks.content import CONTENT_CHECKS, content_findings  # noqa: E402
from roa_dataset.checks.contents import Contents  # noqa: E402
from roa_dataset.checks.finding import Finding  # noqa: E402
from roa_dataset.schema_files import Schema, load_schema  # noqa: E402
from roa_dataset.toml_files import SchemaError  # noqa: E402

METADATA = ROOT / "metadata"
#: what shells expect of a command that an interrupt ended (128 + SIGINT)
INTERRUPTED = 130
STOPPING = frozenset(check.name for check in CONTENT_CHECKS if check.stops_a_build)
Say = Callable[[str], None]


class EvidenceError(ValueError):
    """The tables disagree with the raw texts: a defect of the extraction, never published."""


class ProvenanceError(ValueError):
    """A cell of a view has no claim behind it, or not one that says so: a defect of a view, never published."""


def build_tables(raw: Path, metadata: Path, say: Say, jobs: int | None = None) -> tuple[list[Document], Schema, Tables]:
    """Everything up to the checked tables; nothing is written."""
    schema = load_schema(metadata)
    documents = load_documents(raw, LAYOUTS)
    say(f"read      {len(documents)} raw texts, {sum(len(d.text) for d in documents):,} characters")
    entities = load_entities(metadata / "entities")
    vocabularies = for_articles(entities, {d.article for d in documents})
    extractions = extract_all(documents, vocabularies, jobs)
    say(f"extracted {sum(len(e.claims) for e in extractions):,} claims")
    tables = assemble(extractions, vocabularies, schema, metadata)
    say(f"assembled {len(tables)} tables, {sum(map(len, tables.values())):,} rows")
    texts = {d.document_id: d.text for d in documents}
    findings = content_findings(Contents(tables, schema.tables, texts))
    stopping = [finding for finding in findings if finding.check in STOPPING]
    if of_texts := [finding for finding in stopping if finding.layer == "evidence"]:
        raise EvidenceError(f"{len(of_texts)} rows disagree with the raw texts:{told(of_texts, tables)}")
    if stopping:
        raise ProvenanceError(f"{len(stopping)} cells do not follow from their claims:{told(stopping, tables)}")
    if doubts := [finding for finding in findings if finding.check not in STOPPING]:
        say(f"doubts    {len(doubts)} cells that `roa-dataset validate` will name:\n  {_first(doubts)}")
    say("checked   every span, date, number, id and cell of a view against its text and its claims")
    return list(documents), schema, tables


def _first(findings: Sequence[Finding]) -> str:
    """So many findings as somebody reads."""
    return "\n  ".join(map(str, findings[:20]))


def build(raw: Path, out: Path, metadata: Path, say: Say, jobs: int | None = None) -> str:
    """Builds the package into `out`; returns the report."""
    documents, schema, tables = build_tables(raw, metadata, say, jobs)
    texts = {d.document_id: d.text for d in documents}
    files = package_files(schema, tables, raw)
    files["docs/coverage.md"] = coverage_markdown(tables, texts)
    files |= pages(metadata, schema, tables, texts)
    files["docs/contradictions.md"] = contradictions_markdown(schema, tables)
    if out.resolve() == ROOT:
        files["src/roa_dataset/literals.py"] = literals_module(schema)
        files |= {**command_pages(), LIBRARY_PAGE: library_page()}
        files |= pictures(files)
        files["README.md"] = with_blocks((ROOT / "README.md").read_text(encoding="utf-8"), tables)
    unused = _unused(documents, metadata)
    changed = write_tree(files, out, GENERATED_FOLDERS)
    say(f"wrote     {len(changed)} of {len(files)} files anew into {out.name or out}")
    return summary(tables, texts) + unused + _doubts(documents)


def _doubts(documents: Sequence[Document]) -> str:
    """A line for each text that has the signs of another layout than its row of documents.csv names."""
    doubted = [(d, foreign_layout(d.text, d.layout)) for d in documents]
    return "".join(
        f"\nwarning: {d.row['path']}: layout {d.layout}, but it begins like {other}; if it is that, correct raw/documents.csv"
        for d, other in doubted
        if other
    )


def _unused(documents: Sequence[Document], metadata: Path) -> str:
    """A line for what metadata/entities has and no text; the articles of the package are none that somebody misspelt."""
    elsewhere: set[str] = set()
    with contextlib.suppress(RawTextError):  # not the texts of this build, then
        elsewhere = {str(row["article"]) for row in read_rows(ROOT / "raw" / "documents.csv")}
    lines = unused_entries(load_entities(metadata / "entities"), documents, elsewhere)
    return "".join(f"\nwarning: {line}" for line in lines)


def _positive(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a whole number from 1 on")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the data package from the raw texts.")
    parser.add_argument("--raw", type=Path, default=ROOT / "raw", help="folder with documents.csv and the texts")
    parser.add_argument("--out", type=Path, default=ROOT, help="folder to write the package into")
    parser.add_argument("--jobs", type=_positive, help="processes that read texts (default: as many as are worth it)")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names in other scripts, on a terminal that has only ASCII
    started = time.perf_counter()
    say: Say = (lambda line: print(line, flush=True)) if sys.stdout.isatty() else (lambda line: None)
    try:
        report = build(options.raw, options.out, METADATA, say, options.jobs)
    except (
        RawTextError,
        SchemaError,
        PatternError,
        RetiredIdError,
        ReviewError,
        PublishError,
        EvidenceError,
        ProvenanceError,
        ReadingStoppedError,
    ) as error:
        print(f"build failed, nothing was changed: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"build failed, nothing was changed: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("build interrupted, nothing was changed", file=sys.stderr)
        return INTERRUPTED
    with contextlib.suppress(BrokenPipeError):  # `| head`: the files are written, nobody reads on
        print(report)
        say(f"built     in {time.perf_counter() - started:.1f} s")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    code = main()
    if code == INTERRUPTED:
        sys.stderr.flush()
        os._exit(code)  # processes were ended in the middle: Python would wait for what they no longer take
    sys.exit(code)
