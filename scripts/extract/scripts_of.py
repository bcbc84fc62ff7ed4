"""Where one script, or one wording, gives way to another inside a glued line."""

from __future__ import annotations

import unicodedata

from roa_dataset.reading.scripts import script_runs


def foreign_start(text: str, start: int, end: int) -> int | None:
    """Where letters of another script than the Latin begin in text[start:end]; None where there are none."""
    for script, first, _ in script_runs(text[start:end]):
        if script not in ("Latn", "Zyyy"):
            return start + first
    return None


def same_letters(text: str, line: tuple[int, int], caption: tuple[int, int]) -> int:
    """The end of the part of `line` that says what `caption` says, diacritics aside; the line's start where it does not."""
    at = line[0]
    for i in range(*caption):
        wanted = fold(text[i])
        if not wanted:
            continue
        while at < line[1] and not fold(text[at]):
            at += 1
        if at >= line[1] or fold(text[at]) != wanted:
            return line[0]
        at += 1
    return at


def fold(letter: str) -> str:
    """A letter without case and diacritics; nothing for white space and combining marks."""
    decomposed = unicodedata.normalize("NFKD", FOLDED.get(letter, letter)).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c) and not c.isspace())


#: Letters that Unicode does not decompose
FOLDED = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "æ": "ae", "ß": "ss"}
