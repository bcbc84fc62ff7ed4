"""Damage to the raw texts themselves."""

from __future__ import annotations

import re
from random import Random

from damage.cells import LOOK_ALIKE, other_letter, shortened
from damage.copy import Copy, NoSuchPlaceError
from damage.kinds import kind


def draw_text(copy: Copy, chance: Random) -> tuple[str, str]:
    """Path and text; a longer text is drawn more often."""
    table = copy.base.tables["documents"]
    ids, paths = table.columns.index("document_id"), table.columns.index("path")
    row = chance.choices(table.rows, [len(copy.base.texts[row[ids]]) for row in table.rows])[0]
    return row[paths], copy.base.texts[row[ids]]


def draw_place(text: str, pattern: str, chance: Random) -> re.Match[str]:
    places = list(re.finditer(pattern, text))
    if not places:
        raise NoSuchPlaceError(pattern)
    return chance.choice(places)


def put(copy: Copy, path: str, text: str, at: re.Match[str], new: str) -> str:
    copy.write(path, (text[: at.start()] + new + text[at.end() :]).encode())
    return f"{path}, letter {at.start()}: {shortened(at[0])} became {shortened(new)}"


@kind("raw text")
def raw_letter_changed(copy: Copy, chance: Random) -> str:
    """One letter of a raw text is another."""
    path, text = draw_text(copy, chance)
    place = draw_place(text, r"[^\W\d_]", chance)
    return put(copy, path, text, place, other_letter(place[0], chance))


@kind("raw text")
def raw_digit_changed(copy: Copy, chance: Random) -> str:
    """One digit of a raw text is another."""
    path, text = draw_text(copy, chance)
    place = draw_place(text, r"\d", chance)
    return put(copy, path, text, place, other_letter(place[0], chance))


@kind("raw text")
def raw_look_alike(copy: Copy, chance: Random) -> str:
    """A Latin letter of a raw text is the Cyrillic one that looks like it."""
    path, text = draw_text(copy, chance)
    place = draw_place(text, f"[{''.join(LOOK_ALIKE)}]", chance)
    return put(copy, path, text, place, LOOK_ALIKE[place[0]])


@kind("raw text")
def raw_word_dropped(copy: Copy, chance: Random) -> str:
    """A raw text lacks a word."""
    path, text = draw_text(copy, chance)
    return put(copy, path, text, draw_place(text, r"\b\w+ ", chance), "")


@kind("raw text")
def raw_blank_doubled(copy: Copy, chance: Random) -> str:
    """A raw text has two blanks where it had one."""
    path, text = draw_text(copy, chance)
    return put(copy, path, text, draw_place(text, r"(?<=\w) (?=\w)", chance), "  ")


@kind("raw text")
def raw_blank_changed(copy: Copy, chance: Random) -> str:
    """A blank of a raw text is a no-break space: no offset moves."""
    path, text = draw_text(copy, chance)
    return put(copy, path, text, draw_place(text, r"(?<=\w) (?=\w)", chance), "\u00a0")


@kind("raw text")
def raw_line_ends_changed(copy: Copy, chance: Random) -> str:
    """A raw text has CR LF at the end of its lines."""
    path, text = draw_text(copy, chance)
    if "\n" not in text.rstrip("\n"):
        raise NoSuchPlaceError("one line")
    copy.write(path, text.replace("\n", "\r\n").encode())
    return f"{path}: CR LF"


@kind("raw text")
def raw_text_cut(copy: Copy, chance: Random) -> str:
    """A raw text ends somewhere in the middle."""
    path, text = draw_text(copy, chance)
    at = chance.randrange(1, len(text))
    copy.write(path, text[:at].encode())
    return f"{path}: cut at letter {at}"


@kind("raw text")
def raw_sentence_added(copy: Copy, chance: Random) -> str:
    """A raw text has a sentence more, at its end or inside."""
    path, text = draw_text(copy, chance)
    place = draw_place(text + " ", r"(?<=\.) |\s\Z", chance)
    copy.write(path, f"{text[: place.start()]} This was never said. {text[place.end() :]}".encode())
    return f"{path}: a sentence added at letter {place.start()}"


@kind("raw text")
def raw_texts_swapped(copy: Copy, chance: Random) -> str:
    """Two raw texts have each other's content."""
    table = copy.base.tables["documents"]
    paths = [row[table.columns.index("path")] for row in table.rows]
    if len(paths) < 2:
        raise NoSuchPlaceError("one text")
    first, second = chance.sample(paths, 2)
    copy.write(first, copy.base.files[second])
    copy.write(second, copy.base.files[first])
    return f"{first} and {second} swapped"
