"""The whole text, exact to the character, with passages, names and dates marked in it.

The text stands in one element whose string is the raw file's: offsets of the package count in it as they are. White space is
text too, so blocks are segments in it and no paragraphs, which would need white space of their own between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roa_dataset.exporting.tei.ids import pointer, text_id, xml_id
from roa_dataset.exporting.tei.material import Material, bounds, language_tag
from roa_dataset.exporting.xml_text import Attributes, element, escaped, tag

#: entity type → the element for a name of such an entity; the others are `name` with the type
_NAMES = {"person": "persName", "unit": "orgName", "group": "orgName", "organization": "orgName", "place": "placeName"}
#: passage kind → its element; the others are segments
_PASSAGES = {"note": "note", "reference": "bibl"}


@dataclass(frozen=True)
class Mark:
    """A stretch of the text that gets an element; of marks with the same bounds the lower rank goes outside."""

    start: int
    end: int
    rank: int
    name: str
    attributes: Attributes


@dataclass(frozen=True)
class Body:
    """The text's element, and the marks that would cross others and go to the stand-off part."""

    xml: str
    left_over: tuple[Mark, ...]


def body(material: Material) -> Body:
    """The `text` element of the file."""
    marks, left_over = nested([*_passages(material), *_names(material), *_dates(material)])
    attributes = {"xml:id": text_id(material.document.document_id), "xml:space": "preserve"}
    whole = f"{tag('ab', attributes)}{marked(material.document.text, marks)}</ab>"
    xml = element("text", {"xml:lang": material.document.language}, element("body", {}, whole))
    return Body(xml, left_over)


def nested(marks: Iterable[Mark]) -> tuple[list[Mark], tuple[Mark, ...]]:
    """The marks that lie inside or beside one another, in the order of their start tags, and those that cross one.

    Of two that cross, the one that begins first stays, so that the result depends on nothing but the marks.
    """
    kept: list[Mark] = []
    crossing: list[Mark] = []
    open_ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rank)):
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        if open_ends and mark.end > open_ends[-1]:
            crossing.append(mark)
        else:
            open_ends.append(mark.end)
            kept.append(mark)
    return kept, tuple(crossing)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with the elements of marks that are nested (`nested`) in it."""
    parts: list[str] = []
    open_marks: list[Mark] = []
    at = 0

    def to(position: int) -> None:
        nonlocal at
        parts.append(escaped(text[at:position]))
        at = position

    def close_until(position: int) -> None:
        while open_marks and open_marks[-1].end <= position:
            to(open_marks[-1].end)
            parts.append(f"</{open_marks.pop().name}>")

    for mark in marks:
        close_until(mark.start)
        to(mark.start)
        parts.append(tag(mark.name, mark.attributes))
        open_marks.append(mark)
    close_until(len(text))
    to(len(text))
    return "".join(parts)


def _passages(material: Material) -> Iterator[Mark]:
    for row in material.passages:
        kind = str(row["kind"])
        name = _PASSAGES.get(kind, "seg")
        attributes = {"xml:id": xml_id(str(row["passage_id"])), "type": None if name == kind else kind}
        yield Mark(*_span(row), 0, name, attributes)


def _names(material: Material) -> Iterator[Mark]:
    types = material.package.index("entities", "entity_id")
    for row in material.mentions:
        entity = types.get(str(row["entity_id"]))
        attributes = {
            "ref": pointer(str(row["entity_id"])) if entity else None,
            "xml:lang": _other_language(material, language_tag(row["language"], row["script"])),
        }
        kind = str(entity["entity_type"]) if entity else "unresolved"
        if entity is None or row["kind"] == "description":
            yield Mark(*_span(row), 1, "rs", {"type": kind, **attributes})
        elif kind in _NAMES:
            yield Mark(
                *_span(row), 1, _NAMES[kind], {"type": None if kind in ("person", "place") else kind, **attributes}
            )
        else:
            yield Mark(*_span(row), 1, "name", {"type": kind, **attributes})


def _other_language(material: Material, language: str | None) -> str | None:
    return language if language != material.document.language else None


def _dates(material: Material) -> Iterator[Mark]:
    """The words that date a claim; with bounds where all claims that they alone date agree on them."""
    readings: dict[tuple[int, int], list[dict[str, str | None]]] = {}
    for claim in material.claims:
        spans = material.spans.get(str(claim["claim_id"]), ())
        dating = [_span(span) for span in spans if span["role"] == "date"]
        for span in (_span(span) for span in spans if span["role"] in ("date", "date_context")):
            readings.setdefault(span, [])
        closed = claim["date_earliest"] is not None and claim["date_latest"] is not None
        if len(dating) == 1 and closed:
            readings[dating[0]].append(bounds(claim))
    for (start, end), found in readings.items():
        agreed = found[0] if found and all(one == found[0] for one in found) else {}
        yield Mark(start, end, 2, "date", agreed)


def _span(row: object) -> tuple[int, int]:
    assert isinstance(row, dict)
    return int(row["char_start"]), int(row["char_end"])
