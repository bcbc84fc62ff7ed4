"""Downloads, the data dictionary, licences, how to cite, and the description for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from roa_dataset.describing.schema_org import schema_org
from roa_dataset.literals import TableName

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


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
        "json_ld": _script_safe(schema_org(descriptor, package.rows("documents"))),
    }


def _script_safe(value: object) -> Markup:
    """JSON inside a script element: what could end the element or open a comment is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
