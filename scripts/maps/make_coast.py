"""src/roa_dataset/plot/coast.json: the coast of Europe, clipped and thinned, for the map of places.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz package/land-50m.json
    python scripts/maps/make_coast.py package/land-50m.json

The input is Natural Earth's land at 1:50m (version 4.1.0, public domain: https://www.naturalearthdata.com/about/terms-of-use/)
as TopoJSON (https://github.com/topojson/topojson-specification), which the npm package world-atlas redistributes. It holds
coasts and no borders. Exit code 0: written; 1: the input is not that file.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [p for p in (str(ROOT / "src"),) if p not in sys.path]

from roa_dataset.plot.clipping import Point, Window, clipped  # noqa: E402

TARGET = ROOT / "src" / "roa_dataset" / "plot" / "coast.json"
WINDOW = Window(west=-12, south=34, east=62, north=70)
#: points are whole numbers of so many parts of a degree
SCALE = 20
#: degrees: a point that lies nearer to the line through its neighbours is left out; smaller islands are left out
DETAIL, SMALLEST = 0.05, 0.06


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The outer and inner rings of all polygons in degrees of longitude and latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield [p for index in ring for p in (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]]


def thinned(points: Sequence[Point], detail: float) -> list[Point]:
    """The points that matter at this detail (Douglas and Peucker 1973); the first and the last always do."""
    if len(points) < 3:
        return list(points)
    far, index = max((_distance(points[0], points[-1], p), i) for i, p in enumerate(points[1:-1], start=1))
    if far <= detail:
        return [points[0], points[-1]]
    return thinned(points[: index + 1], detail)[:-1] + thinned(points[index:], detail)


def _distance(a: Point, b: Point, p: Point) -> float:
    """From p to the line through a and b, or to a where these are one point."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if not length:
        return math.hypot(p[0] - a[0], p[1] - a[1])
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


def area(ring: Sequence[Point]) -> float:
    """In square degrees."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def coast(topology: dict[str, Any]) -> dict[str, object]:
    """The file's content: rings as whole numbers, the first point and then the steps from one to the next."""
    found = []
    for ring in rings(topology):
        inside = clipped(ring, WINDOW)
        if len(inside) < 3 or area(inside) < SMALLEST:
            continue
        half = len(inside) // 2  # a ring has no ends to hold on to: its halves have
        points = thinned(inside[: half + 1], DETAIL)[:-1] + thinned(inside[half:], DETAIL)
        found.append(_steps([(round(x * SCALE), round(y * SCALE)) for x, y in points]))
    return {
        "source": "Natural Earth 4.1.0, land 1:50m, through the npm package world-atlas 2.0.2",
        "licence": "public domain",
        "made_by": "scripts/maps/make_coast.py",
        "window": [WINDOW.west, WINDOW.south, WINDOW.east, WINDOW.north],
        "scale": SCALE,
        "rings": sorted(found, key=len, reverse=True),
    }


def _steps(points: Sequence[tuple[int, int]]) -> list[int]:
    steps, before = [], (0, 0)
    for x, y in points:
        if (x, y) != before:
            steps += [x - before[0], y - before[1]]
            before = x, y
    return steps


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        content = coast(topology)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{arguments[0]}: found {error!r}; expected land-50m.json of world-atlas.", file=sys.stderr)
        return 1
    fresh = TARGET.with_suffix(".new")
    fresh.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    os.replace(fresh, TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
