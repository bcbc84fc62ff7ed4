"""The dated claims about one entity, in the order of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roa_dataset.claims.claim import Claim
from roa_dataset.claims.evidence import evidence
from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.showing.html import html_table
from roa_dataset.showing.text import text_table

if TYPE_CHECKING:
    from roa_dataset.package import Package


@dataclass(frozen=True)
class Moment:
    """A dated claim. The bounds are days, and what lies between them is not said; without bounds there is only the text."""

    earliest: date | None
    latest: date | None
    role: str | None
    date_text: str | None
    claim: Claim


class Timeline(Sequence[Moment]):
    """Moments by their earliest possible day, then by their latest; those that only words date come last."""

    def __init__(self, subject_id: str, moments: Sequence[Moment]) -> None:
        self.subject_id = subject_id
        self._moments = tuple(moments)

    def __getitem__(self, index: int) -> Moment:  # type: ignore[override]
        return self._moments[index]

    def __len__(self) -> int:
        return len(self._moments)

    def records(self) -> list[dict[str, object]]:
        """A dict for each moment: earliest, latest, role, date_text, statement, modality, document_id, claim_id."""
        return [
            {
                "earliest": moment.earliest,
                "latest": moment.latest,
                "role": moment.role,
                "date_text": moment.date_text,
                "statement": moment.claim.statement,
                "modality": moment.claim.modality,
                "document_id": moment.claim.document_id,
                "claim_id": moment.claim.claim_id,
            }
            for moment in self._moments
        ]

    def __repr__(self) -> str:
        return text_table(self.records(), width=None) or f"no dated claim about {self.subject_id}"

    def _repr_html_(self) -> str:
        return html_table(self.records(), caption=self.subject_id)


def timeline(package: Package, subject: str) -> Timeline:
    """See Package.timeline."""
    entity_id = entity_id_of(package, subject)
    moments = [
        Moment(claim.date_earliest, claim.date_latest, claim.date_role, claim.date_text, claim)
        for claim in evidence(package, entity_id)
        if claim.date_text or claim.date_earliest or claim.date_latest
    ]
    return Timeline(entity_id, sorted(moments, key=_order))


def _order(moment: Moment) -> tuple[date, date, str, int]:
    # an open beginning ("until April 1945") stands where it ends, for nothing says how much earlier it began
    first = moment.earliest or moment.latest or date.max
    return first, moment.latest or date.max, moment.claim.document_id, moment.claim.char_start
