"""The files that catalogues and reference managers look for, at the root of the package, under the names that they expect."""

from __future__ import annotations

import json
from collections.abc import Iterable

from publish.rows import Row
from roa_dataset.citing.styles import cite_package
from roa_dataset.describing.croissant import croissant
from roa_dataset.describing.ro_crate import FILE_NAME as RO_CRATE
from roa_dataset.describing.ro_crate import ro_crate
from roa_dataset.describing.schema_org import schema_org
from roa_dataset.describing.works import json_bytes
from roa_dataset.describing.zenodo import zenodo


def catalogue_files(descriptor: bytes, documents: Iterable[Row]) -> dict[str, bytes]:
    """Name → content, for the package that `descriptor` (the content of its datapackage.json) describes.

    `documents` are the rows of the table of that name. A data archive with another descriptor gets files of its own.
    """
    content, rows = json.loads(descriptor), list(documents)
    bibtex, ris = (cite_package(content, rows, style) for style in ("bibtex", "ris"))
    return {
        ".zenodo.json": json_bytes(zenodo(content, rows)),
        "CITATION.bib": f"{bibtex}\n".encode(),
        "CITATION.ris": f"{ris}\n".encode(),
        "croissant.json": json_bytes(croissant(content, rows, bibtex)),
        RO_CRATE: json_bytes(ro_crate(content, rows)),
        "schema-org.jsonld": json_bytes(schema_org(content, rows)),
    }
