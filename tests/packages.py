"""A small data package of invented content, written without the project's own publishing code."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Rows = Sequence[Mapping[str, Any]]

QUILL = "Marshal Ada Quill"
OLD = "Marshal Ada Quill led the Arlen Guard. It had 400 riders.\n"
NEW = "Marshal Ada Quill led the Arlen Guard. Colonel Bo Vane led the Arlen Guard in May 1931. It had nearly 500 riders.\n"
ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
#: a trailing ! is a required column, @ one with codes
TYPES = {
    "version_order": "integer", "not_before": "date", "bytes": "integer", "characters": "integer", "char_start": "integer",
    "char_end": "integer", "number_min": "number", "number_max": "number", "date_earliest": "date", "date_latest": "date",
    "citation_needed": "boolean", "ordinal": "integer", "part": "integer", "claim_count": "integer", "in_newer": "boolean",
    "in_older": "boolean", "similarity": "number", "start_earliest": "date", "start_latest": "date",
    "end_earliest": "date", "end_latest": "date", "whole": "integer", "share": "number", "day": "date", "truth": "boolean",
}  # fmt: skip
ENUMS = {"modality": ["asserted", "reported", "denied"], "choice": ["none", "some", "every"]}
STATE = {
    "start_earliest": None, "start_latest": None, "start_role": None, "end_earliest": None, "end_latest": None,
    "end_role": None, "polarity": "affirmed", "modality": "asserted",
}  # fmt: skip
CLAIM = (
    "claim_id document_id passage_id char_start char_end quote statement subject_id subject_label subject_text predicate"
    " object_id object_label value qualifier number_min number_max number_measure number_exactness date_text date_edtf"
    " date_earliest date_latest date_role date_basis place_id place_label polarity modality hedge attributed_to_id"
    " citation_needed event_id about_claim_id rule_id"
).split()


def write_package(
    folder: Path, tables: Mapping[str, Rows], texts: Mapping[str, str] = {}, parquet: bool = True
) -> Path:
    """datapackage.json, data/ and raw/ under `folder`; the columns of a table are those of its first row, the first its key."""
    files = {f"raw/{name}.txt": text.encode() for name, text in texts.items()}
    resources: list[dict[str, Any]] = [
        {"name": f"raw-{name}", "path": f"raw/{name}.txt", "format": "txt"} for name in texts
    ]
    for name, rows in tables.items():
        columns = list(rows[0])
        files[f"data/{name}.csv"] = csv_file(rows)
        schema = {"fields": [field(column) for column in columns], "primaryKey": key_of(rows)}
        resources.append({"name": name, "path": f"data/{name}.csv", "format": "csv", "schema": schema})
        if parquet:
            sink = io.BytesIO()
            pq.write_table(arrow(rows), sink)
            files[f"data/{name}.parquet"] = sink.getvalue()
            resources.append({"name": f"{name}-parquet", "path": f"data/{name}.parquet", "format": "apache-parquet"})
    for resource in resources:
        content = files[resource["path"]]
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    descriptor = {"name": "arlen", "title": "The Arlen Guard", "version": "2.0.0", "resources": resources}
    files["datapackage.json"] = json.dumps(descriptor).encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def key_of(rows: Rows) -> list[str]:
    """The first column, or as many as it takes to tell the rows apart."""
    columns = list(rows[0])
    return next(columns[:n] for n in range(1, 9) if len({tuple(r[c] for c in columns[:n]) for r in rows}) == len(rows))


def field(column: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column, "type": TYPES.get(column, "string"), "description": f"The {column}."}
    return {**found, "constraints": {"enum": ENUMS[column]}} if column in ENUMS else found


def csv_file(rows: Rows) -> bytes:
    sink = io.StringIO()
    # before Python 3.13 a lone CR is not quoted by itself
    everything = any("\r" in cell for row in rows for cell in row.values() if isinstance(cell, str))
    quoting = csv.QUOTE_ALL if everything else csv.QUOTE_MINIMAL
    writer = csv.writer(sink, lineterminator="\n", quoting=quoting)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([written(cell) for cell in row.values()])
    return sink.getvalue().encode()


def written(cell: object) -> str:
    """A cell as the package's CSV files hold it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def arrow(rows: Rows) -> pa.Table:
    schema = pa.schema([pa.field(column, ARROW[TYPES.get(column, "string")]) for column in rows[0]])
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def copied(package: Path, folder: Path) -> Path:
    """A copy of a package: the descriptor and the files that it names, and nothing else of the folder."""
    content = (package / "datapackage.json").read_bytes()
    for path in ["datapackage.json", *(resource["path"] for resource in json.loads(content)["resources"])]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((package / path).read_bytes())
    return folder


def zipped(folder: Path, archive: Path, top: str = "") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            file.write(path, top + path.relative_to(folder).as_posix())
    return archive


def claim(claim_id: str, text: str, quote: str, **cells: object) -> dict[str, object]:
    """A row of claims whose quote is found in the text; only for texts that hold it once."""
    assert text.count(quote) == 1
    start = text.index(quote)
    row: dict[str, object] = dict.fromkeys(CLAIM)
    row |= {
        "claim_id": claim_id,
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "polarity": "affirmed",
    }
    row |= {"modality": "asserted", "citation_needed": False, "rule_id": "r", "statement": f"{quote}."}
    return {**row, **cells}


def arlen() -> dict[str, Rows]:
    """Two versions of an article on a guard, and who led it."""
    guard = {"subject_label": "Arlen Guard", "object_label": "Arlen Guard"}
    old, new = "arlen-older", "arlen-newer"
    documents = [
        {
            "document_id": name, "title": "Arlen Guard", "article": "arlen-guard", "layout": "plain", "version_label": label,
            "version_order": order, "not_before": None, "language": "en", "path": f"raw/{name}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text), "license": "CC0-1.0",
            "attribution": "Brisk & Co, 'The <Arlen> Guard'", "url": None, "lost": None, "note": None,
        }
        for name, label, order, text in ((new, "newer", 2, NEW), (old, "older", 1, OLD))
    ]  # fmt: skip
    led = {"predicate": "commands", "object_id": "unit:arlen-guard", **guard}
    quill, vane = "person:ada-quill", "person:bo-vane"
    may = {
        "date_text": "in May 1931", "date_earliest": dt.date(1931, 5, 1), "date_latest": dt.date(1931, 5, 31),
        "date_role": "point",
    }  # fmt: skip
    had = {"predicate": "has_strength", "subject_id": "unit:arlen-guard", "document_id": new, "passage_id": f"{new}:p4"}
    claims = [
        claim("c1", OLD, f"{QUILL} led the Arlen Guard", document_id=old, passage_id=f"{old}:p2", subject_id=quill, **led),
        claim("c2", NEW, f"{QUILL} led the Arlen Guard", document_id=new, passage_id=f"{new}:p2", subject_id=quill, **led),
        claim("c3", NEW, "Colonel Bo Vane led the Arlen Guard in May 1931", document_id=new, passage_id=f"{new}:p3",
              subject_id=vane, **led, **may),
        claim("c4", NEW, "It had nearly 500 riders", **had, subject_label="Arlen Guard", number_min=500.0, number_max=500.0),
        claim("c5", OLD, "It had 400 riders", **{**had, "document_id": old, "passage_id": f"{old}:p3"},
              subject_label="Arlen Guard", number_min=400.0, number_max=400.0),
    ]  # fmt: skip
    return {
        "documents": documents,
        "passages": [*passages(old, OLD), *passages(new, NEW)],
        "claims": claims,
        "claim_spans": [span("c2", "citation", 1, None, "arlen-newer:1"), span("c2", "subject", 0, "Marshal Ada Quill", None)],
        "entities": [
            entity("unit:arlen-guard", "unit", "Arlen Guard"),
            entity(quill, "person", "Ada Quill"),
            entity(vane, "person", "Bo Vane"),
            entity("unit:brisk-guard", "unit", "Brisk Guard"),
        ],
        "names": [
            {"name_id": "n1", "entity_id": quill, "name": "Квилль"},
            {"name_id": "n2", "entity_id": "unit:arlen-guard", "name": "NA"},
            {"name_id": "n3", "entity_id": "unit:arlen-guard", "name": "1st Guard"},
            {"name_id": "n4", "entity_id": "unit:brisk-guard", "name": "1st Guard"},
        ],
        "bibliography": [{"bibliography_id": "arlen-newer:1", "part": 0, "text": "Riders of Arlen."}],
        "vocabulary": [
            {"scheme": "predicate", "code": "commands", "label": "commanded", "inverse_label": "was commanded by"},
            {"scheme": "predicate", "code": "has_strength", "label": "had the strength", "inverse_label": None},
        ],
        "alignments": [
            alignment("1", f"{old}:p2", f"{new}:p2", "identical", 1.0),
            alignment("2", None, f"{new}:p3", "only_right", None),
            alignment("3", f"{old}:p3", f"{new}:p4", "reworded", 0.8),
        ],
        "conflicts": [
            {"conflict_id": "k1", "class": "differing_detail", "conflict_type": "number", "scope": "between_texts",
             "subject_id": "unit:arlen-guard", "predicate": "has_strength", "summary": "400 or 500 riders", "explanation": None},
            {"conflict_id": "k2", "class": "contradiction", "conflict_type": "commander", "scope": "within_text",
             "subject_id": "unit:arlen-guard", "predicate": "commands", "summary": "Two leaders", "explanation": "Both in May."},
        ],
        "conflict_claims": [
            {"conflict_id": conflict, "claim_id": claim_id, "reading": reading}
            for conflict, claim_id, reading in (
                ("k1", "c5", "400"), ("k1", "c4", "500"), ("k2", "c1", "Quill"), ("k2", "c2", "Quill"), ("k2", "c3", "Vane"),
            )
        ],
        "units": [
            {"unit_id": "unit:arlen-guard", "label": "Arlen Guard", "strength": "500 | 400", "motto": None,
             "disputed_columns": "strength"},
            {"unit_id": "unit:brisk-guard", "label": "Brisk Guard", "strength": None, "motto": None, "disputed_columns": None},
        ],
        "unit_relations": [
            relation("r1", "unit:arlen-guard", "Arlen Guard", "subordinate_to", "organization:council", "Council of Arlen",
                     start_earliest=dt.date(1931, 1, 10), start_latest=dt.date(1931, 1, 10), start_role="start"),
            relation("r2", "unit:brisk-guard", "Brisk Guard", "part_of", "unit:arlen-guard", "Arlen Guard",
                     end_earliest=dt.date(1931, 3, 1), end_latest=dt.date(1931, 3, 31), end_role="end", hedges="nominally"),
        ],
        "collectives": [{"collective_id": "x", "unit_id": None, "group_id": None, "group_label": None}],
        "postings": [
            posting("p1", quill, "Ada Quill"),
            posting("p2", vane, "Bo Vane", start_earliest=dt.date(1931, 5, 1), start_latest=dt.date(1931, 5, 1),
                    start_role="start", end_earliest=dt.date(1931, 6, 1), end_latest=dt.date(1931, 6, 1), end_role="end"),
        ],
        "provenance": [
            {"table_name": "units", "row_id": "unit:arlen-guard", "column_name": "strength", "claim_id": claim_id}
            for claim_id in ("c5", "c4")
        ]
        + [
            {"table_name": "postings", "row_id": row_id, "column_name": "person_id", "claim_id": claim_id}
            for row_id, claim_id in (("p1", "c1"), ("p1", "c2"), ("p2", "c3"))
        ],
    }  # fmt: skip


def relation(key: str, unit: str, label: str, code: str, other: str, above: str, **cells: object) -> dict[str, object]:
    row: dict[str, object] = {"unit_relation_id": key, "unit_id": unit, "unit_label": label, "relation": code}
    row |= {"related_id": other, "related_label": above, "basis": "unspecified", "hedges": None}
    return {**row, **STATE, **cells}


def posting(key: str, person: str, label: str, **cells: object) -> dict[str, object]:
    row: dict[str, object] = {
        "posting_id": key,
        "person_id": person,
        "person_label": label,
        "unit_id": "unit:arlen-guard",
    }
    return {**row, "unit_label": "Arlen Guard", "role": "commander", "hedges": None, **STATE, **cells}


def texts() -> dict[str, str]:
    return {"arlen-older": OLD, "arlen-newer": NEW}


def passages(document: str, text: str) -> Rows:
    rows = [passage(document, 1, None, 0, text)]
    at = 0
    for number, sentence in enumerate(text.rstrip("\n").split(". "), start=2):
        start = text.index(sentence, at)
        rows.append(passage(document, number, f"{document}:p1", start, sentence.rstrip(".") + "."))
        at = start + len(sentence)
    return rows


def passage(document: str, number: int, parent: str | None, start: int, text: str) -> dict[str, object]:
    return {
        "passage_id": f"{document}:p{number}", "document_id": document, "parent_id": parent, "char_start": start,
        "char_end": start + len(text), "text": text,
    }  # fmt: skip


def span(claim_id: str, role: str, start: int, text: str | None, reference: str | None) -> dict[str, object]:
    words = text or "[1]"
    return {
        "claim_id": claim_id, "role": role, "ordinal": 1, "char_start": start, "char_end": start + len(words), "text": words,
        "bibliography_id": reference,
    }  # fmt: skip


def entity(entity_id: str, kind: str, label: str) -> dict[str, object]:
    return {"entity_id": entity_id, "entity_type": kind, "label": label}


def alignment(
    number: str, left: str | None, right: str | None, change: str, similarity: float | None
) -> dict[str, object]:
    cells = {"left_passage_id": left, "right_passage_id": right, "similarity": similarity, "change": change}
    return {"alignment_id": number, **cells}
