"""The places as GeoJSON (RFC 7946): for maps. Positions are added by the editors; no text gives one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roa_dataset.loading.rows import Record
    from roa_dataset.package import Package

_NOTE = (
    "Positions, modern names and GeoNames ids are added by the editors and are no statement of a text. "
    "A place without a position has the geometry null."
)


def write(package: Package, path: Path, tables: Sequence[str]) -> None:
    """Writes one feature for each row of `places`, in its order; WGS 84, longitude before latitude."""
    content = package.descriptor.content
    collection = {
        "type": "FeatureCollection",
        "name": f"{content['name']} {content['version']}: places",
        "note": _NOTE,
        "features": [_feature(row) for row in package.rows("places")],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1, default=str)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _feature(row: Record) -> dict[str, Any]:
    """A place; `position_added` says of every position that people added it."""
    cells = dict(row)
    latitude, longitude = cells.pop("latitude"), cells.pop("longitude")
    placed = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": cells["place_id"],
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if placed else None,
        "properties": {**cells, "position_added": placed},
    }
