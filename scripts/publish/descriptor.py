"""The Data Package descriptor, version 2 of the standard (https://datapackage.org/standard/data-package/).

Each table stands in it twice, as CSV with its Table Schema and as Parquet; each raw text once, and the content note. Parquet
has no `type` and no schema on purpose: as a table resource Frictionless 5 rejects it when it has `bytes` and skips its hash
when it has not, and `"type": "file"` is outside the published profile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from publish.files import Content
from publish.rows import PublishError, Row
from roa_dataset.digests import pins
from roa_dataset.loading.note import PATH as CONTENT_NOTE
from roa_dataset.schema_files import Column, Package, Schema, Table

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def descriptor(schema: Schema, files: Mapping[str, Content], documents: Iterable[Row]) -> dict[str, Any]:
    """The descriptor of the package whose files are `files` (path from the package's root → content).

    `documents` are the rows of the table of that name; their texts must be in `files` too. Raises PublishError when a
    described file is missing, and when a file under data/ belongs to no table.
    """
    texts = sorted(documents, key=lambda row: str(row["document_id"]))
    resources: list[dict[str, Any]] = []
    for table in schema.tables:
        resources.append(_csv_resource(table, files))
        resources.append(_parquet_resource(table, files))
    resources.extend(_text_resource(schema.package, row, files) for row in texts)
    if CONTENT_NOTE in files:
        resources.append(_note_resource(files))
    described = {resource["path"] for resource in resources}
    for path in sorted(files):
        if path.startswith("data/") and path not in described:
            raise PublishError(path, "", "", "a file of no table", "only tables under data/", "Define the table.")
    return {**_package_head(schema.package, texts), "resources": resources}


def descriptor_bytes(schema: Schema, files: Mapping[str, Content], documents: Iterable[Row]) -> bytes:
    """`descriptor` as JSON: UTF-8, two spaces a level, one line feed at the end."""
    text = json.dumps(descriptor(schema, files, documents), indent=2, ensure_ascii=False)
    return (text + "\n").encode("utf-8")


def _package_head(package: Package, documents: Iterable[Row]) -> dict[str, Any]:
    head: dict[str, Any] = {
        "$schema": PACKAGE_PROFILE,
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "created": package.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "homepage": package.homepage,
        "release_address": package.release_address,
        "report_address": package.report_address,
        "keywords": list(package.keywords),
        "licenses": [{"name": one.name, "title": one.title, "path": one.path} for one in package.licenses],
        "contributors": [{"title": one.title, "roles": list(one.roles)} for one in package.contributors],
        "sources": [_source(row) for row in documents],
    }
    return {key: value for key, value in head.items() if value}


def _source(row: Row) -> dict[str, str]:
    label = f" ({row['version_label']} text)" if row.get("version_label") else ""
    source = {"title": f"{row['attribution']}{label}", "path": row.get("url"), "version": row.get("revision")}
    return {key: str(value) for key, value in source.items() if value}


def _file(path: str, files: Mapping[str, Content]) -> dict[str, Any]:
    if path not in files:
        raise PublishError(path, "", "", "no such file", "a file for the descriptor to name", "Make it first.")
    content = files[path]
    return pins(content)


def _csv_resource(table: Table, files: Mapping[str, Content]) -> dict[str, Any]:
    path = f"data/{table.name}.csv"
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        **_file(path, files),
        "schema": table_schema(table),
    }


def _parquet_resource(table: Table, files: Mapping[str, Content]) -> dict[str, Any]:
    path = f"data/{table.name}.parquet"
    return {
        "name": f"{table.name}-parquet",
        "title": f"{table.title} (Parquet)",
        "description": f"The rows of the resource {table.name} with their types, as Apache Parquet.",
        "path": path,
        "format": "apache-parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_file(path, files),
    }


def _text_resource(package: Package, row: Row, files: Mapping[str, Content]) -> dict[str, Any]:
    path = str(row["path"])
    label = f", {row['version_label']} text" if row.get("version_label") else ""
    return {
        "name": f"raw-{row['document_id']}",
        "title": f"{row['title']}{label}",
        "description": package.raw_texts.description,
        "path": path,
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        **_file(path, files),
        "licenses": [{"title": str(row["license"]), "path": package.raw_texts.license_path}],
        "sources": [_source(row)],
    }


def _note_resource(files: Mapping[str, Content]) -> dict[str, Any]:
    """The content note goes wherever the package goes: a copy without it is not whole."""
    return {
        "name": "content-note",
        "title": "Content note",
        "description": "What to know before reading: whom the data are about, and what they do not say.",
        "path": CONTENT_NOTE,
        "format": "md",
        "mediatype": "text/markdown",
        "encoding": "utf-8",
        **_file(CONTENT_NOTE, files),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table (https://datapackage.org/standard/table-schema/)."""
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    keys = [_foreign_key(table, column) for column in table.columns if column.references]
    return {**schema, "foreignKeys": keys} if keys else schema


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    assert column.references is not None
    reference: dict[str, Any] = {"fields": [column.references.column]}
    if column.references.table != table.name:  # a key to the same table names no resource
        reference = {"resource": column.references.table, **reference}
    return {"fields": [column.name], "reference": reference}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {
        "required": column.required or None,
        "unique": column.unique or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "enum": list(column.enum) or None,
    }
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.title or None,
        "description": column.description,
        "example": column.example or None,
        "constraints": {key: value for key, value in constraints.items() if value is not None} or None,
        # properties of this project's own, which the standard allows: what of a claim a fact cell shows, whose codes these are
        "takenFrom": list(column.taken_from) or None,
        "scheme": column.scheme or None,
    }
    if column.type == "boolean":  # only what the files hold; the defaults would also let True, TRUE and 1 pass
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return {key: value for key, value in field.items() if value is not None}
