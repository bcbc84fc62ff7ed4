"""Which script a text is written in, as an ISO 15924 code, and where the script changes.

The script of a letter is taken from the first word of its Unicode name, which the standard library has. Han letters are
`Hani`, or `Jpan` where the text has kana or is said to be Japanese; `Kore` for Hangul, alone or with Han.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from roa_dataset.reading.languages import LANGUAGES

__all__ = ["LANGUAGES", "language_name", "script_of", "script_runs"]

#: no letters at all
NO_SCRIPT = "Zyyy"
#: letters of a script that is not in the table below
OTHER_SCRIPT = "Zzzz"

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "KATAKANA-HIRAGANA": "Jpan",
    "HANGUL": "Kore",
    "THAI": "Thai",
    "LAO": "Laoo",
    "KHMER": "Khmr",
    "MYANMAR": "Mymr",
    "TIBETAN": "Tibt",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "ETHIOPIC": "Ethi",
    "MONGOLIAN": "Mong",
    "GLAGOLITIC": "Glag",
    "COPTIC": "Copt",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "GOTHIC": "Goth",
}


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The script of a letter; empty for everything that is no letter (marks, digits, signs, spaces)."""
    if not character.isalpha():
        return ""
    words = unicodedata.name(character, "").split(" ")
    # "FULLWIDTH LATIN …", "HALFWIDTH KATAKANA …", "MODIFIER LETTER …": the script may be the second word
    found = next((_SCRIPTS[word] for word in words[:2] if word in _SCRIPTS), None)
    if found is None and words[0] in ("MODIFIER", "FEMININE", "MASCULINE"):
        return ""
    return found or OTHER_SCRIPT


def _east_asian(found: Counter[str], language: str) -> str:
    """What Han letters are in this text: of a Japanese text `Jpan`, of a Korean one `Kore`, else `Hani`."""
    base = language.lower().split("-")[0]
    if "Jpan" in found or base == "ja":
        return "Jpan"
    return "Kore" if "Kore" in found or base == "ko" else "Hani"


def script_of(text: str, language: str = "") -> str:
    """The ISO 15924 code of the letters of a text; of several scripts the one with the most letters, then the first.

    `language` (BCP 47) tells Japanese and Korean Han letters from others. `Zyyy` when there is no letter.
    """
    found = Counter(script for script in map(_script, text) if script)
    if not found:
        return NO_SCRIPT
    if "Hani" in found:
        han = _east_asian(found, language)
        if han != "Hani":
            found[han] += found.pop("Hani")
    return found.most_common(1)[0][0]


def script_runs(text: str) -> list[tuple[str, int, int]]:
    """Runs of letters of one script: (script, start, end), in order, code points, half-open.

    Characters without a script (spaces, hyphens, apostrophes, digits, marks) join the run before them; those before the
    first letter belong to none. Han letters beside kana count as one Japanese run.
    """
    han = _east_asian(Counter(filter(None, map(_script, set(text)))), "")
    runs: list[tuple[str, int, int]] = []
    current, start = "", 0
    for position, character in enumerate(text):
        script = _script(character)
        script = han if script == "Hani" else script
        if script and script != current:
            if current:
                runs.append((current, start, position))
            current, start = script, position
    if current:
        runs.append((current, start, len(text)))
    return runs


def language_name(code: str) -> str:
    """The English name of a language code of an encyclopedia edition; raises KeyError for one that is not known."""
    if code not in LANGUAGES:
        raise KeyError(f"language: found {code!r}, expected one of {len(LANGUAGES)} known codes; add it to LANGUAGES")
    return LANGUAGES[code]
