"""Downloads, the data dictionary, licences, how to cite, and the description for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from roa_dataset.literals import TableName

if TYPE_CHECKING:
    from roa_dataset.site.content import Content

_MEDIA = {"csv": "text/csv", "apache-parquet": "application/vnd.apache.parquet", "txt": "text/plain"}


def values(content: Content) -> dict[str, Any]:
    """The tables with their files and columns, the raw texts, citations, and JSON-LD."""
    package = content.package
    descriptor = package.descriptor.content
    tables = []
    for info in package.tables:
        schema = package.schema(cast(TableName, info.name))
        parquet = package.descriptor.parquet(info.name)
        tables.append({
            "info": info,
            "csv": package.descriptor.table(info.name),
            "parquet": parquet,
            "columns": schema.records(),
        })  # fmt: skip
    return {
        "tables": tables,
        "citations": [(style, package.cite(style)) for style in ("text", "bibtex", "ris")],
        "licenses": descriptor.get("licenses", ()),
        "json_ld": _script_safe(json_ld(content)),
    }


def json_ld(content: Content) -> dict[str, Any]:
    """The dataset in the vocabulary that search engines read (https://schema.org/Dataset)."""
    head = content.package.descriptor.content
    files = [
        {
            "@type": "DataDownload",
            "name": resource["name"],
            "contentUrl": resource["path"],
            "encodingFormat": resource.get("mediatype") or _MEDIA.get(resource.get("format", ""), ""),
        }
        for resource in head["resources"]
    ]
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": head.get("title") or head["name"],
        "description": head.get("description", ""),
        "version": head["version"],
        "datePublished": str(head.get("created", ""))[:10],
        "keywords": head.get("keywords", []),
        "license": [licence["path"] for licence in head.get("licenses", ()) if licence.get("path")],
        "creator": [{"@type": "Organization", "name": one["title"]} for one in head.get("contributors", ())],
        "isBasedOn": [source["title"] for source in head.get("sources", ()) if source.get("title")],
        "isAccessibleForFree": True,
        "distribution": files,
    }
    return {name: value for name, value in found.items() if value}


def _script_safe(value: object) -> Markup:
    """JSON inside a script element: what could end the element or open a comment is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
