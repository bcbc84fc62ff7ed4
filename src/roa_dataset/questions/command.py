"""Who commanded a unit on a day: every reading, and none picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roa_dataset import asof
from roa_dataset.claims.readings import Readings
from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.questions.states import checked_day, claims_of, limits_of, view_rows
from roa_dataset.showing.html import html_table

if TYPE_CHECKING:
    from roa_dataset.package import Package


@dataclass(frozen=True)
class Commander:
    """One reading: `value` is "definite" or "possible", `limits` how the text limits it, `claims` its words."""

    value: str
    person_id: str
    person: str
    limits: str
    claims: Readings


class CommandAnswer(Sequence[Commander]):
    """The readings that hold on the day, definite ones first. `excluded` are those whose dates rule it out."""

    def __init__(
        self, unit_id: str, unit: str, at: str, commanders: Sequence[Commander], excluded: Sequence[Commander]
    ) -> None:
        self.unit_id, self.unit, self.at = unit_id, unit, at
        self._commanders, self.excluded = tuple(commanders), tuple(excluded)

    def __getitem__(self, index: int) -> Commander:  # type: ignore[override]
        return self._commanders[index]

    def __len__(self) -> int:
        return len(self._commanders)

    def records(self) -> list[dict[str, object]]:
        """A dict for each claim of each reading."""
        return [
            {
                "value": commander.value,
                "person_id": commander.person_id,
                "person": commander.person,
                "unit_id": self.unit_id,
                "limits": commander.limits or None,
                "quote": claim.quote,
                "document_id": claim.document_id,
                "claim_id": claim.claim_id,
            }
            for commander in self._commanders
            for claim in commander.claims
        ]

    def __repr__(self) -> str:
        lines = [f"{self.unit} ({self.unit_id}) on {self.at}:"]
        for commander in self._commanders:
            limits = f" ({commander.limits})" if commander.limits else ""
            lines.append(f"  {commander.value}: {commander.person}{limits}")
            lines += [f"    {claim.place} “{claim.quote}”" for claim in commander.claims]
        return "\n".join(lines if self._commanders else [*lines, "  the texts name no commander"])

    def _repr_html_(self) -> str:
        return html_table(self.records(), caption=f"{self.unit} on {self.at}")


def who_commanded(package: Package, unit: str, at: str | date) -> CommandAnswer:
    """See Package.who_commanded."""
    day = checked_day(at)
    rows = view_rows(package)
    units = {str(row["unit_id"]): str(row["label"]) for row in package.rows("units")}
    unit_id = entity_id_of(package, unit, among=units)
    commanders = [
        (Commander(a.value, a.object_id, a.object_label, limits_of(a), claims_of(package, a)))
        for a in asof.commanders(unit_id, day, rows)
    ]
    label = units.get(unit_id) or str(package.index("entities", "entity_id")[unit_id]["label"])
    holding = [c for c in commanders if c.value != "no"]
    return CommandAnswer(unit_id, label, day, holding, [c for c in commanders if c.value == "no"])
