"""What was part of, or under, what on a day: trees of frames, each tie with how certain it is and which text has it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from roa_dataset import asof
from roa_dataset.plot.calendar import day_in_words
from roa_dataset.plot.drawing import BODY, LEADING, MARGIN, SMALL, Drawing, Line
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.legend import draw_legend
from roa_dataset.plot.measure import width_of, wrapped
from roa_dataset.plot.said import cell, counted, label_of, text_names
from roa_dataset.questions.order_of_battle import Tie
from roa_dataset.questions.order_of_battle import order_of_battle as trees_of
from roa_dataset.questions.states import claims_of, limits_of, view_rows

if TYPE_CHECKING:
    from roa_dataset.package import Package

_INDENT, _PAD = 28, 8
#: from this width on, what is said of a frame stands beside it
_TWO_COLUMNS = 600
_SIGNS = (
    "A solid tie is definite: by the text it holds on that day. A dashed tie is possible: no text rules it out, and most are "
    "not dated. A dotted tie is possible, and a text denies it from a later day on, or tells it as planned or promised. A "
    "frame with round corners is a group or a body that is no unit. Limiting words of the texts stand in brackets. Nothing "
    "is chosen between readings."
)
#: where the vocabulary's label does not say what the tie is
_RELATIONS = {"promised": "agreed or volunteered to join"}
_LINES: dict[str, Line] = {"definite": "solid", "possible": "dashed"}


@dataclass(frozen=True)
class _Node:
    """A frame: an entity, the ties by which it hangs, those who are said to have commanded it, and what is below."""

    entity_id: str
    label: str
    unit: bool
    ties: tuple[Tie, ...]
    commanders: tuple[asof.Answer, ...]
    below: tuple[_Node, ...]
    above: str = ""
    drawn_before: bool = False


def order_of_battle(package: Package, at: str | date, of: str | None, width: int) -> Figure:
    """See Plots.order_of_battle."""
    found = trees_of(package, at, of)
    seen: set[str] = set()
    roots = sorted(found.roots, key=lambda root: (not _definite(root[2]), -_size(root[2]), root[1]))
    nodes = [_node(package, root_id, label, (), ties, found.at, seen, "") for root_id, label, ties in roots]
    drawing = Drawing(width)
    rows: list[dict[str, object]] = []
    y = _legend(drawing)
    for node in nodes:
        y = _draw(package, drawing, node, 0, y, rows)[0] + 12
    if not nodes:
        drawing.words(MARGIN, y + 12, "On this day the texts tie no unit to another.")
        y += 30
    return Figure(
        name=f"order-of-battle-{found.at}" + (f"-{roots[0][0].replace(':', '-')}" if of and roots else ""),
        title=f"Order of battle on {day_in_words(date.fromisoformat(found.at))}, as the texts allow it",
        description=f"{counted(len(rows), 'statement')} of what was part of, or under, what, and of who commanded. {_SIGNS}",
        table_name="unit_relations",
        rows=tuple(rows),
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )


def _definite(ties: Sequence[Tie]) -> bool:
    return any(tie.value == "definite" or _definite(tie.ties) for tie in ties)


def _size(ties: Sequence[Tie]) -> int:
    return len(ties) + sum(_size(tie.ties) for tie in ties)


def _node(
    package: Package, entity_id: str, label: str, ties: tuple[Tie, ...], below: Sequence[Tie], day: str,
    seen: set[str], above: str,
) -> _Node:  # fmt: skip
    """Ties to one entity make one frame; what stands below it is drawn where it comes first."""
    again = entity_id in seen and bool(below)
    commanders = [a for a in asof.commanders(entity_id, day, view_rows(package)) if a.value != "no"]
    if below:
        seen.add(entity_id)
    grouped: dict[str, list[Tie]] = {}
    for tie in () if again else below:
        grouped.setdefault(tie.unit_id, []).append(tie)
    nodes = (
        _node(package, unit_id, some[0].unit, tuple(some), some[0].ties, day, seen, label)
        for unit_id, some in grouped.items()
    )
    unit = cell(package.index("entities", "entity_id").get(entity_id), "entity_type") == "unit"
    shown = () if again else tuple(commanders)
    return _Node(entity_id, label, unit, ties, shown, tuple(nodes), above, again)


def _legend(drawing: Drawing) -> float:
    lines: tuple[tuple[Line, str], ...] = (
        ("solid", "definite"), ("dashed", "possible"), ("dotted", "later denied, planned or promised"),
    )  # fmt: skip
    items = [(partial(_stub, line=line), words) for line, words in lines]
    frames = [(partial(_small_frame, radius=0.0), "unit"), (partial(_small_frame, radius=7.0), "group or other body")]
    return draw_legend(drawing, [*items, *frames], 18) + 18


def _stub(drawing: Drawing, x: float, y: float, line: Line) -> None:
    drawing.line(x, y, x + 34, y, line=line, width=2)


def _small_frame(drawing: Drawing, x: float, y: float, radius: float) -> None:
    drawing.rect(x + 2, y - 7, 30, 14, radius=radius)


def _draw(
    package: Package, drawing: Drawing, node: _Node, depth: int, y: float, rows: list[dict[str, object]]
) -> tuple[float, float]:
    """Draws a frame and what is below it; gives the place below all of it, and the middle of the frame."""
    x = MARGIN + depth * _INDENT
    column = drawing.width * 0.47 if drawing.width >= _TWO_COLUMNS else None
    room = (column or drawing.width) - x - MARGIN
    bottom, middle = _frame(drawing, node, x, y, room)
    words_x, words_y = (column, y + 17) if column else (x + _PAD, bottom + 16)
    sayings = list(_sayings(package, node))
    lines = [words for words, _ in sayings] + ["What is below it is drawn further up."] * node.drawn_before
    for words in lines:
        words_y = drawing.paragraph(words_x, words_y, words, drawing.width - words_x - MARGIN, size=SMALL, italic=True)
    rows += [row for _, row in sayings]
    y = max(bottom, words_y - 10) + 4 if lines else bottom + 4
    trunk, last = x + 4, bottom
    for child in node.below:
        y, level = _draw(package, drawing, child, depth + 1, y + 4, rows)
        drawing.line(trunk, level, x + _INDENT, level, line=_tie_line(child.ties), width=2, kind="tie")
        last = level
    if node.below:
        # the stubs say how certain a tie is, the trunk only joins them
        drawing.line(trunk, bottom, trunk, last, width=1, kind="grid")
    return y, middle


def _frame(drawing: Drawing, node: _Node, x: float, y: float, room: float) -> tuple[float, float]:
    """The frame of an entity with its label; gives its lower edge and its middle."""
    lines = wrapped(node.label, room - 2 * _PAD, BODY, bold=True)
    wide = max((width_of(line, BODY, bold=True) for line in lines), default=0) + 2 * _PAD
    high = len(lines) * LEADING[BODY] + 8
    drawing.rect(x, y, wide, high, kind="unit" if node.unit else "group", radius=0 if node.unit else 9)
    for number, line in enumerate(lines):
        drawing.words(x + _PAD, y + 18 + number * LEADING[BODY], line, bold=True)
    return y + high, y + high / 2


def _tie_line(ties: Sequence[Tie]) -> Line:
    plain = [tie for tie in ties if not _weak(tie)]
    values = {tie.value for tie in plain}
    return _LINES["definite" if "definite" in values else "possible"] if plain else "dotted"


def _weak(tie: Tie) -> bool:
    """Said only as a promise or a plan, or denied."""
    words = set(tie.limits.split(", "))
    return tie.relation == "promised" or bool(words & {"negated", "planned", "denied", "attempted"})


def _sayings(package: Package, node: _Node) -> Iterator[tuple[str, dict[str, object]]]:
    """What is written under a frame, with the row that it stands for."""
    for tie in node.ties:
        texts = text_names(package, (claim.document_id for claim in tie.claims))
        relation = _RELATIONS.get(tie.relation) or label_of(package, "predicate", tie.relation).removeprefix("was ")
        # a tie that a text denies from some day on is possible before it; on that day it is gone
        words = ["later no longer" if word == "negated" else word for word in tie.limits.split(", ") if word]
        limits = f" ({', '.join(words)})" if words else ""
        yield f"{tie.value}: {relation}{limits}, {texts}", {
            "value": tie.value, "unit_id": node.entity_id, "unit": node.label, "relation": tie.relation,
            "other": node.above, "limits": tie.limits or None,
            "documents": " ".join(dict.fromkeys(claim.document_id for claim in tie.claims)),
            "claims": " ".join(claim.claim_id for claim in tie.claims),
        }  # fmt: skip
    for (value, person, limits), answers in _by_person(node.commanders).items():
        claims = [claim for answer in answers for claim in claims_of(package, answer)]
        texts = text_names(package, (claim.document_id for claim in claims))
        yield f"{value}: commanded by {person}{f' ({limits})' if limits else ''}, {texts}", {
            "value": value, "unit_id": node.entity_id, "unit": node.label, "relation": "commanded_by", "other": person,
            "limits": limits or None, "documents": " ".join(dict.fromkeys(claim.document_id for claim in claims)),
            "claims": " ".join(claim.claim_id for claim in claims),
        }  # fmt: skip


def _by_person(answers: Sequence[asof.Answer]) -> dict[tuple[str, str, str], list[asof.Answer]]:
    found: dict[tuple[str, str, str], list[asof.Answer]] = {}
    for answer in answers:
        found.setdefault((answer.value, answer.object_label, limits_of(answer)), []).append(answer)
    return found
