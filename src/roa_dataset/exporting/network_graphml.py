"""Postings, relations between units and allegiances as a directed graph (GraphML, http://graphml.graphdrawing.org).

Every row is one edge with the row's id, so that several readings of one tie are several edges. A row that names no entity at
its end has a node of its own there: the words of the text, or nothing where the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.exporting.xml_text import HEAD, element, escaped, tag

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package


@dataclass(frozen=True)
class _Ties:
    """A table whose rows are ties: its key, both ends, what kind of tie it is, and the words for an end without an id."""

    table: str
    key: str
    start: str
    end: str
    kind: str
    words: str


_TABLES = (
    _Ties("postings", "posting_id", "person_id", "unit_id", "role", "unit_label"),
    _Ties("unit_relations", "unit_relation_id", "unit_id", "related_id", "relation", "related_as_written"),
    _Ties("allegiances", "allegiance_id", "entity_id", "to_id", "relation", "to_label"),
)
_NODE = ("label", "entity_type")


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the graph: an edge for each row of the three tables, a node for each entity that is an end of one."""
    edges = [(ties, row) for ties in _TABLES for row in package.rows(ties.table)]
    columns = list(dict.fromkeys(column for ties, row in edges for column in row if column not in _ends(ties)))
    content = package.descriptor.content
    lines = [
        f"{HEAD}{tag('graphml', {'xmlns': 'http://graphml.graphdrawing.org/xmlns'})}\n",
        element("desc", {}, escaped(f"{content['title']}, version {content['version']}. {_MEANING}")) + "\n",
        *(_declared("node", name, "string") for name in _NODE),
        *(_declared("edge", name, "string") for name in ("table", "kind")),
        *(_declared("edge", name, _type(row[name] for _, row in edges if name in row)) for name in columns),
        tag("graph", {"id": "G", "edgedefault": "directed"}) + "\n",
        *_nodes(package, edges),
        *(_edge(ties, row, columns) for ties, row in edges),
        "</graph>\n</graphml>\n",
    ]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


_MEANING = (
    "Each edge is a row of the table that it names, and what a text says, not what was: read it with polarity, modality and "
    "hedges. Nodes of the type as_written or not_stated are no entities."
)


def _ends(ties: _Ties) -> tuple[str, ...]:
    return (ties.key, ties.start, ties.end, ties.kind)


def _declared(of: str, name: str, kind: str) -> str:
    return element("key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}) + "\n"


def _type(cells: Iterable[object]) -> str:
    """GraphML has no dates; they are written YYYY-MM-DD."""
    kinds = {type(cell) for cell in cells if cell is not None}
    return {bool: "boolean", int: "long", float: "double"}.get(kinds.pop(), "string") if len(kinds) == 1 else "string"


def _nodes(package: Package, edges: Iterable[tuple[_Ties, Record]]) -> Iterator[str]:
    entities = package.index("entities", "entity_id")
    nodes: dict[str, tuple[object, object]] = {}
    for ties, row in edges:
        for end in (row[ties.start], row[ties.end]):
            if end is not None:
                nodes[str(end)] = entities[str(end)]["label"], entities[str(end)]["entity_type"]
        if row[ties.end] is None:
            words = row[ties.words]
            nodes[_target(ties, row)] = words, "as_written" if words else "not_stated"
    for name, cells in sorted(nodes.items()):
        data = (_data("node", key, cell) for key, cell in zip(_NODE, cells, strict=True))
        yield element("node", {"id": name}, data) + "\n"


def _target(ties: _Ties, row: Record) -> str:
    return str(row[ties.end]) if row[ties.end] is not None else f"end-of:{row[ties.key]}"


def _edge(ties: _Ties, row: Record, columns: Iterable[str]) -> str:
    cells = {"table": ties.table, "kind": row[ties.kind], **{column: row.get(column) for column in columns}}
    ends = {"id": str(row[ties.key]), "source": str(row[ties.start]), "target": _target(ties, row)}
    return element("edge", ends, (_data("edge", name, cell) for name, cell in cells.items())) + "\n"


def _data(of: str, name: str, cell: object) -> str:
    if cell is None:
        return ""
    return element("data", {"key": f"{of}-{name}"}, escaped(str(cell).lower() if isinstance(cell, bool) else str(cell)))
