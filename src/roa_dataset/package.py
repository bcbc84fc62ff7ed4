"""A copy of the data package and everything that can be asked of it; each answer is worked out in a room of its own.

`roa_dataset.load` and its sisters are the methods of the installed copy, `roa_dataset.open(...)` gives another.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any, Literal, overload

    import duckdb
    import pandas
    import polars
    import pyarrow

    from roa_dataset.asof import Provenance
    from roa_dataset.citing.styles import Style
    from roa_dataset.claims.claim import Claim
    from roa_dataset.claims.document import Document
    from roa_dataset.claims.explain import Explanation
    from roa_dataset.claims.readings import Readings
    from roa_dataset.exporting.formats import Format
    from roa_dataset.literals import TableName
    from roa_dataset.loading.descriptor import Descriptor
    from roa_dataset.loading.listing import TableList
    from roa_dataset.loading.note import Point
    from roa_dataset.loading.rows import Record
    from roa_dataset.loading.schema import TableSchema
    from roa_dataset.naming.resolve import Candidates
    from roa_dataset.plot.plots import Plots
    from roa_dataset.questions.command import CommandAnswer
    from roa_dataset.questions.comparison import Comparison
    from roa_dataset.questions.conflicts import Conflicts
    from roa_dataset.questions.order_of_battle import OrderOfBattle
    from roa_dataset.questions.search import Hits
    from roa_dataset.questions.timeline import Timeline
else:

    def overload(function):  # the real one would import typing
        return function


class Package:
    """One copy of the data package, in a folder with datapackage.json, data/ and raw/."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._descriptor: Descriptor | None = None
        self._arrow: dict[str, Any] = {}
        self._kept: dict[tuple[str, ...], Any] = {}

    def __repr__(self) -> str:
        return f"<{self.descriptor.content.get('name')} {self.version}, {len(self.descriptor.tables)} tables>"

    # --- the copy itself

    @property
    def root(self) -> Path:
        """The folder of this copy: datapackage.json, data/, raw/."""
        from pathlib import Path

        return Path(self._folder)

    @property
    def descriptor(self) -> Descriptor:
        """The Data Package descriptor; `descriptor.content` is the JSON."""
        if self._descriptor is None:
            from roa_dataset.loading.descriptor import Descriptor

            self._descriptor = Descriptor(self._folder)
        return self._descriptor

    @property
    def version(self) -> str:
        """The version of the data in this copy."""
        return str(self.descriptor.content["version"])

    @property
    def content_note(self) -> tuple[Point, ...]:
        """What to know before reading: points with `title` and `text`, in plain words. Empty where a copy has none."""
        from roa_dataset.loading.note import content_note

        return content_note(self)

    # --- tables

    @property
    def tables(self) -> TableList:
        """The tables: name, rows, meaning. It prints as a table; `tables["claims"].rows` is a number."""
        from roa_dataset.loading.listing import list_tables

        return list_tables(self.descriptor)

    @overload
    def load(self, table: TableName, engine: Literal["pandas"] = ...) -> pandas.DataFrame: ...
    @overload
    def load(self, table: TableName, engine: Literal["arrow"]) -> pyarrow.Table: ...
    @overload
    def load(self, table: TableName, engine: Literal["polars"]) -> polars.DataFrame: ...
    @overload
    def load(self, table: TableName, engine: Literal["duckdb"]) -> duckdb.DuckDBPyRelation: ...
    @overload
    def load(self, table: TableName, engine: Literal["records"]) -> list[Record]: ...
    def load(self, table: str, engine: str = "pandas") -> Any:
        """A table, new for each call, with the types of its columns.

        `engine` is "pandas", "arrow", "polars", "duckdb" or "records" (a list of dicts, with the standard library
        alone) and decides the return type. Whole numbers stay whole where cells are missing, days are dates, codes are
        categories (Enum in polars, ENUM in DuckDB, a dictionary in Arrow) and texts like "NA" stay texts.

        Raises UnknownTableError and UnknownEngineError, which name the nearest; MissingExtraError with the line that
        installs what is missing; DamagedDataError when a file is not what the descriptor says.
        """
        from roa_dataset.loading.engines import load_table

        return load_table(self.descriptor, table, engine, self._arrow)

    def schema(self, table: TableName) -> TableSchema:
        """What the table's columns are: `schema("claims")["number_min"].description`; also keys, types and enums."""
        from roa_dataset.loading.schema import table_schema

        return table_schema(self.descriptor, table)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB with all tables, for SQL. It reaches no file and no network, and no Python variable."""
        from roa_dataset.loading.engines import need

        need("duckdb", "duckdb", "connect()")
        from roa_dataset.loading.duckdb_tables import memory_connection

        return memory_connection(self.descriptor, {name: self.arrow(name) for name in self.descriptor.tables})

    def export(
        self,
        path: str | Path,
        format: Format | None = None,
        tables: Sequence[TableName] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Writes the tables, or those named, as one of the forms that people ask for; returns the path.

        The format follows from the name: .xlsx, .sqlite or .db, .duckdb, .zip (a data package with CSV), .jsonl; a folder
        of Parquet files has a name without a suffix, or `format="parquet"`; `format="parquet-zip"` is a data package
        with Parquet files. Forms of their own are the claims as W3C Web Annotations (.jsonld), postings, relations and
        allegiances as a graph (.graphml), the places (.geojson), and a folder with each text as TEI P5 (`format="tei"`).
        The file is complete or not there: it is written beside its place and renamed. Raises ExportError,
        UnknownFormatError, UnknownTableError, MissingExtraError.
        """
        from roa_dataset.exporting.formats import export

        return export(self, path, format, tables, overwrite)

    def write_site(self, folder: str | Path, overwrite: bool = False) -> Path:
        """Writes a static site of the package: each text with its claims beside it, a page for each entity; returns the path.

        It opens from the disk, needs no network and works without JavaScript; the data files are copied into it. The folder
        is complete or not there. Raises ExportError for a folder with other files in it, which is never touched, and
        for an older site unless `overwrite`.
        """
        from roa_dataset.site.write import write_site

        return write_site(self, folder, overwrite)

    # --- claims and their words

    def claim(self, claim_id: str) -> Claim:
        """One claim: statement, quote, document, context(80). UnknownIdError names the nearest ids."""
        from roa_dataset.claims.claim import read_claim

        return read_claim(self, claim_id)

    def document(self, document_id: str) -> Document:
        """One raw text with its title, licence and `text`. UnknownIdError names the ids that there are."""
        from roa_dataset.claims.document import read_document

        return read_document(self, document_id)

    def explain(self, table: TableName, row_id: str, column: str) -> Explanation:
        """What one cell rests on: its claims with their quotes, or the stretch of the text that the row stands in.

        Raises UnknownTableError, UnknownIdError, UnknownColumnError.
        """
        from roa_dataset.claims.explain import explain

        return explain(self, table, row_id, column)

    def evidence(self, entity: str, predicate: str | None = None) -> Readings:
        """Every claim that names an entity in any part, with its words; nothing is chosen among them.

        `predicate` is a code ("commands": in any part), a label ("commanded": the entity did it) or an inverse label
        ("was commanded by": it was done to it). `entity` is an id or a name that only one entity bears. Raises
        UnknownIdError, AmbiguousNameError, UnknownPredicateError.
        """
        from roa_dataset.claims.evidence import evidence

        return evidence(self, entity, predicate)

    def cited_by(self, reference: str) -> Readings:
        """The claims whose words a mark of this reference follows ("roa-newer:10"); not necessarily what it supports.

        Raises UnknownIdError.
        """
        from roa_dataset.claims.evidence import cited_by

        return cited_by(self, reference)

    def resolve(self, name: str, limit: int = 10) -> Candidates:
        """The entities that a name may mean, in any spelling or script, best first; never a pick among them."""
        from roa_dataset.naming.resolve import resolve

        return resolve(self, name, limit)

    def search(self, words: str) -> Hits:
        """The claims, names and passages that hold all these words, without regard to case and accents."""
        from roa_dataset.questions.search import search

        return search(self, words)

    # --- questions

    def conflicts(self, subject: str | None = None, kind: str | None = None, prefer: str | None = None) -> Conflicts:
        """Where readings differ, each with all its readings and their claims.

        `subject` is an entity id or an unmistakable name, `kind` a class ("contradiction", "differing_detail",
        "revision"). Nothing is chosen unless `prefer` names "newer" or "older": then each conflict has `preferred`, and
        `passed_over` says what was not taken.
        """
        from roa_dataset.questions.conflicts import conflicts

        return conflicts(self, subject, kind, prefer)

    def order_of_battle(self, at: str | date, of: str | None = None) -> OrderOfBattle:
        """What was part of, or under the command of, what on a day ("1945-02-15"): trees, each tie definite or possible.

        `of` keeps the tree under one entity. Raises QueryError for what is no day.
        """
        from roa_dataset.questions.order_of_battle import order_of_battle

        return order_of_battle(self, at, of)

    def who_commanded(self, unit: str, at: str | date) -> CommandAnswer:
        """Every reading of who commanded a unit on a day, definite or possible, with its claims.

        `unit` is an id, or words that only one unit bears ("2nd division"); the answer says which unit that is. Raises
        AmbiguousNameError, UnknownIdError, and QueryError for what is no day.
        """
        from roa_dataset.questions.command import who_commanded

        return who_commanded(self, unit, at)

    def timeline(self, subject: str) -> Timeline:
        """The dated claims about an entity in the order of their dates; a date's bounds stand beside its words."""
        from roa_dataset.questions.timeline import timeline

        return timeline(self, subject)

    def compare(self, left: str, right: str) -> Comparison:
        """The aligned sentences of two neighbouring versions of one article, each with its change."""
        from roa_dataset.questions.comparison import compare

        return compare(self, left, right)

    def cite(self, style: Style = "text", claim: str | None = None) -> str:
        """How to cite the package and its texts: "text", "bibtex", "ris" or "csl-json"; with `claim`, that place in them.

        Raises UnknownFormatError, UnknownIdError.
        """
        from roa_dataset.citing.styles import cite

        return cite(self, style, claim)

    # --- figures

    @property
    def plot(self) -> Plots:
        """Figures of rows of the package as SVG, for a notebook, a file or a page.

        Each is a Figure: it shows by itself in a notebook; `save("name.svg")` writes a file that stands alone; `svg()` gives
        the element for a page; `title`, `description`, `rows` and `table_name` say in words and rows what is drawn.
        `width` is in CSS pixels, at least 280: words wrap, so that a narrow figure is a higher one. All ink is the colour
        of the text, and signs differ by shape, line and words.
        """
        from roa_dataset.plot.plots import Plots

        return Plots(self)

    # --- for the rooms that answer: rows are read once and never changed

    def rows(self, table: str) -> Sequence[Record]:
        """The rows of a table as records, read once; they must not be changed."""
        key = ("rows", table)
        if key not in self._kept:
            from roa_dataset.loading.rows import read_records

            self._kept[key] = read_records(self.descriptor, table)
        rows: Sequence[Record] = self._kept[key]
        return rows

    def index(self, table: str, column: str) -> Mapping[str, Record]:
        """Value of a unique column → row."""
        key = ("index", table, column)
        if key not in self._kept:
            self._kept[key] = {row[column]: row for row in self.rows(table)}
        index: Mapping[str, Record] = self._kept[key]
        return index

    def groups(self, table: str, column: str) -> Mapping[str, list[Record]]:
        """Value of a column → its rows."""
        key = ("groups", table, column)
        if key not in self._kept:
            groups: dict[Any, list[Record]] = {}
            for row in self.rows(table):
                groups.setdefault(row[column], []).append(row)
            self._kept[key] = groups
        found: Mapping[str, list[Record]] = self._kept[key]
        return found

    @property
    def provenance(self) -> Provenance:
        """The rows of `provenance`, from which the claims behind a row are looked up."""
        key = ("provenance",)
        if key not in self._kept:
            from roa_dataset.asof import Provenance

            self._kept[key] = Provenance(self.rows("provenance"))
        kept: Provenance = self._kept[key]
        return kept

    def arrow(self, table: str) -> pyarrow.Table:
        """The Arrow table that the other engines are made from, read once; it cannot be changed."""
        from roa_dataset.loading.arrow import arrow_table

        return arrow_table(self.descriptor, table, self._arrow)


_INSTALLED: list[Package] = []


def installed() -> Package:
    """The copy that is installed with this library."""
    if not _INSTALLED:
        from roa_dataset.files import installed_root

        _INSTALLED.append(Package(installed_root()))
    return _INSTALLED[0]
