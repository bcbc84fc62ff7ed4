"""A folder with one TEI file for each text: DOCUMENT_ID.xml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from roa_dataset.exporting.tei.body import body
from roa_dataset.exporting.tei.header import header
from roa_dataset.exporting.tei.material import material_of
from roa_dataset.exporting.tei.stand_off import stand_off
from roa_dataset.exporting.xml_text import HEAD, element

if TYPE_CHECKING:
    from roa_dataset.package import Package

_NAMESPACE = "http://www.tei-c.org/ns/1.0"


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes the folder. Raises ExportError for a text with a character that XML cannot hold."""
    path.mkdir()
    for row in package.rows("documents"):
        name = str(row["document_id"])
        (path / f"{name}.xml").write_text(tei(package, name), encoding="utf-8", newline="\n")


def tei(package: Package, document_id: str) -> str:
    """The TEI document of one text, valid against the schema TEI All of TEI P5 4.3.0."""
    material = material_of(package, document_id)
    text = body(material)
    parts = [header(material), stand_off(material, text.left_over), text.xml]
    return HEAD + element("TEI", {"xmlns": _NAMESPACE, "xml:lang": "en"}, (f"\n{part}" for part in parts)) + "\n"
