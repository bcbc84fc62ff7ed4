"""The places that editors put on a map, on a coast without borders, and those that they did not."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.plot.clipping import Point, Window, clipped
from roa_dataset.plot.drawing import MARGIN, SMALL, Drawing
from roa_dataset.plot.figure import Figure
from roa_dataset.plot.measure import shortened, width_of
from roa_dataset.plot.said import cell, counted, label_of

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

_COAST = Path(__file__).resolve().parent.parent / "coast.json"
#: degrees of longitude and latitude that the map shows around the outermost dots
_AROUND = (7.0, 4.0)
_COLUMNS = (
    "place_id", "label", "kind", "modern_name", "geonames_id", "latitude", "longitude", "location_basis", "note",
    "located_in_as_stated", "in_newer", "in_older",
)  # fmt: skip
_ADDED = (
    "The positions were added by the editors of the dataset; no text gives any. A dot is a town as it is known today, not "
    "what a text says of it. The map has coasts and no borders."
)


def places(package: Package, width: int) -> Figure:
    """See Plots.places."""
    rows = sorted(package.rows("places"), key=lambda row: str(row["label"]))
    placed = [row for row in rows if row["latitude"] is not None and row["longitude"] is not None]
    others = [row for row in rows if row not in placed]
    said = _claims_by_place(package)
    drawing = Drawing(width)
    y = _map(drawing, placed, width) if placed else 8.0
    y = drawing.paragraph(MARGIN, y + 18, _ADDED, width - 2 * MARGIN, size=SMALL, italic=True)
    on_map = [f"{row['label']} ({counted(len(said.get(str(row['place_id']), ())), 'claim')})" for row in placed]
    if placed:
        y = drawing.paragraph(MARGIN, y + 10, f"On the map ({len(placed)})", width - 2 * MARGIN, bold=True) + 2
        y = drawing.paragraph(MARGIN, y, ", ".join(on_map), width - 2 * MARGIN, size=SMALL)
    y = _listed(package, drawing, others, y + 12, width)
    note = f"{counted(len(placed), 'place')} on the map, {len(others)} without a position"
    return Figure(
        name="places",
        title="Places that the texts name",
        description=f"{note}. {_ADDED} Coast: {_coast()['source']}, {_coast()['licence']}.",
        table_name="places",
        rows=tuple(
            {**{name: row.get(name) for name in _COLUMNS}, "claim_count": len(said.get(str(row["place_id"]), ()))}
            for row in [*placed, *others]
        ),
        width=width,
        height=math.ceil(y),
        _body=drawing.markup,
    )


def _claims_by_place(package: Package) -> dict[str, set[str]]:
    """place_id → the claims that name it in any part."""
    found: dict[str, set[str]] = {}
    for claim in package.rows("claims"):
        for column in ("place_id", "subject_id", "object_id"):
            if claim.get(column):
                found.setdefault(str(claim[column]), set()).add(str(claim["claim_id"]))
    return found


def _coast() -> dict[str, Any]:
    """The coast as scripts/maps/make_coast.py wrote it."""
    content: dict[str, Any] = json.loads(_COAST.read_text(encoding="utf-8"))
    return content


def _rings(content: dict[str, Any]) -> Iterator[list[Point]]:
    for steps in content["rings"]:
        x = y = 0
        ring: list[Point] = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / content["scale"], y / content["scale"]))
        yield ring


def _window(points: Sequence[Point], whole: Window) -> Window:
    """The dots with some degrees around them, inside what the coast covers."""
    west, east = min(p[0] for p in points) - _AROUND[0], max(p[0] for p in points) + _AROUND[0]
    south, north = min(p[1] for p in points) - _AROUND[1], max(p[1] for p in points) + _AROUND[1]
    return Window(max(west, whole.west), max(south, whole.south), min(east, whole.east), min(north, whole.north))


def _map(drawing: Drawing, placed: Sequence[Record], width: int) -> float:
    """Coast, frame and dots; gives the lower edge. Plate carrée, true to scale in the middle latitude."""
    content = _coast()
    points = [(float(str(row["longitude"])), float(str(row["latitude"]))) for row in placed]
    window = _window(points, Window(*content["window"]))
    across = width - 2.0 * MARGIN
    per_degree = across / (window.east - window.west)
    stretch = 1 / math.cos(math.radians((window.south + window.north) / 2))
    down = (window.north - window.south) * per_degree * stretch

    def at(point: Point) -> Point:
        return (
            MARGIN + (point[0] - window.west) * per_degree,
            MARGIN + (window.north - point[1]) * per_degree * stretch,
        )

    land = [[at(p) for p in inside] for ring in _rings(content) if (inside := clipped(ring, window))]
    data = "".join(f"M{'L'.join(f'{x:.0f} {y:.0f}' for x, y in ring)}Z" for ring in land)
    drawing.path(data, fill="tint", width=0.75, kind="land")
    drawing.rect(MARGIN, MARGIN, across, down, kind="frame", stroke=1)
    _dots(drawing, [(at(point), cell(row, "label")) for point, row in zip(points, placed, strict=True)])
    return MARGIN + down


def _dots(drawing: Drawing, dots: Sequence[tuple[Point, str]]) -> None:
    """Dots with their names; a name keeps clear of other names and dots, and a line leads to one that stands apart."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for (x, y), _ in dots]
    for (x, y), label in dots:
        drawing.circle(x, y, 4.5, kind="place")
        name = shortened(label, drawing.width * 0.4, SMALL)  # the whole of it stands in the list under the map
        wide = width_of(name, SMALL)
        beside = [(x + 8, y + 4), (x - 8 - wide, y + 4), (x - wide / 2, y - 9), (x - wide / 2, y + 18)]
        apart = [(x + side, y + 4 + away) for away in (-26, 34, -44, 52) for side in (12, -12 - wide, -wide / 2)]
        boxes = [(left, base - 11, left + wide, base + 4) for left, base in [*beside, *apart]]
        inside = [box for box in boxes if _inside(box, drawing.width)]
        free = [box for box in inside if not any(_meet(box, other) for other in taken)]
        box = (free or inside or boxes)[0]
        taken.append(box)
        if boxes.index(box) >= len(beside):
            end = box[1] if box[1] > y else box[3]
            drawing.line(x, y, min(max(x, box[0]), box[2]), end, width=1)
        drawing.words(box[0], box[3] - 4, name, size=SMALL)


Box = tuple[float, float, float, float]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(box: Box, width: int) -> bool:
    return box[0] > MARGIN and box[2] < width - MARGIN and box[1] > MARGIN


def _listed(package: Package, drawing: Drawing, others: Sequence[Record], y: float, width: int) -> float:
    """The places without a position, by kind, each with the reason where it is a doubt."""
    if not others:
        return y
    room = width - 2 * MARGIN
    y = drawing.paragraph(MARGIN, y, f"Named and not on the map ({len(others)})", room, bold=True) + 2
    kinds: dict[str, list[str]] = {}
    for row in others:
        doubt = " (doubtful which is meant)" if row["location_basis"] == "doubtful" else ""
        kinds.setdefault(cell(row, "kind"), []).append(f"{row['label']}{doubt}")
    for kind, labels in sorted(kinds.items()):
        words = f"{label_of(package, 'place_kind', kind)}: {', '.join(labels)}"
        y = drawing.paragraph(MARGIN, y, f"{words[:1].upper()}{words[1:]}", room, size=SMALL) + 3
    return y
