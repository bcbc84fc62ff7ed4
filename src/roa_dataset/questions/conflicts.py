"""Where readings differ, with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from roa_dataset.claims.readings import Readings, readings_of, text_order
from roa_dataset.errors import UnknownNameError
from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.showing.html import html_line, html_table

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

#: what may be preferred, as the place of the text among those of a conflict, newest first
_PREFERENCES = {"newer": 0, "older": -1}


class UnknownPreferenceError(UnknownNameError):
    """`prefer` is no rule that there is, or `kind` no class of conflict."""


@dataclass(frozen=True)
class Reading:
    """One of the readings of a conflict: the value as shown, and the claims that say so."""

    value: str
    claims: Readings


@dataclass(frozen=True, repr=False)
class Conflict:
    """A difference between claims (a row of `conflicts`) with all its readings, none of them called right.

    `preferred` is empty unless the caller asked for one; then `passed_over` holds the others, and `note` says why there
    is none where the rule does not decide.
    """

    conflict_id: str
    kind: str
    conflict_type: str
    scope: str
    subject_id: str
    predicate: str
    summary: str
    explanation: str | None
    readings: tuple[Reading, ...]
    preferred: Reading | None = None
    passed_over: tuple[Reading, ...] = ()
    note: str = ""

    def __repr__(self) -> str:
        lines = [f"{self.kind} ({self.conflict_type}, {self.scope}): {self.summary}", self.explanation or ""]
        for reading in self.readings:
            lines.append(f"  {reading.value}{self._mark(reading)}")
            lines += [f"    {claim.place} “{claim.quote}”" for claim in reading.claims]
        return "\n".join(line for line in [*lines, self.note] if line)

    def _mark(self, reading: Reading) -> str:
        if reading is self.preferred:
            return "  (preferred, as asked)"
        return "  (passed over, as asked)" if reading in self.passed_over else ""

    def _repr_html_(self) -> str:
        rows = [
            {"reading": reading.value + self._mark(reading), "quote": claim.quote, "where": claim.place}
            for reading in self.readings
            for claim in reading.claims
        ]
        return (
            html_line(f"{self.kind}: {self.summary}") + html_table(rows) + (html_line(self.note) if self.note else "")
        )


class Conflicts(Sequence[Conflict]):
    """Conflicts in the order of their table."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self._conflicts = tuple(conflicts)

    def __getitem__(self, index: int) -> Conflict:  # type: ignore[override]
        return self._conflicts[index]

    def __len__(self) -> int:
        return len(self._conflicts)

    def records(self) -> list[dict[str, object]]:
        """A dict for each claim of each reading: the conflict, the reading, whether it was preferred, the words."""
        return [
            {
                "conflict_id": conflict.conflict_id,
                "class": conflict.kind,
                "conflict_type": conflict.conflict_type,
                "scope": conflict.scope,
                "subject_id": conflict.subject_id,
                "summary": conflict.summary,
                "reading": reading.value,
                "preferred": None if conflict.preferred is None else reading is conflict.preferred,
                "note": conflict.note or None,
                "quote": claim.quote,
                "document_id": claim.document_id,
                "claim_id": claim.claim_id,
            }
            for conflict in self._conflicts
            for reading in conflict.readings
            for claim in reading.claims
        ]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self._conflicts)) or "no conflicts"

    def _repr_html_(self) -> str:
        return "".join(conflict._repr_html_() for conflict in self._conflicts)


def conflicts(package: Package, subject: str | None, kind: str | None, prefer: str | None) -> Conflicts:
    """See Package.conflicts."""
    rows = package.rows("conflicts")
    kinds = sorted({str(row["class"]) for row in rows})
    if kind is not None and kind not in kinds:
        raise UnknownPreferenceError("class of conflict", kind, kinds, f"Classes are {', '.join(kinds)}.")
    if prefer is not None and prefer not in _PREFERENCES:
        raise UnknownPreferenceError(
            "rule to prefer by", prefer, _PREFERENCES, "Leave it out to see all readings alike."
        )
    subject_id = None if subject is None else entity_id_of(package, subject)
    found = [
        conflict_of(package, row)
        for row in rows
        if (subject_id is None or row["subject_id"] == subject_id) and (kind is None or row["class"] == kind)
    ]
    return Conflicts([_prefer(package, conflict, prefer) for conflict in found] if prefer else found)


def conflict_of(package: Package, row: Record) -> Conflict:
    """The conflict of a row of `conflicts`, with all its readings, none preferred."""
    claims = package.index("claims", "claim_id")
    readings: dict[str, list[Record]] = {}
    for member in package.groups("conflict_claims", "conflict_id").get(str(row["conflict_id"]), ()):
        readings.setdefault(str(member["reading"]), []).append(claims[str(member["claim_id"])])
    made = [Reading(value, readings_of(package, rows)) for value, rows in readings.items()]
    order = text_order(package)
    made.sort(key=lambda reading: (order[reading.claims[0].document_id], reading.claims[0].char_start))
    cells: dict[str, Any] = dict(row)
    return Conflict(
        conflict_id=cells["conflict_id"],
        kind=cells["class"],
        conflict_type=cells["conflict_type"],
        scope=cells["scope"],
        subject_id=cells["subject_id"],
        predicate=cells["predicate"],
        summary=cells["summary"],
        explanation=cells.get("explanation"),
        readings=tuple(made),
    )


def _prefer(package: Package, conflict: Conflict, prefer: str) -> Conflict:
    """The reading of the newest (or oldest) of the conflict's texts, where that text has only one."""
    order = text_order(package)
    documents = sorted({c.document_id for r in conflict.readings for c in r.claims}, key=order.__getitem__)
    if len({order[document][0] for document in documents}) != 1:
        return replace(
            conflict, note="Nothing preferred: the readings stand in different articles, not in versions of one."
        )
    chosen = documents[_PREFERENCES[prefer]]
    holding = [r for r in conflict.readings if any(c.document_id == chosen for c in r.claims)]
    if len(holding) != 1:
        return replace(conflict, note=f"Nothing preferred: {chosen} itself has {len(holding)} readings.")
    others = tuple(reading for reading in conflict.readings if reading is not holding[0])
    return replace(conflict, preferred=holding[0], passed_over=others)
