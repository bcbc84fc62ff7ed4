"""What the texts say of one day: to whom a unit was subordinate, who commanded it, of what an army consisted.

An answer has three values. `definite`: by the text the state holds on that day. `possible`: the text does not rule it out; so it
is with everything undated, and between the first and the last day on which a state may have begun or ended. `no`: the day lies
before the state can have begun, or on or after the day on which it ended: on `end_latest` it no longer holds, and where the end
is known to the day (`end_earliest` = `end_latest`) it no longer holds on that day. A state seen then (`as_of`) is definite on
the day itself and possible on every other. Nothing is weighed: every row of the views that bears on the question is an answer
of its own, with the claims behind it, its modality and the words with which the text limits it.

Only the standard library is used. `tables` are rows as dictionaries, by the name of the table; without them the tables of the
package are read.

>>> [answer.object_label for answer in commanders("unit:700th-infantry-division", "1945-04-01")]
['Mikhail Shapalov']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Value = Literal["definite", "possible", "no"]

TABLES = ("units", "unit_relations", "collectives", "postings", "provenance")
#: relations that put a unit under something
UNDER = ("subordinate_to", "part_of")
#: relations by which a unit belongs, or was to belong, to an army
BELONGING = ("part_of", "member_of", "promised")
#: table → the states in its rows that have bounds
_STATES = {
    "unit_relations": ("start", "end"),
    "postings": ("start", "end"),
    "units": ("formed", "active_start", "active_end", "disbanded"),
}
#: roles of a date at which a state was seen, or inside which it lay: they end with it
_SEEN = {"as_of", "point", "within"}


@dataclass(frozen=True)
class Answer:
    """One row of a view as an answer for one day.

    `via_label` names the army or group of whose row the answer is taken, empty where the row is the unit's own; `hedges`,
    `modality`, `basis` and `polarity` are the row's; `claims` are the ids of the claims behind it.
    """

    value: Value
    subject_id: str
    subject_label: str
    relation: str
    object_id: str
    object_label: str
    basis: str
    polarity: str
    modality: str
    hedges: str
    via_label: str
    table: str
    row_id: str
    claims: tuple[str, ...]


class Provenance(tuple[Row, ...]):
    """Rows of provenance that are asked often: the claims behind a row are looked up rather than searched for.

    Any sequence of rows does as `provenance`; who asks for many days gives this one and saves reading them each time.
    """

    _index: dict[tuple[object, object], dict[str, None]] | None = None

    def claims(self, table: str, key: str) -> tuple[str, ...]:
        """The ids of the claims behind any cell of the row, each once, in the order of the rows."""
        if self._index is None:
            self._index = {}
            for row in self:
                self._index.setdefault((row["table_name"], row["row_id"]), {})[_cell(row, "claim_id")] = None
        return tuple(self._index.get((table, key), ()))


def holds(row: Row, day: str, *, point_begins: bool = True) -> Value:
    """Whether the state of a row with `start_*` and `end_*` holds on `day` (ISO, YYYY-MM-DD).

    With `point_begins` the point at which something is said to have happened begins the state ("was assigned in May");
    without, it is only the time at which the state was seen ("in May he commanded"). Of a negated row the question is
    whether the state that it denies holds: not from its end on; before, the text leaves it open.
    """
    value = _by_dates(row, day, point_begins)
    modality = _cell(row, "modality").split(" | ")
    if modality == ["denied"]:
        return "no"
    # what was only planned or tried may have come about; the text does not say so
    return "possible" if value == "definite" and not {"asserted", "reported", ""} & set(modality) else value


def _by_dates(row: Row, day: str, point_begins: bool) -> Value:
    start_earliest, start_latest = _cell(row, "start_earliest"), _cell(row, "start_latest")
    end_earliest, end_latest = _cell(row, "end_earliest"), _cell(row, "end_latest")
    roles = set(_cell(row, "start_role").split(" | "))
    if _cell(row, "polarity") == "negated" and not (end_earliest or end_latest):
        return "no"
    if roles & {"as_of"} or ("point" in roles and not point_begins):
        return "definite" if start_earliest == start_latest == day else "possible"
    if "within" in roles:
        outside = (start_earliest and day < start_earliest) or (start_latest and day > start_latest)
        return "no" if outside else "possible"
    if (start_earliest and day < start_earliest) or (end_latest and day >= end_latest):
        return "no"
    begun = bool(start_latest) and day >= start_latest
    lasts = not (end_earliest or end_latest) or (bool(end_earliest) and day < end_earliest)
    return "definite" if begun and lasts else "possible"


def existed(unit: Row, day: str) -> Value:
    """Whether a row of `units` lets the unit exist on `day`: `no` before it can have been formed and after it ended."""
    if any(bound and day < bound for bound in (_cell(unit, "formed_earliest"), _cell(unit, "active_start_earliest"))):
        return "no"
    if any(bound and day >= bound for bound in (_cell(unit, "disbanded_latest"), _cell(unit, "active_end_latest"))):
        return "no"
    within = "within" in _cell(unit, "active_start_role").split(" | ")
    if within and _cell(unit, "active_start_latest") and day > _cell(unit, "active_start_latest"):
        return "no"
    return "possible"


def days_that_matter(tables: Tables | None = None) -> list[str]:
    """Every day on which an answer may differ from that of the day before, in order: the bounds of states and of units.

    What was seen then (`as_of`, `point`) or lay `within` its bounds changes on the day after them too.
    """
    rows = _tables(tables)
    days: set[str] = set()
    for table, names in _STATES.items():
        for row in rows[table]:
            for name in names:
                bounds = {_cell(row, f"{name}_{bound}") for bound in ("earliest", "latest")} - {""}
                days |= bounds
                if _SEEN & set(_cell(row, f"{name}_role").split(" | ")):
                    days |= {(date.fromisoformat(day) + timedelta(days=1)).isoformat() for day in bounds}
    return sorted(days)


def subordination(unit_id: str, day: str, tables: Tables | None = None) -> list[Answer]:
    """Under whom the unit was on `day`: its own rows, those of the army that it was part of, and those of a group that the
    editors read it into (`collectives`). Answers of value `no` are given too: they say what had ended or not begun."""
    rows = _tables(tables)
    subjects = {unit_id: ""} | _wholes(rows, unit_id, day) | _groups(rows, unit_id)
    gone = any(u.get("unit_id") == unit_id and existed(u, day) == "no" for u in rows["units"])
    answers = []
    for row in rows["unit_relations"]:
        subject = _cell(row, "unit_id")
        if subject in subjects and _cell(row, "relation") in UNDER:
            value: Value = "no" if gone else holds(row, day)
            answers.append(_relation(rows, row, value, subjects[subject]))
    return _sorted(answers)


def commanders(unit_id: str, day: str, tables: Tables | None = None) -> list[Answer]:
    """Who commanded the unit on `day`: one answer for each reading, undated ones as `possible`; `object` is the person."""
    rows = _tables(tables)
    answers = []
    for row in rows["postings"]:
        if _cell(row, "unit_id") != unit_id or _cell(row, "role") != "commander":
            continue
        answers.append(
            Answer(
                holds(row, day, point_begins=False),
                unit_id,
                _cell(row, "unit_label"),
                "commanded_by",
                _cell(row, "person_id"),
                _cell(row, "person_label"),
                "unspecified",
                _cell(row, "polarity"),
                _cell(row, "modality"),
                _cell(row, "hedges"),
                "",
                "postings",
                _cell(row, "posting_id"),
                _claims(rows, "postings", _cell(row, "posting_id")),
            )
        )
    return _sorted(answers)


def order_of_battle(army_id: str, day: str, tables: Tables | None = None) -> list[Answer]:
    """What belonged to the army on `day`: parts, members and those who had agreed to join; `object` is the army.

    A unit that by its own row did not exist on that day is `no`. To have agreed to join is never more than `possible`.
    """
    rows = _tables(tables)
    belonging = [
        row
        for row in rows["unit_relations"]
        if row.get("related_id") == army_id and _cell(row, "relation") in BELONGING
    ]
    units = {_cell(u, "unit_id"): u for u in rows["units"]} if belonging else {}
    answers = []
    for row in belonging:
        value = holds(row, day)
        unit = units.get(_cell(row, "unit_id"))
        if unit is not None and existed(unit, day) == "no":
            value = "no"
        elif value == "definite" and _cell(row, "relation") == "promised":
            value = "possible"
        answers.append(_relation(rows, row, value, ""))
    return _sorted(answers)


def _relation(rows: Tables, row: Row, value: Value, via: str) -> Answer:
    key = _cell(row, "unit_relation_id")
    return Answer(
        value,
        _cell(row, "unit_id"),
        _cell(row, "unit_label"),
        _cell(row, "relation"),
        _cell(row, "related_id"),
        _cell(row, "related_label") or _cell(row, "related_as_written"),
        _cell(row, "basis"),
        _cell(row, "polarity"),
        _cell(row, "modality"),
        _cell(row, "hedges"),
        via,
        "unit_relations",
        key,
        _claims(rows, "unit_relations", key),
    )


def _wholes(rows: Tables, unit_id: str, day: str) -> dict[str, str]:
    """The armies of which the unit is said to be part and may have been on that day, with their labels."""
    return {
        _cell(row, "related_id"): _cell(row, "related_label")
        for row in rows["unit_relations"]
        if _cell(row, "unit_id") == unit_id
        and _cell(row, "relation") == "part_of"
        and _cell(row, "polarity") == "affirmed"
        and _cell(row, "related_id")
        and holds(row, day) != "no"
    }


def _groups(rows: Tables, unit_id: str) -> dict[str, str]:
    return {
        _cell(row, "group_id"): _cell(row, "group_label")
        for row in rows["collectives"]
        if _cell(row, "unit_id") == unit_id
    }


def _claims(rows: Tables, table: str, key: str) -> tuple[str, ...]:
    provenance = rows["provenance"]
    assert isinstance(provenance, Provenance)
    return provenance.claims(table, key)


def _sorted(answers: Iterable[Answer]) -> list[Answer]:
    """Definite ones first, then possible ones, each by what they say."""
    order = {"definite": 0, "possible": 1, "no": 2}
    return sorted(answers, key=lambda a: (order[a.value], a.relation, a.subject_label, a.object_label, a.row_id))


def _cell(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)


def _tables(tables: Tables | None) -> Tables:
    if tables is None:
        from roa_dataset.package import installed

        tables = {name: installed().rows(name) for name in TABLES}
    provenance = tables["provenance"]
    return tables if isinstance(provenance, Provenance) else {**tables, "provenance": Provenance(provenance)}
