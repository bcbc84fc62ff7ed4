"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where it stands, what is there, what should be, what to do.

    `row` is the row's key, `line` the line of the file on which the row begins (the header is line 1), `words` are the words
    of the text that the finding is about, where there are any. `layer` and `check` say which check of the validator found it.
    """

    file: str
    row: str
    column: str
    found: str
    expected: str
    advice: str
    words: str = ""
    line: int | None = None
    layer: str = ""
    check: str = ""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.file, line, self.row, self.column) if part)
        words = f" The text says {self.words!r}." if self.words else ""
        return f"{where}: found {self.found}; expected {self.expected}.{words} {self.advice}".rstrip()

    def to_dict(self) -> dict[str, str | int | None]:
        """layer, check, file, line, row, column, found, expected, words, advice; an empty text where a part does not apply."""
        names = ("layer", "check", "file", "line", "row", "column", "found", "expected", "words", "advice")
        return {name: getattr(self, name) for name in names}
