"""Finished rows on disk: written part by part, each part sorted, and read as one table in the order of its key.

A build keeps no table in memory. The rows of one part of the texts (assemble.parts) are a run: sorted, and cut into chunks
that are read one at a time. A table is the merger of its runs, so that reading it takes one chunk of each run, and only one
chunk where the runs follow one another, as those of tables do whose ids begin with the text's.
"""

from __future__ import annotations

import datetime as dt
import heapq
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from publish.rows import Cell, CleanRows, key_positions, no_target, references, twice
from roa_dataset.schema_files import Column, Reference, Schema, Table

#: rows that are read at once from a run: some kilobytes
CHUNK = 64

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class _Run:
    """Where the chunks of one part lie in the file (offset, bytes), and the keys of its first and last row."""

    chunks: tuple[tuple[int, int], ...]
    first: Any
    last: Any


@dataclass
class RowFile:
    """Rows of one kind in one file, each run sorted by the cells at `key`; `path` is made with the first run."""

    path: Path
    key: tuple[int, ...]
    chunk: int = CHUNK
    count: int = 0
    _runs: list[_Run] = field(default_factory=list)

    def add(self, rows: Sequence[Cells]) -> None:
        """One more run; `rows` are sorted by the key."""
        if not rows:
            return
        chunks = []
        with self.path.open("ab") as file:
            for start in range(0, len(rows), self.chunk):
                data = pickle.dumps(list(rows[start : start + self.chunk]), pickle.HIGHEST_PROTOCOL)
                chunks.append((file.tell(), file.write(data)))
        self._runs.append(_Run(tuple(chunks), self.key_of(rows[0]), self.key_of(rows[-1])))
        self.count += len(rows)

    @cached_property
    def key_of(self) -> Callable[[Cells], Any]:
        """What a row is sorted by: the cell of a key of one column, the cells of one of several."""
        return itemgetter(*self.key)

    def in_order(self) -> Iterator[Cells]:
        """All rows by their key; of equal keys those of the run that was added first."""
        runs = sorted(self._runs, key=lambda run: run.first)
        lanes: list[list[_Run]] = []
        for run in runs:  # runs that follow one another are read one after the other
            lane = next((lane for lane in lanes if lane[-1].last < run.first), None)
            if lane is None:
                lanes.append([run])
            else:
                lane.append(run)
        if len(lanes) == 1:
            return self._read(lanes[0])
        return heapq.merge(*(self._read(lane) for lane in lanes), key=self.key_of)

    def _read(self, runs: Iterable[_Run]) -> Iterator[Cells]:
        with self.path.open("rb") as file:
            for run in runs:
                for offset, size in run.chunks:
                    file.seek(offset)
                    yield from pickle.loads(file.read(size))


class StoredTable(Collection[dict[str, object]]):
    """A table of a build: its rows as tuples (`cells`) or, when one iterates over it, as mappings by column name."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table = table
        self._file = RowFile(path, key_positions(table))

    def add(self, rows: Sequence[Cells]) -> None:
        """One more part of the rows, clean and sorted (publish.rows.clean_rows)."""
        self._file.add(rows)

    def cells(self) -> Iterator[Cells]:
        """The rows in the order of the primary key. Raises PublishError for a key or a unique value that two parts have."""
        before: object = None
        unique = [(at, column.name, set[Cell]()) for at, column in enumerate(self.table.columns) if column.unique]
        for number, cells in enumerate(self._file.in_order(), start=1):
            key = self._file.key_of(cells)
            if key == before:
                raise twice(self.table, number, key if isinstance(key, tuple) else (key,), self.table.primary_key)
            before = key
            for at, name, seen in unique:
                if cells[at] in seen:
                    raise twice(self.table, number, (cells[at],), (name,))
                if cells[at] is not None:
                    seen.add(cells[at])
            yield cells

    def __len__(self) -> int:
        return self._file.count

    def __iter__(self) -> Iterator[dict[str, object]]:
        names = self.table.column_names
        dated = [column.name for column in self.table.columns if column.type == "date"]
        for cells in self.cells():
            row: dict[str, object] = dict(zip(names, cells, strict=True))
            for name in dated:
                day = row[name]
                row[name] = day.isoformat() if isinstance(day, dt.date) else day
            yield row

    def __contains__(self, row: object) -> bool:
        return any(row == other for other in self)


StoredTables = Mapping[str, StoredTable]


def stored_tables(schema: Schema, folder: Path) -> dict[str, StoredTable]:
    """Every table of the schema, without rows yet; their files are made in `folder`."""
    return {table.name: StoredTable(table, folder / f"{table.name}.rows") for table in schema.tables}


class Awaited:
    """References of rows whose targets may be in other parts: noted as the rows come, checked when all tables are whole."""

    def __init__(self) -> None:
        self._wanted: dict[Reference, dict[Cell, tuple[Table, str, Column]]] = {}

    def note(self, table: Table, rows: CleanRows) -> None:
        for column, value, label in references(table, rows):
            assert column.references is not None
            self._wanted.setdefault(column.references, {}).setdefault(value, (table, label, column))

    def check(self, tables: StoredTables) -> None:
        """Raises PublishError for a reference to a row that is not there."""
        for reference, wanted in self._wanted.items():
            target = tables[reference.table]
            position = target.table.column_names.index(reference.column)
            for cells in target.cells():
                wanted.pop(cells[position], None)
            for value, (table, label, column) in wanted.items():
                raise no_target(table, label, column, value)
