"""A row's key as one text."""

from __future__ import annotations

from collections.abc import Sequence

from roa_dataset.checks.contents import Row


def key_text(row: Row, key: Sequence[str]) -> str:
    """A row's key as findings and `provenance` name it: its parts joined by a blank (no id holds one)."""
    return " ".join(str(row.get(part)) for part in key)
