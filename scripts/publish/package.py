"""Checked tables → all files of the package, by path."""

from __future__ import annotations

import json
from pathlib import Path

from publish.catalogues import catalogue_files
from publish.citation import citation_cff
from publish.descriptor import descriptor_bytes
from publish.diagram import diagram_markdown
from publish.dictionary import Fullest, dictionary_markdown
from publish.files import Content
from publish.stored import StoredTables
from publish.tables_csv import written_in_passing
from publish.tables_parquet import write_parquet
from roa_dataset.exporting import r_types
from roa_dataset.loading.note import PATH as CONTENT_NOTE
from roa_dataset.schema_files import Schema

ROOT = Path(__file__).resolve().parent.parent.parent
#: folders that hold nothing but what the build writes: what it no longer makes is removed from them
GENERATED_FOLDERS = ("data",)


def package_files(schema: Schema, tables: StoredTables, raw: Path, folder: Path) -> dict[str, Content]:
    """Path from the package's root → content: raw texts, tables, content note, descriptor, dictionary, citation.

    The tables are written into `folder`, one after the other and in one pass each; their content is the path there.
    """
    documents = list(tables["documents"])
    files: dict[str, Content] = {str(row["path"]): raw / Path(str(row["path"])).name for row in documents}
    files["raw/documents.csv"] = raw / "documents.csv"
    fullest: dict[str, Fullest] = {}
    for table in schema.tables:
        made = {kind: folder / f"{table.name}.{kind}" for kind in ("csv", "parquet")}
        fullest[table.name] = Fullest()
        rows = fullest[table.name].among(tables[table.name].cells())
        write_parquet(made["parquet"], table, written_in_passing(made["csv"], table, rows))
        files |= {f"data/{path.name}": path for path in made.values()}
    files[CONTENT_NOTE] = (ROOT / CONTENT_NOTE).read_bytes()
    described = descriptor_bytes(schema, files, documents)
    files["datapackage.json"] = described
    files[f"docs/how-to/{r_types.NAME}"] = r_types.r_types(json.loads(described)).encode("utf-8")
    files["docs/data-dictionary.md"] = dictionary_markdown(schema, tables, fullest)
    files["docs/entity-relationships.md"] = diagram_markdown(schema)
    files["CITATION.cff"] = citation_cff(schema.package, documents)
    files |= catalogue_files(described, documents)
    return files
