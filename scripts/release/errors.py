"""Why there is no release; one named type, with found, expected and what to do."""

from __future__ import annotations


class ReleaseError(ValueError):
    """A release cannot be made as things are. Nothing was written into the output folder."""

    def __init__(self, where: str, found: str, expected: str, remedy: str) -> None:
        self.where, self.found, self.expected, self.remedy = where, found, expected, remedy
        super().__init__(f"{where}: found {found}; expected {expected}. {remedy}")
