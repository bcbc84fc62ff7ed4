"""What every reader of a document is given, and the one way in which it states a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from extract.model import Block, ClaimDraft, Document, Mention, Row, Span
from extract.names import Names
from extract.sentences import closed
from roa_dataset.reading.conventions import by_convention
from roa_dataset.reading.dates import DateReading, find_dates, takes_year
from roa_dataset.reading.marks import Mark, find_marks
from roa_dataset.reading.numbers import NumberReading, find_numbers

#: characters in a stretch of text in which claims are looked for
STRETCH = 1_000
#: parts of a claim that are words of the text
VERBATIM = ("value", "qualifier", "hedge")
#: spans of one claim
ORDER = attrgetter("role", "start", "end")
#: a description of a force as a number of units
OF_UNITS = re.compile(r"\b(?:units|battalions|companies|regiments)\Z")
#: so many letters from a mark "these battalions" may be what it documents
NEXT_TO = 400


@dataclass
class Context:
    """One document being read: its text, blocks, names and subject; readers add claims and rows to it in text order."""

    document: Document
    blocks: tuple[Block, ...]
    names: Names
    subject_id: str
    markers: dict[str, str] = field(default_factory=dict)
    claims: list[ClaimDraft] = field(default_factory=list)
    bibliography: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    images: list[Row] = field(default_factory=list)
    ranks: list[Row] = field(default_factory=list)
    #: the last stretch whose dates were asked for, these without a year of the context, and whether they can depend on one
    _dated: tuple[int, int, tuple[DateReading, ...], bool] = (0, 0, (), False)
    _about: dict[tuple[str, object, int], list[int]] = field(default_factory=dict)
    _edges: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    #: the row of a note or reference → the claims behind which its mark stands
    _cited: dict[str, list[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.document.text

    def words(self, start: int, end: int) -> str:
        return self.document.text[start:end]

    def dates(self, start: int, end: int, context_year: int | None = None) -> list[DateReading]:
        """The dates in text[start:end], with offsets into the whole text."""
        first, last, found, can_differ = self._dated
        if (first, last) != (start, end) or (can_differ and context_year is not None):
            words = self.document.text[start:end]
            found = tuple(find_dates(words, context_year=context_year, offset=start))
            if context_year is None:
                self._dated = (start, end, found, takes_year(words))
        return list(found)

    def numbers(self, start: int, end: int) -> list[NumberReading]:
        return find_numbers(self.document.text[start:end], offset=start)

    def marks(self, start: int, end: int) -> list[Mark]:
        return find_marks(self.document.text, start, end)

    def mark_spans(self, marks: Iterable[Mark]) -> tuple[Span, ...]:
        """The marks as spans of a claim; a number points at its reference or note where the text has it."""
        return tuple(Span(m.role, m.start, m.end, self.markers.get(m.marker) if m.marker else None) for m in marks)

    def claim(
        self,
        rule_id: str,
        subject_id: str,
        predicate: str,
        quote: tuple[int, int],
        spans: Iterable[Span],
        **parts: object,
    ) -> ClaimDraft:
        """States one claim. `value`, `qualifier` and `hedge` are taken from the spans of that role, verbatim."""
        draft = self.draft(rule_id, subject_id, predicate, quote, spans, **parts)
        self.keep(draft)
        return draft

    def draft(
        self,
        rule_id: str,
        subject_id: str,
        predicate: str,
        quote: tuple[int, int],
        spans: Iterable[Span],
        **parts: object,
    ) -> ClaimDraft:
        """A claim that is not stated yet."""
        kept = _in_order(spans)
        words: dict[str, list[str]] = {}
        for span in kept:
            if span.role in VERBATIM and span.role not in parts:
                words.setdefault(span.role, []).append(span.text(self.text))
        parts |= {role: " … ".join(pieces) or None for role, pieces in words.items()}
        date = parts.get("date")
        if parts.get("date_basis") == "stated" and isinstance(date, DateReading) and by_convention(date):
            parts["date_basis"] = "convention"
        return ClaimDraft(rule_id, subject_id, predicate, quote[0], closed(self.text, *quote), kept, **parts)  # type: ignore[arg-type]

    def keep(self, draft: ClaimDraft, position: int | None = None) -> int:
        """States a claim, in the place of the claim at `position` where one is given."""
        at = len(self.claims) if position is None else position
        for edge in (("start", draft.start), ("end", draft.end)):
            self._edges.setdefault(edge, []).append(at)
        for span in draft.spans:
            if span.bibliography_id:
                self._cited.setdefault(span.bibliography_id, []).append(at)
        for stretch in _stretches(draft):
            self._about.setdefault((draft.subject_id, draft.object_id, stretch), []).append(at)
        if position is None:
            self.claims.append(draft)
        else:
            self.claims[position] = draft
        return at

    def beside(self, draft: ClaimDraft) -> list[int]:
        """The positions of the claims with the same subject and object near by (all that share a character are among them), in
        the order in which they were stated."""
        found: set[int] = set()
        for stretch in _stretches(draft):
            found.update(self._about.get((draft.subject_id, draft.object_id, stretch), ()))
        return sorted(found)

    def author_of(self, work_id: str) -> str | None:
        """The one person who issued a work, as a claim already stated says."""
        makers = {c.object_id for c in self.claims if c.predicate == "issued_by" and c.subject_id == work_id}
        persons = {m for m in makers if m and self.names.entity_type(m) == "person"}
        return persons.pop() if len(persons) == 1 else None

    def subjects_cited(self, marker: str, predicate: str) -> set[str]:
        """What the claims of this predicate are about behind which the mark of a note or reference stands."""
        return {claim.subject_id for claim, _ in self._citing(marker) if claim.predicate == predicate}

    def subject_words_cited(self, marker: str, predicate: str) -> tuple[int, int] | None:
        """Where the first of the claims of `subjects_cited` has the name of its subject."""
        for claim, _ in self._citing(marker):
            if claim.predicate == predicate:
                return next(((s.start, s.end) for s in claim.spans if s.role == "subject"), None)
        return None

    def units_cited(self, marker: str) -> Mention | None:
        """Where "the units" or "these battalions" stands for a force next to the mark of a note or reference; None where it does not."""
        marks = [span.start for _, span in self._citing(marker)]
        told = [m for m in self.names.noted if m.entity_id and OF_UNITS.search(self.words(m.start, m.end))]
        near = min(((abs(m.start - at), m) for m in told for at in marks), key=lambda pair: pair[0], default=None)
        return near[1] if near and near[0] <= NEXT_TO else None

    def _citing(self, marker: str) -> Iterator[tuple[ClaimDraft, Span]]:
        """The claims behind which the mark of a note or reference stands, in the order in which they were stated, with the mark."""
        target = self.markers.get(marker)
        for position in sorted(set(self._cited.get(target, ()))) if target else ():
            claim = self.claims[position]
            yield from ((claim, span) for span in claim.spans if span.bibliography_id == target)

    def beginning_at(self, start: int) -> list[int]:
        """The positions of the claims whose quote begins here, in the order in which they were stated."""
        return [p for p in self._edges.get(("start", start), ()) if self.claims[p].start == start]

    def ending_at(self, end: int) -> list[int]:
        """The positions of the claims whose quote ends here, in the order in which they were stated."""
        return [p for p in self._edges.get(("end", end), ()) if self.claims[p].end == end]


def _stretches(draft: ClaimDraft) -> range:
    """The stretches of the text that a claim's quote touches: a text about one unit has thousands of claims about it."""
    return range(draft.start // STRETCH, draft.end // STRETCH + 1)


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=ORDER))
