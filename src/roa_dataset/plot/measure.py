"""How wide words are, and lines that fit: near enough for the usual sans-serif fonts, and rather too wide than too narrow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

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


def shortened(words: str, width: float, size: int) -> str:
    """The words on one line, cut with … where they are wider than that."""
    words = clean(words)
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1]
    return words + "…"


def wrapped(words: str, width: float, size: int, bold: bool = False) -> list[str]:
    """Lines of whole words that fit the width; a word that is wider than a line is broken."""
    return ["".join(text for text, _ in line) for line in wrapped_runs([(words, bold)], width, size)]


def wrapped_runs(runs: Sequence[tuple[str, bool]], width: float, size: int) -> list[list[tuple[str, bool]]]:
    """Lines of runs of words, each bold (True) or not, that fit the width; a line breaks between words only, if it can."""
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    space = width_of(" ", size)
    for word in _words(runs):
        for number, part in enumerate(_broken(word, width, size)):
            needed = sum(width_of(text, size, out) for text, out in part)
            gap = space if lines[-1] and not number else 0.0
            if lines[-1] and used + gap + needed > width:
                lines.append([])
                used, gap = 0.0, 0.0
            for text, out in part:
                _append(lines[-1], text, out, bool(gap))
                used, gap = used + gap, 0.0
            used += needed
    return lines if lines[0] else []


def _append(line: list[tuple[str, bool]], text: str, out: bool, gap: bool) -> None:
    space = " " if gap else ""
    if line and line[-1][1] == out:
        line[-1] = (line[-1][0] + space + text, out)
    elif space and out:
        line[-1] = (line[-1][0] + space, line[-1][1])  # no underline before the first word
        line.append((text, out))
    else:
        line.append((space + text, out))


Word = list[tuple[str, bool]]


def _words(runs: Sequence[tuple[str, bool]]) -> list[Word]:
    """What stands between spaces, each word as the pieces of it that are bold or not."""
    words: list[Word] = []
    apart = True
    for text, out in runs:
        for piece in re.findall(r"\s+|\S+", _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)):
            if piece.isspace():
                apart = True
                continue
            if apart:
                words.append([])
            words[-1].append((piece, out))
            apart = False
    return words


def _broken(word: Word, width: float, size: int) -> list[Word]:
    """The word, in as many parts as it takes for each to fit the width."""
    if len(word) == 1 and width_of(word[0][0], size, word[0][1]) <= width:
        return [word]
    parts: list[Word] = [[]]
    used = 0.0
    for text, out in word:
        for letter in text:
            needed = width_of(letter, size, out)
            if parts[-1] and used + needed > width:
                parts.append([])
                used = 0.0
            _append(parts[-1], letter, out, gap=False)
            used += needed
    return parts


@cache
def _share(letter: str) -> float:
    if letter in _NARROW or letter in _WIDE:
        return _NARROW.get(letter) or _WIDE[letter]
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _UPPER if letter.isupper() else _LOWER
