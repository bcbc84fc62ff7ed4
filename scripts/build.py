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
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT / "scripts"), str(ROOT / "src")) if p not in sys.path]

from assemble.defects import MOST, described, told  # noqa: E402
from assemble.definitions import load_definitions  # noqa: E402
from assemble.evidence import Tables  # noqa: E402
from assemble.parts import parts_of  # noqa: E402
from assemble.retired import RetiredIdError  # noqa: E402
from assemble.reviews import ReviewError  # noqa: E402
from assemble.whole import Whole  # noqa: E402
from extract.documents import RawTextError, load_documents, read_rows, with_text  # noqa: E402
from extract.layouts import LAYOUTS, foreign_layout  # noqa: E402
from extract.many import ReadingStoppedError, default_jobs, extract_parts  # noqa: E402
from extract.model import Document  # noqa: E402
from extract.prose.rule_checks import PatternError  # noqa: E402
from extract.unused import unused_entries  # noqa: E402
from extract.vocabulary import for_articles  # noqa: E402
from extract.vocabulary import load as load_entities  # noqa: E402
from publish.by_text import PagesByText  # noqa: E402
from publish.command_pages import command_pages  # noqa: E402
from publish.files import write_tree  # noqa: E402
from publish.library_page import PATH as LIBRARY_PAGE  # noqa: E402
from publish.library_page import library_page  # noqa: E402
from publish.literals import literals_module  # noqa: E402
from publish.package import GENERATED_FOLDERS, package_files  # noqa: E402
from publish.pages import pages  # noqa: E402
from publish.pictures import pictures  # noqa: E402
from publish.readme import with_blocks  # noqa: E402
from publish.report import summary  # noqa: E402
from publish.rows import PublishError  # noqa: E402
from publish.stored import StoredTables, stored_tables  # noqa: E402
from roa_dataset.checks.content import CONTENT_CHECKS, content_findings  # noqa: E402
from roa_dataset.checks.finding import Finding  # noqa: E402
from roa_dataset.schema_files import Schema, load_schema  # noqa: E402
from roa_dataset.toml_files import SchemaError  # noqa: E402

METADATA = ROOT / "metadata"
#: what shells expect of a command that an interrupt ended (128 + SIGINT)
INTERRUPTED = 130
STOPPING = frozenset(check.name for check in CONTENT_CHECKS if check.stops_a_build)
#: what is checked of rows about entities that several articles know: each part is checked as a whole
OF_SHARED = ("provenance",)
#: beginning of the name of the folder, among the system's temporary ones, in which a build lays what it does not keep in memory
FOLDER = "roa-dataset-build-"
Say = Callable[[str], None]


class EvidenceError(ValueError):
    """The tables disagree with the raw texts: a defect of the extraction, never published."""


class ProvenanceError(ValueError):
    """A cell of a view has no claim behind it, or not one that says so: a defect of a view, never published."""


@dataclass(frozen=True)
class Built:
    """A build whose tables are made and checked: they lie in `folder`, which the build removes when it ends."""

    documents: Sequence[Document]
    schema: Schema
    tables: StoredTables
    pages: PagesByText
    doubts: str


def built(raw: Path, metadata: Path, folder: Path, say: Say, jobs: int | None = None) -> Built:
    """Everything up to the checked tables, which are laid into `folder`, part of the texts by part; nothing else is written."""
    schema = load_schema(metadata)
    documents = load_documents(raw, LAYOUTS, texts=False)
    say(f"read      {len(documents)} raw texts, {sum(int(str(d.row['characters'])) for d in documents):,} characters")
    vocabularies = for_articles(load_entities(metadata / "entities"), {d.article for d in documents})
    definitions = load_definitions(documents, vocabularies, schema, metadata)
    whole = Whole(definitions, documents, folder, stored_tables(schema, folder))
    doubts: list[str] = []
    texts = _Texts(raw, documents, doubts)
    jobs = min(jobs or default_jobs(documents), len(documents))
    with contextlib.closing(extract_parts(texts.by_part(), vocabularies, jobs)) as extractions:
        whole.read(extractions)
    say(f"extracted {whole.claims:,} claims")
    pages = PagesByText(schema, folder)
    findings = _checked(whole, texts, pages)
    say(f"assembled {len(whole.tables)} tables, {sum(map(len, whole.tables.values())):,} rows")
    if findings.doubted:
        say(f"doubts    {findings.doubted} cells that `roa-dataset validate` will name:\n  {findings.doubts}")
    say("checked   every span, date, number, id and cell of a view against its text and its claims")
    return Built(documents, schema, whole.tables, pages, "".join(doubts))


def _checked(whole: Whole, texts: _Texts, pages: PagesByText) -> Findings:
    """What the checks doubt in all parts. Raises EvidenceError or ProvenanceError for what is never published."""
    findings = Findings()
    try:
        for finished in whole.finish(texts.text):
            findings.add(
                content_findings(finished.contents, only=None if finished.of_part else OF_SHARED), finished.tables
            )
            if finished.of_part:
                pages.add(finished.tables, finished.texts, finished.contents.text_labels or {})
            del finished  # before the next part is made
    except PublishError:
        findings.refuse()  # which tells of the text behind the row that cannot be stored
        raise
    findings.refuse()
    return findings


def build_tables(raw: Path, metadata: Path, say: Say, jobs: int | None = None) -> tuple[list[Document], Schema, Tables]:
    """The checked tables of a build in memory, with the documents and their texts; nothing is written."""
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        made = built(raw, metadata, Path(folder), say, jobs)
        tables = {name: [dict(row) for row in rows] for name, rows in made.tables.items()}
        return [with_text(document, raw) for document in made.documents], made.schema, tables


class _Texts:
    """The raw texts, each read when its part comes."""

    def __init__(self, raw: Path, documents: Sequence[Document], doubts: list[str]) -> None:
        self._raw, self._documents, self._doubts = raw, {d.document_id: d for d in documents}, doubts

    def by_part(self) -> Iterator[list[Document]]:
        """The documents with their texts, part by part; notes a text that has the signs of another layout than its row names."""
        for part in parts_of(tuple(self._documents.values())):
            read = [with_text(document, self._raw) for document in part]
            self._doubts += filter(None, map(_doubt, read))
            yield read

    def text(self, document_id: str) -> str:
        return with_text(self._documents[document_id], self._raw).text


@dataclass
class Findings:
    """What the checks found in all parts: how much, and the first of it in words."""

    _told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _count: Counter[str] = field(default_factory=Counter)

    def add(self, found: Iterable[Finding], tables: Tables) -> None:
        """The findings in one part, of which these are the tables."""
        for finding in found:
            doubt = finding.check not in STOPPING
            kind = "doubts" if doubt else "of_texts" if finding.layer == "evidence" else "of_cells"
            self._count[kind] += 1
            if len(self._told[kind]) < MOST:
                self._told[kind].append(str(finding) if doubt else described(finding, tables))

    @property
    def doubted(self) -> int:
        return self._count["doubts"]

    @property
    def doubts(self) -> str:
        """So many of them as somebody reads."""
        return "\n  ".join(self._told["doubts"])

    def refuse(self) -> None:
        """Raises EvidenceError or ProvenanceError for what is never published."""
        texts, cells = self._count["of_texts"], self._count["of_cells"]
        if texts:
            raise EvidenceError(f"{texts} rows disagree with the raw texts:{told(self._told['of_texts'], texts)}")
        if cells:
            raise ProvenanceError(
                f"{cells} cells do not follow from their claims:{told(self._told['of_cells'], cells)}"
            )


def build(raw: Path, out: Path, metadata: Path, say: Say, tell: Say, jobs: int | None = None) -> None:
    """Builds the package into `out`; `tell` is given the report, line by line, when that is done."""
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        made = built(raw, metadata, Path(folder), say, jobs)
        schema, tables, texts = made.schema, made.tables, made.pages.texts
        files = package_files(schema, tables, raw, Path(folder)) | made.pages.written()
        files |= pages(metadata, schema, tables, texts)
        if out.resolve() == ROOT:
            files["src/roa_dataset/literals.py"] = literals_module(schema)
            files |= {**command_pages(), LIBRARY_PAGE: library_page()}
            files |= pictures(files)
            files["README.md"] = with_blocks((ROOT / "README.md").read_text(encoding="utf-8"), tables)
        unused = _unused(made.documents, raw, metadata)
        changed = write_tree(files, out, GENERATED_FOLDERS)
        say(f"wrote     {len(changed)} of {len(files)} files anew into {out.name or out}")
        with contextlib.suppress(BrokenPipeError):  # `| head`: the files are written, nobody reads on
            for line in summary(tables, texts):
                tell(line)
            if unused or made.doubts:
                tell(f"{unused}{made.doubts}".removeprefix("\n"))


def _doubt(document: Document) -> str:
    """A line for a text that has the signs of another layout than its row of documents.csv names; else nothing."""
    other = foreign_layout(document.text, document.layout)
    path, layout = document.row["path"], document.layout
    told = f"layout {layout}, but it begins like {other}; if it is that, correct raw/documents.csv"
    return f"\nwarning: {path}: {told}" if other else ""


def _unused(documents: Sequence[Document], raw: Path, metadata: Path) -> str:
    """A line for what metadata/entities has and no text; the articles of the package are none that somebody misspelt."""
    elsewhere: set[str] = set()
    with contextlib.suppress(RawTextError):  # not the texts of this build, then
        elsewhere = {str(row["article"]) for row in read_rows(ROOT / "raw" / "documents.csv")}
    entities = load_entities(metadata / "entities")
    lines = unused_entries(entities, documents, elsewhere, lambda document: with_text(document, raw).text)
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
        build(options.raw, options.out, METADATA, say, print, options.jobs)
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
    with contextlib.suppress(BrokenPipeError):
        say(f"built     in {time.perf_counter() - started:.1f} s")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    code = main()
    if code == INTERRUPTED:
        sys.stderr.flush()
        os._exit(code)  # processes were ended in the middle: Python would wait for what they no longer take
    sys.exit(code)
