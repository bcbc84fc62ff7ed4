"""A claim as pages show it: its sentence, its parts in plain words, how it is limited, what it is linked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roa_dataset.showing.text import cell_text
from roa_dataset.site.conflict_heading import heading

if TYPE_CHECKING:
    from roa_dataset.site.content import Content


@dataclass(frozen=True)
class Part:
    """One part of a claim: what it is, the words or label, the page that it leads to, a remark."""

    name: str
    text: str
    href: str | None = None
    verbatim: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Mark:
    """A reference mark that follows the claim's words, and the place of the reference in the text."""

    marker: str
    href: str


@dataclass(frozen=True)
class Statement:
    """A claim ready to be shown; `limits` are the words and codes that make it less than a plain assertion."""

    claim_id: str
    number: int
    document_id: str
    text_label: str
    quote: str
    statement: str
    start: int
    end: int
    section: str
    parts: tuple[Part, ...]
    limits: tuple[str, ...]
    marks: tuple[Mark, ...]
    conflicts: tuple[tuple[str, str, str], ...]
    href: str
    row: dict[str, Any]


def statement_of(content: Content, claim_id: str) -> Statement:
    """The claim of this id as pages show it."""
    row: dict[str, Any] = dict(content.claims[claim_id])
    return Statement(
        claim_id=claim_id,
        number=content.numbers[claim_id],
        document_id=row["document_id"],
        text_label=content.text_label(row["document_id"]),
        quote=row["quote"],
        statement=row["statement"],
        start=row["char_start"],
        end=row["char_end"],
        section=content.section_of(row["passage_id"]),
        parts=tuple(_parts(content, row)),
        limits=tuple(_limits(content, row)),
        marks=tuple(_marks(content, row)),
        conflicts=tuple(
            (conflict.conflict_id, content.label("conflict_class", conflict.kind), heading(conflict))
            for conflict in content.conflicts_of_claim.get(claim_id, ())
        ),
        href=content.links.claim(claim_id),
        row=row,
    )


def number_words(content: Content, row: dict[str, Any]) -> str:
    """The number of a row with its exactness in words: "120,000–130,000 (range)"; empty where there is none."""
    low, high = row.get("number_min"), row.get("number_max")
    exactness = row.get("number_exactness")
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        shown = f"{_grouped(low)}–{_grouped(high)}"
    else:
        shown = _grouped(low if low is not None else high)
    return shown if exactness in (None, "exact") else f"{shown} ({content.label('number_exactness', exactness)})"


def _grouped(number: Any) -> str:
    return f"{int(number):,}" if float(number).is_integer() else cell_text(number)


def _parts(content: Content, row: dict[str, Any]) -> list[Part]:
    return [*_who_and_what(content, row), *_how_much_and_when(content, row), *_around(content, row)]


def _who_and_what(content: Content, row: dict[str, Any]) -> Iterator[Part]:
    links = content.links
    yield Part(
        "subject", row["subject_label"], links.entity(row["subject_id"]), remark=_quoted(row.get("subject_text"))
    )
    yield Part("predicate", content.label("predicate", row["predicate"]))
    if row.get("object_id") or row.get("object_label"):
        yield Part("object", row.get("object_label") or row["object_id"], links.entity(row.get("object_id")))
    if row.get("value"):
        yield Part("value", row["value"], verbatim=row["value"] in row["quote"])
    if row.get("qualifier"):
        yield Part("qualifier", row["qualifier"])


def _how_much_and_when(content: Content, row: dict[str, Any]) -> Iterator[Part]:
    number, measure = number_words(content, row), row.get("number_measure") or ""
    if number or measure:
        shown = number or content.label("number_exactness", row.get("number_exactness") or "")
        yield Part("number", shown, remark=measure)
    words, edtf = row.get("date_text"), row.get("date_edtf") or ""
    role = content.label("date_role", row.get("date_role") or "")
    if words:
        yield Part("date", words, verbatim=True, remark=", ".join(part for part in (role, edtf) if part))
    elif edtf:  # its words stand elsewhere in the text and are shown as such
        yield Part("date", edtf, remark=role)
    if row.get("place_id") or row.get("place_label"):
        yield Part("place", row.get("place_label") or row["place_id"], content.links.entity(row.get("place_id")))


def _around(content: Content, row: dict[str, Any]) -> Iterator[Part]:
    links = content.links
    for name, column in (("said by", "attributed_to_id"), ("event", "event_id")):
        if row.get(column):
            yield Part(name, content.entity_label(row[column]), links.entity(row[column]))
    for span in content.words_elsewhere(row["claim_id"]):
        name = f"{content.label('span_role', span['role']).removesuffix(' context')} from"
        yield Part(name, _quoted(span["text"]), links.at(row["document_id"], span["char_start"]))
    about = str(row.get("about_claim_id") or "")
    if about in content.claims:
        yield Part("about", str(content.claims[about]["statement"]), links.claim(about))


def _limits(content: Content, row: dict[str, Any]) -> list[str]:
    limits = []
    if row["modality"] != "asserted":
        limits.append(content.label("modality", row["modality"]))
    if row["polarity"] != "affirmed":
        limits.append(content.label("polarity", row["polarity"]))
    if row.get("hedge"):
        limits.append(f"hedge: {_quoted(row['hedge'])}")
    if row.get("citation_needed"):
        limits.append("“citation needed” in the text")
    return limits


def _marks(content: Content, row: dict[str, Any]) -> list[Mark]:
    marks = []
    for span in content.spans_of_claim.get(row["claim_id"], ()):
        reference = content.references.get(str(span["bibliography_id"])) if span["bibliography_id"] else None
        if reference is not None and reference.get("char_start") is not None:
            marks.append(
                Mark(str(reference.get("marker") or span["text"]), content.links.at(str(reference["document_id"]),
                                                                                   int(str(reference["char_start"]))))
            )  # fmt: skip
    return list(dict.fromkeys(marks))


def _quoted(text: str | None) -> str:
    return f"“{text}”" if text else ""
