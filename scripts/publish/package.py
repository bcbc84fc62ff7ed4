"""Checked tables → all files of the package, by path."""

from __future__ import annotations

import json
from pathlib import Path

from assemble.evidence import Tables
from publish.catalogues import catalogue_files
from publish.citation import citation_cff
from publish.descriptor import descriptor_bytes
from publish.diagram import diagram_markdown
from publish.dictionary import dictionary_markdown
from publish.rows import check_rows
from publish.tables_csv import csv_bytes
from publish.tables_parquet import parquet_bytes
from roa_dataset.exporting import r_types
from roa_dataset.loading.note import PATH as CONTENT_NOTE
from roa_dataset.schema_files import Schema

ROOT = Path(__file__).resolve().parent.parent.parent
#: folders that hold nothing but what the build writes: what it no longer makes is removed from them
GENERATED_FOLDERS = ("data",)


def package_files(schema: Schema, tables: Tables, raw: Path) -> dict[str, bytes]:
    """Path from the package's root → content: raw texts, tables, content note, descriptor, dictionary, citation."""
    cleaned = check_rows(schema, tables)
    documents = tables["documents"]
    files = {str(row["path"]): (raw / Path(str(row["path"])).name).read_bytes() for row in documents}
    files["raw/documents.csv"] = (raw / "documents.csv").read_bytes()
    for table in schema.tables:
        files[f"data/{table.name}.csv"] = csv_bytes(table, cleaned[table.name])
        files[f"data/{table.name}.parquet"] = parquet_bytes(table, cleaned[table.name])
    files[CONTENT_NOTE] = (ROOT / CONTENT_NOTE).read_bytes()
    files["datapackage.json"] = descriptor_bytes(schema, files, documents)
    content = json.loads(files["datapackage.json"])
    files[f"docs/how-to/{r_types.NAME}"] = r_types.r_types(content).encode("utf-8")
    files["docs/data-dictionary.md"] = dictionary_markdown(schema, cleaned)
    files["docs/entity-relationships.md"] = diagram_markdown(schema)
    files["CITATION.cff"] = citation_cff(schema.package, documents)
    files |= catalogue_files(files["datapackage.json"], documents)
    return files
