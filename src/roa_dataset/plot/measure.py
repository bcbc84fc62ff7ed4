"""How wide words are, and lines that fit: near enough for the usual sans-serif fonts, and rather too wide than too narrow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

#: shares of the font's size, on the wide side of Arial, Segoe UI, San Francisco and DejaVu Sans
_NARROW = dict.fromkeys("ijlI.,:;'|!‘’", 0.33) | dict.fromkeys('ftr()[]{}-/\\"“” ·', 0.42) | dict.fromkeys(" ", 0.33)
_WIDE = dict.fromkeys("mwMW%@—…", 0.95)
_LOWER, _UPPER, _SQUARE, _BOLD = 0.61, 0.71, 1.05, 1.1
#: what XML 1.0 does not allow in a document (https://www.w3.org/TR/xml/#charsets)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    """The words on one line, with U+FFFD for what XML does not allow."""
    return legal(words).strip()


def legal(words: str) -> str:
    """The words with single spaces, those at the ends kept, and U+FFFD for what XML does not allow."""
    return re.sub(r"\s+", " ", _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words))


def width_of(words: str, size: int, bold: bool = False) -> float:
    """The width in pixels at a font size of so many pixels."""
    return sum(map(_share, words)) * size * (_BOLD if bold else 1)


def wrapped(words: str, width: float, size: int, bold: bool = False) -> list[str]:
    """Lines of whole words that fit the width; a word that is wider than a line is broken."""
    return ["".join(text for text, _ in line) for line in wrapped_runs([(words, bold)], width, size)]


def wrapped_runs(runs: Sequence[tuple[str, bool]], width: float, size: int) -> list[list[tuple[str, bool]]]:
    """Lines of runs of words, each bold (True) or not, that fit the width; a space goes with the run behind it."""
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for piece, out, spaced in _pieces(runs, width, size):
        needed = width_of(piece, size, out)
        gap = width_of(" ", size) if spaced and lines[-1] else 0.0
        if lines[-1] and used + gap + needed > width:
            lines.append([])
            used, gap = 0.0, 0.0
        _append(lines[-1], piece, out, bool(gap))
        used += gap + needed
    return lines if lines[0] else []


def _append(line: list[tuple[str, bool]], piece: str, out: bool, gap: bool) -> None:
    space = " " if gap else ""
    if line and line[-1][1] == out:
        line[-1] = (line[-1][0] + space + piece, out)
    elif line and gap and not out:
        line.append((space + piece, out))
    elif line and gap:
        line[-1] = (line[-1][0] + space, line[-1][1])  # no underline before the first word
        line.append((piece, out))
    else:
        line.append((piece, out))


def _pieces(runs: Sequence[tuple[str, bool]], width: float, size: int) -> list[tuple[str, bool, bool]]:
    """Words, or parts of those that no line holds; whether it stands out, and whether a space stands before it."""
    found: list[tuple[str, bool, bool]] = []
    space = False
    for words, out in runs:
        for part in re.findall(r"\s+|\S+", _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)):
            if part.isspace():
                space = True
                continue
            for piece in _broken(part, width, size, out):
                found.append((piece, out, space))
                space = False
    return found


def _broken(word: str, width: float, size: int, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _share(letter: str) -> float:
    if letter in _NARROW or letter in _WIDE:
        return _NARROW.get(letter) or _WIDE[letter]
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _UPPER if letter.isupper() else _LOWER
