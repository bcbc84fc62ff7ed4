"""What was part of, or under the command of, what on a day, as a tree of which each tie is definite or possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from roa_dataset import asof
from roa_dataset.claims.readings import Readings
from roa_dataset.naming.resolve import entity_id_of
from roa_dataset.questions.states import checked_day, claims_of, limits_of, view_rows

if TYPE_CHECKING:
    from roa_dataset.package import Package


@dataclass(frozen=True)
class Tie:
    """A unit under another: `value` is "definite" or "possible", `relation` a predicate's code, `limits` how it is limited."""

    value: str
    unit_id: str
    unit: str
    relation: str
    limits: str
    claims: Readings
    ties: tuple[Tie, ...] = ()


class OrderOfBattle:
    """The trees of a day: `roots` are (id, label, ties) of what stands above and under nothing itself."""

    def __init__(self, at: str, roots: tuple[tuple[str, str, tuple[Tie, ...]], ...]) -> None:
        self.at, self.roots = at, roots

    def __len__(self) -> int:
        return len(self.records())

    def records(self) -> list[dict[str, object]]:
        """A dict for each tie, from above to below: depth, value, unit, relation, what it is under, limits, claims."""
        return [row for root_id, label, ties in self.roots for row in _records(ties, root_id, label, 1)]

    def __repr__(self) -> str:
        lines = [f"On {self.at}:"]
        for _, label, ties in self.roots:
            lines += [label, *_lines(ties, 1)]
        return "\n".join(lines if self.roots else [*lines, "the texts tie no unit to another"])

    def _repr_html_(self) -> str:
        trees = "".join(f"<li>{escape(label)}{_html(ties)}</li>" for _, label, ties in self.roots)
        return f"<p>{escape(self.at)}</p><ul>{trees}</ul>"


def order_of_battle(package: Package, at: str | date, of: str | None = None) -> OrderOfBattle:
    """See Package.order_of_battle."""
    day = checked_day(at)
    labels: dict[str, str] = {}
    under: dict[str, list[asof.Answer]] = {}
    for answer in _answers(package, day):
        above = answer.object_id or answer.object_label
        labels.setdefault(above, answer.object_label)
        under.setdefault(above, []).append(answer)
    if of is not None:
        root = entity_id_of(package, of, among={name: "" for name in under if ":" in name})
        roots = [root] if root in under else []
    else:
        below = {answer.subject_id for answers in under.values() for answer in answers}
        roots = [above for above in under if above not in below]
    roots.sort(key=lambda above: (labels[above], above))
    return OrderOfBattle(day, tuple((above, labels[above], _ties(package, above, under, (above,))) for above in roots))


def days_of_change(package: Package, of: str | None = None) -> list[str]:
    """The days on which the trees differ from those of the day before, in order, as YYYY-MM-DD; see order_of_battle."""
    found: list[str] = []
    days = asof.days_that_matter(view_rows(package))
    before = _shape(package, _day_before(days[0]), of) if days else []
    for day in days:
        shape = _shape(package, day, of)
        if shape != before:
            found.append(day)
            before = shape
    return found


def _shape(package: Package, day: str, of: str | None) -> list[tuple[object, ...]]:
    """What can be seen of the trees of a day: their ties, and who commanded the units in them."""
    rows = view_rows(package)
    ties = order_of_battle(package, day, of).records()
    units = dict.fromkeys(str(tie[name]) for tie in ties for name in ("above_id", "unit_id"))
    commanded = {row["unit_id"] for row in rows["postings"]}
    answers = [answer for unit in units if unit in commanded for answer in asof.commanders(unit, day, rows)]
    return [*(tuple(tie.values()) for tie in ties), *((a.value, a.row_id) for a in answers if a.value != "no")]


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _answers(package: Package, day: str) -> Iterator[asof.Answer]:
    """Every tie that the day does not rule out, once."""
    rows = view_rows(package)
    above = dict.fromkeys(str(row["related_id"]) for row in rows["unit_relations"] if row["related_id"])
    below = dict.fromkeys(str(row["unit_id"]) for row in rows["unit_relations"])
    seen: set[str] = set()
    answers = [answer for army in above for answer in asof.order_of_battle(army, day, rows)]
    answers += [a for unit in below for a in asof.subordination(unit, day, rows) if not a.via_label]
    # a tie may come from both questions; where one of them rules the day out, the tie is out
    out = {answer.row_id for answer in answers if answer.value == "no"}
    for answer in answers:
        if answer.row_id not in seen | out:
            seen.add(answer.row_id)
            yield answer


def _ties(package: Package, above: str, under: dict[str, list[asof.Answer]], path: tuple[str, ...]) -> tuple[Tie, ...]:
    """The ties below, and below those; nothing is put under itself."""
    return tuple(
        Tie(
            answer.value,
            answer.subject_id,
            answer.subject_label,
            answer.relation,
            limits_of(answer),
            claims_of(package, answer),
            () if answer.subject_id in path else _ties(package, answer.subject_id, under, (*path, answer.subject_id)),
        )
        for answer in sorted(under.get(above, ()), key=lambda a: (a.value, a.subject_label, a.relation, a.row_id))
    )


def _records(ties: tuple[Tie, ...], above_id: str, above: str, depth: int) -> Iterator[dict[str, object]]:
    for tie in ties:
        yield {
            "depth": depth,
            "value": tie.value,
            "unit_id": tie.unit_id,
            "unit": tie.unit,
            "relation": tie.relation,
            "above_id": above_id,
            "above": above,
            "limits": tie.limits or None,
            "claims": " ".join(claim.claim_id for claim in tie.claims),
        }
        yield from _records(tie.ties, tie.unit_id, tie.unit, depth + 1)


def _lines(ties: tuple[Tie, ...], depth: int) -> Iterator[str]:
    for tie in ties:
        yield f"{'  ' * depth}{tie.unit}: {_said(tie)}"
        yield from _lines(tie.ties, depth + 1)


def _said(tie: Tie) -> str:
    return f"{tie.value}, {tie.relation.replace('_', ' ')}{f' ({tie.limits})' if tie.limits else ''}"


def _html(ties: tuple[Tie, ...]) -> str:
    items = "".join(f"<li>{escape(tie.unit)}: {escape(_said(tie))}{_html(tie.ties)}</li>" for tie in ties)
    return f"<ul>{items}</ul>" if ties else ""
