"""croissant.json: the tables for machine learning tools (Croissant 1.0, http://mlcommons.org/croissant/1.0)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roa_dataset.describing.works import hash_of, of_the_dataset, texts_of

_CR = "http://mlcommons.org/croissant/"
#: the context that the standard prints; readers compare it key by key
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": _CR,
    "rai": f"{_CR}RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "conformsTo": "dct:conformsTo",
    **{
        term: f"cr:{term}"
        for term in (
            "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format",
            "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
            "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
        )
    },
}  # fmt: skip
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_FORMATS = {"csv": "text/csv", "apache-parquet": "application/x-parquet"}


def croissant(content: Mapping[str, Any], documents: Iterable[Mapping[str, Any]], cite_as: str) -> dict[str, Any]:
    """A record set for each table, from its Parquet file where the descriptor `content` has one, else from its CSV.

    `documents` are the rows of that table, `cite_as` is the citation as BibTeX. Parquet first, because readers of
    Croissant guess the types of CSV cells. No `references` (foreign keys): mlcroissant 1.1 joins the tables when it reads
    one, and fails when a second one of the same Dataset is read; the keys stand in datapackage.json.
    """
    tables = [r for r in content["resources"] if r.get("schema")]
    named = {r["name"]: r for r in content["resources"]}
    files = {r["name"]: named.get(f"{r['name']}-parquet", r) for r in tables}
    texts = [r for r in content["resources"] if r["path"] in {text.path for text in texts_of(documents)}]
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": f"{_CR}1.0",
        "name": content["name"],
        "alternateName": content["title"],
        **of_the_dataset(content),
        "citeAs": cite_as,
        "isLiveDataset": False,
        "distribution": [*(_file(r) for r in files.values()), *(_file(r) for r in texts)],
        "recordSet": [_record_set(r, files[r["name"]]) for r in tables],
    }
    return {key: value for key, value in described.items() if value or value is False}


def _file_id(resource: Mapping[str, Any]) -> str:
    return f"file-{resource['name']}"


def _file(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(resource),
        "name": _file_id(resource),
        "description": resource["title"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": _FORMATS.get(str(resource["format"]), str(resource["mediatype"])),
        "sha256": hash_of(resource),
    }


def _record_set(table: Mapping[str, Any], file: Mapping[str, Any]) -> dict[str, Any]:
    name, schema = table["name"], table["schema"]
    fields = []
    for column in schema["fields"]:
        field = {
            "@type": "cr:Field",
            "@id": f"{name}/{column['name']}",
            "name": column["name"],
            "description": column.get("description"),
            "dataType": _TYPES[column["type"]],
            "source": {"fileObject": {"@id": _file_id(file)}, "extract": {"column": column["name"]}},
        }
        fields.append({key: value for key, value in field.items() if value})
    keys = [{"@id": f"{name}/{column}"} for column in schema.get("primaryKey", ())]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.get("description"),
        "key": keys[0] if len(keys) == 1 else keys,
        "field": fields,
    }
