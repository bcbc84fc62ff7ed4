"""Rings of points cut to a window, as coordinates of a map; the build of the coast and the map that shows it share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """Degrees: west and east of longitude, south and north of latitude."""

    west: float
    south: float
    east: float
    north: float


def clipped(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring of (longitude, latitude) inside the window, one edge after another (Sutherland and Hodgman 1974).

    Where the ring leaves and enters again, the parts are joined along the edge of the window.
    """
    edges: tuple[Callable[[Point], float], ...] = (
        lambda p: p[0] - window.west,
        lambda p: window.east - p[0],
        lambda p: p[1] - window.south,
        lambda p: window.north - p[1],
    )
    points = list(ring)
    for inside in edges:
        points = _cut(points, inside)
        if not points:
            return []
    return points


def _cut(points: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    """The part of the ring where `inside` is not negative."""
    found: list[Point] = []
    for before, here in zip([points[-1], *points[:-1]], points, strict=True):
        a, b = inside(before), inside(here)
        if (a < 0) != (b < 0):
            share = a / (a - b)
            found.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if b >= 0:
            found.append(here)
    return found
