"""A package in memory that may be damaged: its files as bytes, its tables as cells, its descriptor as JSON."""

from __future__ import annotations

import copy as copying
import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from roa_dataset.exporting.csv_text import quoted

DESCRIPTOR = "datapackage.json"
#: how many cells are drawn before a kind gives up (the rarest kind's places are one cell in some thousands), and how many at once
DRAWS, AT_ONCE = 200_000, 500


class NoSuchPlaceError(LookupError):
    """The copy has no place for this damage, or the draw has met none."""


@dataclass(frozen=True)
class Table:
    """A table as its CSV file has it: column names and cells, all of them texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Cell:
    """The place of a cell: table, number of the row (from 0), column."""

    table: str
    row: int
    column: str

    def __str__(self) -> str:
        return f"data/{self.table}.csv, row {self.row + 1}, {self.column}"


@dataclass(frozen=True)
class Base:
    """The undamaged package: the bytes of the descriptor and of every file that it names."""

    files: Mapping[str, bytes]

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.files[DESCRIPTOR])
        return content

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Table name → its CSV resource."""
        return {r["name"]: r for r in self.descriptor["resources"] if r.get("format") == "csv"}

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {name: parsed(self.files[r["path"]]) for name, r in self.resources.items()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """document_id → raw text."""
        table = self.tables["documents"]
        ids, paths = table.columns.index("document_id"), table.columns.index("path")
        return {row[ids]: self.files[row[paths]].decode() for row in table.rows}

    @cached_property
    def fields(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(table, column) → its field in the descriptor."""
        return {(name, f["name"]): f for name, r in self.resources.items() for f in r["schema"]["fields"]}

    @cached_property
    def references(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(table, column) → the (table, column) that its foreign key leads to."""
        found = {}
        for name, resource in self.resources.items():
            for key in resource["schema"].get("foreignKeys", ()):
                target = key["reference"].get("resource") or name
                found[name, key["fields"][0]] = (target, key["reference"]["fields"][0])
        return found

    @cached_property
    def sizes(self) -> list[tuple[str, int]]:
        """The tables that have rows, with how many cells each has."""
        return [(name, len(t.columns) * len(t.rows)) for name, t in self.tables.items() if t.rows]

    def kind_of(self, cell: Cell) -> str:
        """The type that the descriptor gives the cell's column."""
        return str(self.fields[cell.table, cell.column]["type"])

    def key(self, table: str) -> tuple[str, ...]:
        return tuple(self.resources[table]["schema"]["primaryKey"])


class Copy:
    """A copy of the package that a kind of damage writes into; nothing of the base changes."""

    def __init__(self, base: Base) -> None:
        self.base = base
        #: path → the new bytes, None for a file that is gone
        self.files: dict[str, bytes | None] = {}
        #: whether the descriptor was damaged, and not only given new sizes and hashes
        self.redescribed = False

    # --- files

    def read(self, path: str) -> bytes:
        """The file as it stands in this copy. Raises NoSuchPlaceError when it is gone."""
        content = self.files.get(path, self.base.files.get(path))
        if content is None:
            raise NoSuchPlaceError(f"{path} is gone")
        return content

    def write(self, path: str, content: bytes | None) -> None:
        self.redescribed = self.redescribed or path == DESCRIPTOR
        self.files[path] = content

    def write_sizes(self, descriptor: bytes) -> None:
        """The descriptor with other sizes and hashes, and else as it was."""
        self.files[DESCRIPTOR] = descriptor

    def changed(self) -> dict[str, bytes | None]:
        """The files that are not as in the base; None for one that is gone."""
        return {path: content for path, content in self.files.items() if content != self.base.files.get(path)}

    # --- tables

    def path(self, table: str) -> str:
        return str(self.base.resources[table]["path"])

    def rows(self, table: str) -> list[list[str]]:
        """The cells of the table as lists that may be changed, without the column names."""
        path = self.path(table)
        content = self.files.get(path)
        source = parsed(content) if content is not None else self.base.tables[table]
        return [list(row) for row in source.rows]

    def write_rows(self, table: str, rows: Sequence[Sequence[str]], columns: Sequence[str] | None = None) -> None:
        """The table anew, written as the package writes its CSV."""
        self.write(self.path(table), as_csv(columns or self.base.tables[table].columns, rows))

    def set(self, changes: Mapping[Cell, str]) -> None:
        """Writes these cells."""
        for table in {cell.table for cell in changes}:
            rows, columns = self.rows(table), self.base.tables[table].columns
            for cell, value in changes.items():
                if cell.table == table:
                    rows[cell.row][columns.index(cell.column)] = value
            self.write_rows(table, rows)

    def value(self, cell: Cell) -> str:
        """The cell in the base."""
        table = self.base.tables[cell.table]
        return table.rows[cell.row][table.columns.index(cell.column)]

    # --- the descriptor

    def descriptor(self) -> dict[str, Any]:
        """The descriptor as it stands in this copy, to be changed and written back."""
        if self.files.get(DESCRIPTOR) is None:
            return copying.deepcopy(self.base.descriptor)
        content: dict[str, Any] = json.loads(self.read(DESCRIPTOR))
        return content

    def write_descriptor(self, content: object) -> None:
        self.write(DESCRIPTOR, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())

    # --- drawing

    def draw(self, chance: Random, suits: Callable[[Cell, str], bool]) -> Cell:
        """A cell drawn uniformly over all cells of all tables that suit. Raises NoSuchPlaceError when none is met."""
        sizes = self.base.sizes
        names, weights = [name for name, _ in sizes], [size for _, size in sizes]
        for _ in range(DRAWS // AT_ONCE):
            for name in chance.choices(names, weights, k=AT_ONCE):
                table = self.base.tables[name]
                row, column = chance.randrange(len(table.rows)), chance.randrange(len(table.columns))
                cell = Cell(name, row, table.columns[column])
                if suits(cell, table.rows[row][column]):
                    return cell
        raise NoSuchPlaceError(f"none of {DRAWS} cells suits")

    def draw_row(self, chance: Random, least: int = 1) -> tuple[str, int]:
        """A row drawn uniformly over all rows of the tables that have at least so many."""
        names = [name for name, table in self.base.tables.items() if len(table.rows) >= least]
        table = chance.choices(names, [len(self.base.tables[name].rows) for name in names])[0]
        return table, chance.randrange(len(self.base.tables[table].rows))


def parsed(content: bytes) -> Table:
    """CSV bytes as cells. Raises NoSuchPlaceError for what is no CSV in UTF-8."""
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(content)))
    try:
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    except (csv.Error, UnicodeDecodeError) as error:
        raise NoSuchPlaceError(f"no CSV: {error}") from None
    finally:
        csv.field_size_limit(limit)
    return Table(tuple(rows[0]) if rows else (), tuple(map(tuple, rows[1:])))


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Cells as the package writes CSV: UTF-8, LF, quotation marks only where they are needed."""
    return "".join(",".join(map(quoted, row)) + "\n" for row in [columns, *rows]).encode()


def read_base(folder: Path) -> Base:
    """The package in this folder."""
    content = (folder / DESCRIPTOR).read_bytes()
    paths = [str(r["path"]) for r in json.loads(content)["resources"]]
    return Base({DESCRIPTOR: content, **{path: (folder / path).read_bytes() for path in paths}})
