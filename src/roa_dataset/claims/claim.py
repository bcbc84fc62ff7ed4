"""One claim with the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from roa_dataset.claims.document import Context, Document
from roa_dataset.claims.retired import refuse_retired
from roa_dataset.errors import UnknownIdError
from roa_dataset.showing.html import html_line, html_quote

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package


@dataclass(frozen=True)
class Span:
    """The exact words behind one part of a claim (a row of `claim_spans`)."""

    role: str
    char_start: int
    char_end: int
    text: str
    bibliography_id: str | None = None


@dataclass(frozen=True, repr=False)
class Claim:
    """What one text says in one place: a row of the table `claims`, with its text at hand.

    It is no fact: read it with `polarity`, `modality`, `hedge` and `attributed_to_id`. `schema("claims")` says what each
    attribute means; `row` has all columns of the package's version.
    """

    claim_id: str
    document_id: str
    passage_id: str
    char_start: int
    char_end: int
    quote: str
    statement: str
    subject_id: str
    subject_label: str
    subject_text: str | None
    predicate: str
    object_id: str | None
    object_label: str | None
    value: str | None
    qualifier: str | None
    number_min: float | None
    number_max: float | None
    number_measure: str | None
    number_exactness: str | None
    date_text: str | None
    date_edtf: str | None
    date_earliest: date | None
    date_latest: date | None
    date_role: str | None
    date_basis: str | None
    place_id: str | None
    place_label: str | None
    polarity: str
    modality: str
    hedge: str | None
    attributed_to_id: str | None
    citation_needed: bool
    event_id: str | None
    about_claim_id: str | None
    rule_id: str
    row: Record = field(compare=False)
    _package: Package = field(compare=False)

    @property
    def document(self) -> Document:
        """The raw text that the claim stands in."""
        return self._package.document(self.document_id)

    def context(self, characters: int = 80) -> Context:
        """The quote with so many characters of the text before and after it."""
        return self.document.context(self.char_start, self.char_end, characters)

    @property
    def sentence(self) -> Context:
        """The quote in the passage that it stands in."""
        passage: dict[str, Any] = self._package.index("passages", "passage_id")[self.passage_id]
        start, end = passage["char_start"], passage["char_end"]
        text = self.document.text
        return Context(text[start : self.char_start], self.quote, text[self.char_end : end])

    @property
    def spans(self) -> tuple[Span, ...]:
        """The exact words behind each part of the claim, in the order of the text."""
        rows: list[dict[str, Any]] = self._package.groups("claim_spans", "claim_id").get(self.claim_id, [])
        found = [Span(r["role"], r["char_start"], r["char_end"], r["text"], r["bibliography_id"]) for r in rows]
        return tuple(sorted(found, key=lambda span: (span.char_start, span.char_end)))

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the references whose marks follow the claim's words; not necessarily what supports it."""
        return tuple(dict.fromkeys(span.bibliography_id for span in self.spans if span.bibliography_id))

    def __repr__(self) -> str:
        return f"{self.statement}\n  {self.place} “{self.quote}”"

    @property
    def place(self) -> str:
        """Where the quote stands, as document, offsets and claim id."""
        return f"[{self.document_id} {self.char_start}–{self.char_end}, {self.claim_id}]"

    def _repr_html_(self) -> str:
        shown = self.sentence
        return html_line(self.statement) + html_quote(shown.before, shown.quote, shown.after) + html_line(self.place)


def read_claim(package: Package, claim_id: str) -> Claim:
    """The claim of this id; UnknownIdError names the nearest."""
    claims = package.index("claims", "claim_id")
    if claim_id not in claims:
        refuse_retired(package, "claims", "claim", claim_id)
        raise UnknownIdError("claim", claim_id, claims, 'roa_dataset.load("claims") lists them.')
    return claim_of(package, claims[claim_id])


def claim_of(package: Package, row: Record) -> Claim:
    """The claim that a row of the table `claims` holds."""
    cells: dict[str, Any] = {name: row.get(name) for name in _FIELDS}
    return Claim(**cells, row=row, _package=package)


_FIELDS = tuple(name for name in Claim.__dataclass_fields__ if name not in ("row", "_package"))
