"""Damage to one cell: letters, words, codes, keys. Cells are drawn uniformly over all tables and all cells that suit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from damage.copy import Cell, Copy, NoSuchPlaceError
from damage.kinds import kind

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
#: Latin letters and the Cyrillic ones that look like them
LOOK_ALIKE = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: what pandas reads as missing
READ_AS_MISSING = ("NA", "None", "null", "N/A", "nan", "NULL")


def is_text(copy: Copy) -> Callable[[Cell, str], bool]:
    """Filled cells of string columns."""
    return lambda cell, value: bool(value) and copy.base.kind_of(cell) == "string"


def replaced(copy: Copy, cell: Cell, new: str) -> str:
    """Writes the cell; the words say what stood there."""
    old = copy.value(cell)
    copy.set({cell: new})
    return f"{cell}: {shortened(old)} became {shortened(new)}"


def shortened(value: str) -> str:
    return repr(value if len(value) <= 80 else f"{value[:77]}…")


def draw_inside(
    copy: Copy, chance: Random, pattern: str, suits: Callable[[Cell, str], bool]
) -> tuple[Cell, re.Match[str]]:
    """A suiting cell in which the pattern is found, and one of its places there."""
    found = re.compile(pattern)
    cell = copy.draw(chance, lambda c, value: suits(c, value) and bool(found.search(value)))
    return cell, chance.choice(list(found.finditer(copy.value(cell))))


def with_span(value: str, match: re.Match[str], new: str) -> str:
    return value[: match.start()] + new + value[match.end() :]


def other_letter(letter: str, chance: Random) -> str:
    """Another letter of the same script and case; a digit for a digit."""
    if letter.isdigit():
        return chance.choice([d for d in "0123456789" if d != letter])
    letters = CYRILLIC if "CYRILLIC" in unicodedata.name(letter, "") else LATIN
    new = chance.choice([c for c in letters if c != letter.lower()])
    return new.upper() if letter.isupper() else new


@kind("cell")
def letter_changed(copy: Copy, chance: Random) -> str:
    """One letter of a text cell is another letter of the same script and case."""
    cell, match = draw_inside(copy, chance, r"[^\W\d_]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, other_letter(match[0], chance)))


@kind("cell")
def look_alike_letter(copy: Copy, chance: Random) -> str:
    """A Latin letter is the Cyrillic one that looks like it."""
    cell, match = draw_inside(copy, chance, f"[{''.join(LOOK_ALIKE)}]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, LOOK_ALIKE[match[0]]))


@kind("cell")
def letters_transposed(copy: Copy, chance: Random) -> str:
    """Two neighbouring letters have changed places."""
    cell, match = draw_inside(copy, chance, r"([^\W\d_])(?!\1)[^\W\d_]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, match[0][::-1]))


@kind("cell")
def letter_dropped(copy: Copy, chance: Random) -> str:
    """One letter of a text cell is missing."""
    cell, match = draw_inside(copy, chance, r"[^\W_]", lambda c, value: is_text(copy)(c, value) and len(value) > 1)
    return replaced(copy, cell, with_span(copy.value(cell), match, ""))


@kind("cell")
def letter_doubled(copy: Copy, chance: Random) -> str:
    """One letter of a text cell stands twice."""
    cell, match = draw_inside(copy, chance, r"[^\W\d_]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, match[0] * 2))


@kind("cell")
def word_dropped(copy: Copy, chance: Random) -> str:
    """One word of a text of several words is missing."""
    cell, match = draw_inside(copy, chance, r"(?<= )[\w'’-]+ |^[\w'’-]+ ", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, ""))


@kind("cell")
def words_transposed(copy: Copy, chance: Random) -> str:
    """Two neighbouring words have changed places."""
    cell, match = draw_inside(copy, chance, r"\b(\w+) (?!\1\b)(\w+)\b", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, f"{match[2]} {match[1]}"))


@kind("cell")
def negation_dropped(copy: Copy, chance: Random) -> str:
    """A "not", "no" or "never" is gone from a text."""
    cell, match = draw_inside(copy, chance, r"\b(?:not|no|never) ", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, ""))


@kind("cell")
def letter_case_changed(copy: Copy, chance: Random) -> str:
    """A capital letter is a small one, or the other way round."""
    cell, match = draw_inside(copy, chance, r"[^\W\d_]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, match[0].swapcase()))


@kind("cell")
def padded(copy: Copy, chance: Random) -> str:
    """A cell has a blank before or behind its value."""
    cell = copy.draw(chance, is_text(copy))
    value = copy.value(cell)
    return replaced(copy, cell, chance.choice([f" {value}", f"{value} "]))


@kind("cell")
def blank_changed(copy: Copy, chance: Random) -> str:
    """A blank is a no-break space, a thin space or two blanks."""
    cell, match = draw_inside(copy, chance, " ", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, chance.choice(["\u00a0", "\u2009", "  "])))


@kind("cell")
def letter_decomposed(copy: Copy, chance: Random) -> str:
    """A letter with a mark is the letter and the mark (Unicode form D), which looks the same."""
    cell = copy.draw(chance, lambda _, value: unicodedata.normalize("NFD", value) != value)
    return replaced(copy, cell, unicodedata.normalize("NFD", copy.value(cell)))


@kind("cell")
def invisible_letter(copy: Copy, chance: Random) -> str:
    """A zero-width letter stands inside a text."""
    cell, match = draw_inside(copy, chance, r"\w", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, match[0] + chance.choice("\u200b\u200e\u00ad")))


@kind("cell")
def mark_of_punctuation_changed(copy: Copy, chance: Random) -> str:
    """A mark of punctuation inside a text is another one."""
    marks = {",": ";", ".": ",", "-": "–", "–": "-", "'": "’", '"': "”", ":": ";", ";": ",", "(": "[", ")": "]"}
    cell, match = draw_inside(copy, chance, "[" + re.escape("".join(marks)) + "]", is_text(copy))
    return replaced(copy, cell, with_span(copy.value(cell), match, marks[match[0]]))


@kind("cell")
def cell_emptied(copy: Copy, chance: Random) -> str:
    """A filled cell is empty."""
    return replaced(copy, copy.draw(chance, lambda _, value: bool(value)), "")


@kind("cell")
def cell_filled(copy: Copy, chance: Random) -> str:
    """An empty cell holds a value that another row has in its column."""
    cell = copy.draw(chance, lambda c, value: not value and any(column_values(copy, c)))
    return replaced(copy, cell, chance.choice(sorted(set(filter(None, column_values(copy, cell))))))


@kind("cell")
def value_of_another_row(copy: Copy, chance: Random) -> str:
    """A filled cell holds the value that another row has in its column."""
    cell = copy.draw(chance, lambda c, value: bool(value) and len(set(column_values(copy, c))) > 1)
    others = sorted({v for v in column_values(copy, cell) if v and v != copy.value(cell)})
    if not others:
        raise NoSuchPlaceError("the column has one value")
    return replaced(copy, cell, chance.choice(others))


def column_values(copy: Copy, cell: Cell) -> list[str]:
    table = copy.base.tables[cell.table]
    index = table.columns.index(cell.column)
    return [row[index] for row in table.rows]


@kind("cell")
def reads_as_missing(copy: Copy, chance: Random) -> str:
    """A text cell holds a word that common readers take for a missing value."""
    return replaced(copy, copy.draw(chance, is_text(copy)), chance.choice(READ_AS_MISSING))


@kind("cell")
def truth_value_flipped(copy: Copy, chance: Random) -> str:
    """true is false, or the other way round."""
    cell = copy.draw(chance, lambda _, value: value in ("true", "false"))
    return replaced(copy, cell, {"true": "false", "false": "true"}[copy.value(cell)])


def codes(copy: Copy, cell: Cell) -> list[str]:
    """The codes that the descriptor allows in the cell's column."""
    found: list[str] = copy.base.fields[cell.table, cell.column].get("constraints", {}).get("enum", [])
    return found


@kind("cell")
def code_outside(copy: Copy, chance: Random) -> str:
    """A code that its vocabulary does not have."""
    cell = copy.draw(chance, lambda c, value: bool(value and codes(copy, c)))
    return replaced(copy, cell, copy.value(cell) + chance.choice(["s", "_", "2"]))


@kind("cell")
def another_code(copy: Copy, chance: Random) -> str:
    """Another code of the same vocabulary: asserted instead of denied, a start instead of an end."""
    cell = copy.draw(chance, lambda c, value: bool(value) and len(codes(copy, c)) > 1)
    return replaced(copy, cell, chance.choice([code for code in codes(copy, cell) if code != copy.value(cell)]))


@kind("cell")
def polarity_flipped(copy: Copy, chance: Random) -> str:
    """affirmed is negated, or the other way round."""
    cell = copy.draw(chance, lambda c, value: c.column == "polarity" and value in ("affirmed", "negated"))
    return replaced(copy, cell, {"affirmed": "negated", "negated": "affirmed"}[copy.value(cell)])


@kind("cell")
def modality_asserted(copy: Copy, chance: Random) -> str:
    """What is planned, attempted, reported or denied is asserted."""
    cell = copy.draw(chance, lambda c, value: c.column == "modality" and value not in ("", "asserted"))
    return replaced(copy, cell, "asserted")


@kind("cell")
def hedge_dropped(copy: Copy, chance: Random) -> str:
    """A hedge (nearly, officially, it was estimated) is gone."""
    return replaced(copy, copy.draw(chance, lambda c, value: c.column in ("hedge", "hedges") and bool(value)), "")


@kind("cell")
def disputed_column_dropped(copy: Copy, chance: Random) -> str:
    """A row of a view no longer says which of its columns are disputed."""
    return replaced(copy, copy.draw(chance, lambda c, value: c.column == "disputed_columns" and bool(value)), "")


@kind("cell")
def reading_dropped(copy: Copy, chance: Random) -> str:
    """Of a cell with several readings one is gone."""
    cell = copy.draw(chance, lambda c, value: " | " in value and is_text(copy)(c, value))
    parts = copy.value(cell).split(" | ")
    parts.pop(chance.randrange(len(parts)))
    return replaced(copy, cell, " | ".join(parts))


@kind("cell")
def another_foreign_key(copy: Copy, chance: Random) -> str:
    """A reference leads to a wrong row that exists."""
    cell = copy.draw(chance, lambda c, value: bool(value) and (c.table, c.column) in copy.base.references)
    target, column = copy.base.references[cell.table, cell.column]
    table = copy.base.tables[target]
    index = table.columns.index(column)
    keys = sorted({row[index] for row in table.rows} - {copy.value(cell)})
    if not keys:
        raise NoSuchPlaceError("the other table has one row")
    return replaced(copy, cell, chance.choice(keys))


@kind("cell")
def foreign_key_to_nothing(copy: Copy, chance: Random) -> str:
    """A reference leads to a row that does not exist."""
    cell = copy.draw(chance, lambda c, value: bool(value) and (c.table, c.column) in copy.base.references)
    return replaced(copy, cell, copy.value(cell)[:-1] + other_letter(copy.value(cell)[-1], chance))


@kind("cell")
def key_changed(copy: Copy, chance: Random) -> str:
    """A row has another key."""
    cell = copy.draw(chance, lambda c, value: bool(value) and c.column in copy.base.key(c.table))
    value = copy.value(cell)
    places = [i for i, letter in enumerate(value) if letter.isalnum()]
    at = chance.choice(places)
    return replaced(copy, cell, value[:at] + other_letter(value[at], chance) + value[at + 1 :])


@kind("cell")
def label_of_another_entity(copy: Copy, chance: Random) -> str:
    """Beside an id stands the label of another entity."""
    cell = copy.draw(chance, lambda c, value: bool(value) and (c.column == "label" or c.column.endswith("_label")))
    entities = copy.base.tables["entities"]
    labels = sorted({row[entities.columns.index("label")] for row in entities.rows} - {copy.value(cell)})
    return replaced(copy, cell, chance.choice(labels))


@kind("cell")
def statement_reworded(copy: Copy, chance: Random) -> str:
    """A claim's plain sentence says another word than its row."""
    cell, match = draw_inside(copy, chance, r"[A-Za-z]{4,}", lambda c, _: c.column == "statement")
    words = sorted({w for v in column_values(copy, cell) for w in WORD.findall(v) if w != match[0]})
    return replaced(copy, cell, with_span(copy.value(cell), match, chance.choice(words)))


@kind("cell")
def provenance_to_wrong_claim(copy: Copy, chance: Random) -> str:
    """A row of provenance names a wrong claim."""
    cell = copy.draw(chance, lambda c, _: c.table == "provenance" and c.column == "claim_id")
    claims = copy.base.tables["claims"]
    ids = sorted({row[claims.columns.index("claim_id")] for row in claims.rows} - {copy.value(cell)})
    return replaced(copy, cell, chance.choice(ids))


@kind("cell")
def conflict_reading_changed(copy: Copy, chance: Random) -> str:
    """A reading of a conflict is the reading of another."""
    cell = copy.draw(chance, lambda c, _: c.table == "conflict_claims" and c.column == "reading")
    others = sorted(set(column_values(copy, cell)) - {copy.value(cell)})
    return replaced(copy, cell, chance.choice(others))
