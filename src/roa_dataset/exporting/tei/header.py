"""The header: which text this is, whose, under which licence, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roa_dataset.describing.works import authors_of, creators, released
from roa_dataset.exporting.tei.ids import text_id, xml_id
from roa_dataset.exporting.tei.material import CERTAINTY, Material
from roa_dataset.exporting.tei.stand_off import EDITORS
from roa_dataset.exporting.xml_text import element, escaped


def header(material: Material) -> str:
    """The `teiHeader` element of the file."""
    content = material.package.descriptor.content
    parts = [_file(material, content), _encoding(material), _profile(material)]
    return element("teiHeader", {}, (f"\n{part}" for part in parts))


def _file(material: Material, content: Mapping[str, Any]) -> str:
    document = material.document
    label = f" ({document.version_label} text)" if document.version_label else ""
    responsible = [element("resp", {}, "claims, names, dates and identities; positions of places are added by them")]
    responsible += [element("orgName", {}, escaped(name)) for name in creators(content)]
    title = [
        element("title", {}, escaped(f"{document.title}{label}")),
        element("author", {}, escaped(authors_of(document.attribution))),
        element("respStmt", {"xml:id": EDITORS}, responsible),
    ]
    edition = element(
        "edition", {"n": material.package.version}, escaped(f"{content['name']} {material.package.version}")
    )
    notes = [element("note", {}, escaped(str(point))) for point in material.package.content_note]
    return element(
        "fileDesc",
        {},
        [
            element("titleStmt", {}, title),
            element("editionStmt", {}, edition),
            element("publicationStmt", {}, _publication(document.license, content)),
            element("notesStmt", {}, notes) if notes else "",
            element("sourceDesc", {}, element("bibl", {}, _source(material))),
        ],
    )


def _publication(text_license: str, content: Mapping[str, Any]) -> Iterable[str]:
    yield from (element("publisher", {}, escaped(name)) for name in creators(content)[:1])
    day = released(content)
    if day:
        yield element("date", {"when": day})
    licences: list[tuple[dict[str, str], str]] = [({}, f"The text and every quote from it: {text_license}")]
    for licence in content.get("licenses", ()):
        licences.append(({"target": str(licence["path"])}, f"What was made from it: {licence['title']}"))
    yield element("availability", {}, (element("licence", target, escaped(words)) for target, words in licences))


def _source(material: Material) -> Iterable[str]:
    document = material.document
    yield element("title", {}, escaped(document.title))
    yield element("author", {}, escaped(authors_of(document.attribution)))
    if document.url:
        yield element("ref", {"target": document.url})
    yield element("idno", {"type": "path"}, escaped(document.path))
    yield element("idno", {"type": "sha256"}, document.sha256)
    for kind, words in (("lost", document.lost), ("note", document.note)):
        if words:
            yield element("note", {"type": kind}, escaped(words))


def _encoding(material: Material) -> str:
    whole = text_id(material.document.document_id)
    bases = "; ".join(f"{basis}: {certainty}" for basis, certainty in CERTAINTY.items())
    paragraphs = (
        f"The element {whole} holds the raw file's text, exact to the character, white space included; a stretch of it is "
        "pointed at as string-range(element, offset, length), counted in Unicode code points. Segments are the passages of the "
        "dataset. Nothing in the text was corrected.",
        "A claim is what the text says in one place, not a fact: its annotation points at the words and gives one plain "
        "sentence. polarity, modality, hedge and qualifier are noted where they are not affirmed, asserted and empty.",
        "notBefore and notAfter are the bounds that the text gives or allows; an absent one is open. cert says how the bounds "
        f"were found, not how likely the event is ({bases}).",
        "An encyclopedia's silence is no evidence, and versions of one article are no independent witnesses.",
    )
    project = element(
        "projectDesc", {}, element("p", {}, escaped(str(material.package.descriptor.content.get("description"))))
    )
    editorial = element("editorialDecl", {}, (element("p", {}, escaped(paragraph)) for paragraph in paragraphs))
    return element("encodingDesc", {}, [project, editorial, _predicates(material)])


def _predicates(material: Material) -> str:
    """The predicates that the file's claims have, with what they mean."""
    used = {row["predicate"] for row in material.claims}
    categories = [
        element(
            "category",
            {"xml:id": xml_id(f"predicate:{row['code']}")},
            element("catDesc", {}, escaped(f"{row['label']}: {row.get('definition') or row['label']}")),
        )
        for row in material.package.rows("vocabulary")
        if row["scheme"] == "predicate" and row["code"] in used
    ]
    return element("classDecl", {}, element("taxonomy", {"xml:id": "predicates"}, categories)) if categories else ""


def _profile(material: Material) -> str:
    language = material.document.language
    return element(
        "profileDesc", {}, element("langUsage", {}, element("language", {"ident": language}, escaped(language)))
    )
