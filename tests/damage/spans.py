"""Damage to offsets and to the words that they point at; some of it keeps offsets and words in agreement."""

from __future__ import annotations

import re
from random import Random

from damage.cells import draw_inside, other_letter, replaced, shortened, with_span
from damage.copy import Cell, Copy, NoSuchPlaceError
from damage.kinds import kind

WORDS = {"passages": "text", "mentions": "text", "claims": "quote", "claim_spans": "text", "bibliography": "text"}
WORD = re.compile(r"\w+")


def bound(copy: Copy, chance: Random, columns: tuple[str, ...] = ("char_start", "char_end")) -> Cell:
    return copy.draw(chance, lambda cell, value: cell.column in columns and bool(value))


def moved(copy: Copy, cell: Cell, by: int) -> tuple[Cell, str]:
    return cell, str(int(copy.value(cell)) + by)


def both(cell: Cell) -> tuple[Cell, Cell]:
    return Cell(cell.table, cell.row, "char_start"), Cell(cell.table, cell.row, "char_end")


@kind("cell")
def span_shifted_by_one(copy: Copy, chance: Random) -> str:
    """Both offsets of a row are one too large or too small."""
    cell, by = bound(copy, chance), chance.choice([1, -1])
    copy.set(dict(moved(copy, one, by) for one in both(cell)))
    return f"{cell.table}, row {cell.row + 1}: char_start and char_end moved by {by}"


@kind("cell")
def span_start_moved(copy: Copy, chance: Random) -> str:
    """char_start is some letters off."""
    cell, new = moved(copy, bound(copy, chance, ("char_start",)), chance.choice([1, -1, 2, -2, 5]))
    return replaced(copy, cell, new)


@kind("cell")
def span_end_moved(copy: Copy, chance: Random) -> str:
    """char_end is some letters off."""
    cell, new = moved(copy, bound(copy, chance, ("char_end",)), chance.choice([1, -1, 2, -2, 5]))
    return replaced(copy, cell, new)


@kind("cell")
def span_turned_round(copy: Copy, chance: Random) -> str:
    """char_start and char_end have changed places."""
    start, end = both(bound(copy, chance))
    copy.set({start: copy.value(end), end: copy.value(start)})
    return f"{start.table}, row {start.row + 1}: char_start and char_end swapped"


@kind("cell")
def offsets_in_bytes(copy: Copy, chance: Random) -> str:
    """Offsets count bytes of UTF-8, or code units of UTF-16, instead of code points."""
    cell = bound(copy, chance)
    text = text_of(copy, cell)
    encoding, width = chance.choice([("utf-8", 1), ("utf-16-le", 2)])
    changes = {c: str(len(text[: int(copy.value(c))].encode(encoding)) // width) for c in both(cell)}
    copy.set(changes)
    return f"{cell.table}, row {cell.row + 1}: offsets count units of {encoding}"


def text_of(copy: Copy, cell: Cell) -> str:
    """The raw text that the row's offsets count in."""
    table = copy.base.tables[cell.table]
    row = table.rows[cell.row]
    if "document_id" in table.columns:
        return copy.base.texts[row[table.columns.index("document_id")]]
    claims = copy.base.tables["claims"]
    claim = row[table.columns.index("claim_id")]
    found = next(r for r in claims.rows if r[claims.columns.index("claim_id")] == claim)
    return copy.base.texts[found[claims.columns.index("document_id")]]


@kind("cell")
def quote_letter_changed(copy: Copy, chance: Random) -> str:
    """One letter or digit of a quoted text is another."""
    cell, match = draw_inside(copy, chance, r"[^\W_]", lambda c, _: WORDS.get(c.table) == c.column)
    return replaced(copy, cell, with_span(copy.value(cell), match, other_letter(match[0], chance)))


@kind("cell")
def quote_cut(copy: Copy, chance: Random) -> str:
    """A quoted text lacks its last word; the offsets are those of the whole."""
    cell, match = draw_inside(copy, chance, r"\s\S+$", lambda c, _: WORDS.get(c.table) == c.column)
    return replaced(copy, cell, with_span(copy.value(cell), match, ""))


def rewritten(copy: Copy, cell: Cell, start: int, end: int) -> str:
    """Another stretch of the same text: offsets and words agree."""
    text = text_of(copy, cell)
    first, last = both(cell)
    if not 0 <= start < end <= len(text) or (str(start), str(end)) == (copy.value(first), copy.value(last)):
        raise NoSuchPlaceError("no such stretch of the text")
    words = Cell(cell.table, cell.row, WORDS[cell.table])
    copy.set({first: str(start), last: str(end), words: text[start:end]})
    return (
        f"{words}: {shortened(copy.value(words))} at {copy.value(first)} became {shortened(text[start:end])} at {start}"
    )


def worded(copy: Copy, chance: Random) -> tuple[Cell, int, int]:
    """A row with offsets and words, drawn over all cells of its offsets."""
    cell = copy.draw(chance, lambda c, value: c.table in WORDS and c.column == "char_start" and bool(value))
    start, end = (int(copy.value(c)) for c in both(cell))
    return cell, start, end


@kind("cell")
def span_grown_with_its_words(copy: Copy, chance: Random) -> str:
    """A stretch takes in the next word of the text; its words and offsets agree."""
    cell, start, end = worded(copy, chance)
    following = WORD.search(text_of(copy, cell), end)
    return rewritten(copy, cell, start, following.end() if following else end)


@kind("cell")
def span_shrunk_with_its_words(copy: Copy, chance: Random) -> str:
    """A stretch loses its last word; its words and offsets agree."""
    cell, start, end = worded(copy, chance)
    inside = list(WORD.finditer(text_of(copy, cell), start, end))
    if len(inside) < 2:
        raise NoSuchPlaceError("one word")
    return rewritten(copy, cell, start, inside[-2].end())


@kind("cell")
def span_moved_with_its_words(copy: Copy, chance: Random) -> str:
    """A stretch is another place of the same text, of the same number of words; its words and offsets agree."""
    cell, start, end = worded(copy, chance)
    text = text_of(copy, cell)
    count = max(len(WORD.findall(text, start, end)), 1)
    words = list(WORD.finditer(text))
    first = chance.randrange(len(words) - count + 1)
    return rewritten(copy, cell, words[first].start(), words[first + count - 1].end())
