"""CITATION.cff: how to cite the dataset (Citation File Format 1.2.0, https://citation-file-format.github.io)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from publish.rows import Row
from roa_dataset.describing.works import authors_of
from roa_dataset.schema_files import Package


def citation_cff(package: Package, documents: Iterable[Row]) -> bytes:
    """The citation file: the dataset itself and, as references, the texts that it is made from.

    `documents` are the rows of the table of that name. Strings are written as JSON strings, which YAML reads as they
    are.
    """
    return ("\n".join(_lines(package, documents)) + "\n").encode("utf-8")


def _lines(package: Package, documents: Iterable[Row]) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: " + _quoted("If you use this dataset, please cite it and the texts that it is made from.")
    yield "type: dataset"
    yield "title: " + _quoted(package.title)
    yield "version: " + _quoted(package.version)
    yield "date-released: " + _quoted(package.created.date().isoformat())
    yield "authors:"
    for contributor in package.contributors:
        yield "  - name: " + _quoted(contributor.title)
    if len(package.licenses) == 1:
        yield "license: " + package.licenses[0].name
    else:
        yield "license:"
        yield from (f"  - {licence.name}" for licence in package.licenses)
    if package.homepage:
        yield "url: " + _quoted(package.homepage)
    yield "abstract: " + _quoted(package.description)
    yield "keywords:"
    yield from (f"  - {_quoted(word)}" for word in package.keywords)
    texts = sorted(documents, key=lambda row: str(row["document_id"]))
    if texts:
        yield "references:"
    for row in texts:
        yield from _reference(row)


def _reference(row: Row) -> Iterator[str]:
    yield "  - type: generic"
    yield "    title: " + _quoted(str(row["title"]))
    yield "    authors:"
    yield "      - name: " + _quoted(authors_of(str(row["attribution"])))
    if row.get("url"):
        yield "    url: " + _quoted(str(row["url"]))
    if row.get("revision"):
        yield "    version: " + _quoted(str(row["revision"]))
    notes = [f"{row['version_label']} text" if row.get("version_label") else "", f"file {row['path']}"]
    notes += [f"SHA-256 {row['sha256']}", f"licence {row['license']}"]
    yield "    notes: " + _quoted("; ".join(note for note in notes if note) + ".")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
