"""Shapes in which spellings of one name are alike: case and marks, script, transliteration."""

from __future__ import annotations

import re
import unicodedata

#: Cyrillic to Latin after BGN/PCGN as used in English prose, one letter each; what has no letter of its own is left out
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g", "ў": "u",
}  # fmt: skip
#: German, Polish, Czech, French and English ways to write one Slavic sound, longest first
_SOUNDS = (
    ("schtsch", "shch"), ("chtch", "shch"), ("tsch", "ch"), ("tch", "ch"), ("tz", "ts"), ("sch", "sh"), ("sz", "sh"),
    ("cz", "ch"), ("off", "ov"), ("eff", "ev"), ("w", "v"), ("kh", "h"), ("x", "ks"), ("j", "i"), ("y", "i"), ("ph", "f"),
    ("ck", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_WORDS = re.compile(r"[^\W_]+")


def plain(name: str) -> str:
    """Without case, accents, punctuation and the number of spaces: `Prague Uprising!` and `prague  uprising` are one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().replace("й", "й"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0306")
    return " ".join(_WORDS.findall(unicodedata.normalize("NFC", kept)))


def latin(name: str) -> str:
    """`plain`, with Cyrillic letters written in Latin ones."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in plain(name))


def sound(name: str) -> str:
    """`latin`, with the ways in which languages write one sound made alike: Wlassow, Vlasov and Власов are one."""
    return " ".join(_sound(word) for word in latin(name).split())


def _sound(word: str) -> str:
    for written, alike in _SOUNDS:
        word = word.replace(written, alike)
    return _DOUBLED.sub(r"\1", word)
