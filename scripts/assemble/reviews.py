"""Readers' verdicts on claims: metadata/reviews.csv → the table `reviews`, for the claims that still say the same."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from extract.model import Row

COLUMNS = ["claim_id", "verdict", "aspect", "reader", "note"]


class ReviewError(ValueError):
    """metadata/reviews.csv has other columns than it should."""


def review_rows(metadata: Path, claim_ids: Collection[str]) -> list[Row]:
    """The verdicts on claims of this build; a claim whose words or content changed has another id, and no verdict."""
    path = metadata / "reviews.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise ReviewError(
                f"{path.name}: found the columns {reader.fieldnames}; expected {COLUMNS}. Mend the header."
            )
        return [{k: v or None for k, v in row.items()} for row in reader if row["claim_id"] in claim_ids]
