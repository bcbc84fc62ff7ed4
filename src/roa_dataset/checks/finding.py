"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where it stands, what is there, what should be, what to do."""

    file: str
    row: str
    column: str
    found: str
    expected: str
    advice: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.row, self.column) if part)
        return f"{where}: found {self.found}; expected {self.expected}. {self.advice}"
