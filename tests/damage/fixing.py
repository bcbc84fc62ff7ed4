"""What describes a damaged file, set right again, so that the damage shows in the content alone."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from typing import Any, Literal

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from damage.copy import DESCRIPTOR, Cell, Copy, NoSuchPlaceError, parsed

#: none: checksums as they were; descriptor: bytes and hashes in it; everything: the Parquet is made again from the damaged CSV
#: too, and so is the row of a damaged text in documents
Fix = Literal["none", "descriptor", "everything"]
FIXES: tuple[Fix, ...] = ("none", "descriptor", "everything")


def fix_up(copy: Copy, fix: Fix) -> None:
    """Sets right what the damage has left wrong around it, as far as `fix` goes."""
    if fix == "none":
        return
    if fix == "everything":
        _fix_documents(copy)
        for path in list(copy.changed()):
            _fix_parquet(copy, path)
    _fix_descriptor(copy)


def _fix_documents(copy: Copy) -> None:
    """sha256, bytes and characters of every text that was damaged; a text that is no UTF-8 or is gone keeps its row."""
    table = copy.base.tables["documents"]
    pins: dict[Cell, str] = {}
    for number, row in enumerate(table.rows):
        content = copy.changed().get(row[table.columns.index("path")])
        if content is None:
            continue
        with contextlib.suppress(UnicodeDecodeError):
            characters = len(content.decode())
            pins |= {
                Cell("documents", number, "sha256"): hashlib.sha256(content).hexdigest(),
                Cell("documents", number, "bytes"): str(len(content)),
                Cell("documents", number, "characters"): str(characters),
            }
    if pins:
        copy.set(pins)


def _fix_parquet(copy: Copy, path: str) -> None:
    """The Parquet beside a damaged CSV, of the same rows; as it was where the CSV is none or a cell is of another type."""
    beside = path.removesuffix(".csv") + ".parquet"
    if not path.endswith(".csv") or beside not in copy.base.files or beside in copy.files:
        return
    with contextlib.suppress(NoSuchPlaceError, pa.ArrowInvalid, pa.ArrowNotImplementedError):
        copy.write(beside, parquet_of(copy.read(path), pq.read_schema(io.BytesIO(copy.base.files[beside]))))


def parquet_of(content: bytes, schema: pa.Schema) -> bytes:
    """CSV bytes as Parquet, with the types and metadata that `schema` gives; a column that it lacks is text."""
    columns = parsed(content).columns
    if len(set(columns)) != len(columns):
        raise NoSuchPlaceError("two columns of one name")
    types = {name: schema.field(name).type if name in schema.names else pa.string() for name in columns}
    table = pa_csv.read_csv(
        io.BytesIO(content),
        read_options=pa_csv.ReadOptions(block_size=max(len(content), 1)),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True,
            true_values=["true"], false_values=["false"],
        ),
    )  # fmt: skip
    fields = [schema.field(n) if n in schema.names else pa.field(n, pa.string()) for n in table.column_names]
    # a required column may have lost a cell
    fields = [f if f.nullable or not table[f.name].null_count else f.with_nullable(True) for f in fields]
    return parquet_bytes(table.cast(pa.schema(fields, metadata=schema.metadata)))


def parquet_bytes(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _fix_descriptor(copy: Copy) -> None:
    """bytes, sha256 and, where it has them, row counts of every resource whose file differs; only these properties change."""
    if DESCRIPTOR not in copy.files:
        _fix_text(copy)
        return
    try:
        descriptor = copy.descriptor()
        resources = [r for r in descriptor["resources"] if isinstance(r, dict)]
    except (ValueError, KeyError, TypeError):
        return  # the damage is that it is no descriptor
    before = json.dumps(descriptor)
    for resource in resources:
        with contextlib.suppress(NoSuchPlaceError):
            _fix_resource(resource, copy.read(str(resource.get("path"))))
    if json.dumps(descriptor) != before:
        copy.write_descriptor(descriptor)


def _fix_text(copy: Copy) -> None:
    """The same in the descriptor's own text, which is quicker: there size and hash stand together, and no hash stands twice."""
    text = copy.read(DESCRIPTOR).decode()
    for resource in copy.base.descriptor["resources"]:
        content = copy.changed().get(resource["path"])
        if content is not None:
            fixed = dict(resource)
            _fix_resource(fixed, content)
            assert text.count(_pinned(resource)) == 1
            text = text.replace(_pinned(resource), _pinned(fixed))
    copy.write(DESCRIPTOR, text.encode())


def _pinned(resource: dict[str, Any]) -> str:
    return f'"bytes": {resource["bytes"]},\n      "hash": "{resource["hash"]}"'


def _fix_resource(resource: dict[str, Any], content: bytes) -> None:
    if "bytes" in resource:
        resource["bytes"] = len(content)
    if "hash" in resource:
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    for name in ("rowCount", "rows", "row_count"):
        if name in resource:
            with contextlib.suppress(NoSuchPlaceError):
                resource[name] = len(parsed(content).rows)
