"""Words of the editors: labels, definitions, reasons, notes. No text can be held against them, but their letters can be plain.

Verbatim words keep every no-break space and every letter of their text; words that people wrote for this package have no use
for signs that cannot be seen, nor for a letter of another script that looks like a Latin one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.schema_files import Table

#: table → its columns of words that people wrote for it
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "vocabulary": ("label", "inverse_label", "negated_label", "definition"),
    "rules": ("description",),
    "reviews": ("reader", "note"),
    "identity_judgements": ("reason", "decided_by"),
    "entities": ("note",),
    "places": ("note",),
    "collectives": ("reason",),
    "documents": ("lost", "note"),
}
#: white space but the plain blank, signs without width, two blanks
UNSEEN = re.compile(r"[^\S ]|[\u00ad\u200b-\u200f\u2060\ufeff]|  ")
#: Cyrillic letters that look like Latin ones
ALIKE = frozenset("асеорхуіјАВСЕНКМОРТХУІЈ")
#: what a pattern escapes, and its classes of letters
_PLAIN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
WORD = re.compile(r"\w+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: words without which a label does not deny
DENYING = re.compile(r"\b(?:not|no|never|nothing|nobody|without|un\w+)\b|n't\b", re.IGNORECASE)


def check_editors(contents: Contents) -> Iterator[Finding]:
    """Findings on signs that cannot be seen in words of the editors, and on negated labels that deny nothing."""
    known = frozenset(word for text in contents.texts.values() for word in WORD.findall(text) if CYRILLIC.search(word))
    for name, columns in WRITTEN.items():
        table = contents.table(name)
        if table is not None:
            for row in contents.rows(name):
                yield from _check_row(table, row, columns, known)
    for row in contents.rows("rules"):
        pattern = str(row["pattern"]).replace("\n", " ")  # a label of a box may stand on two lines
        if UNSEEN.search(pattern) or _garbled(pattern) or not _balanced(pattern):
            yield cell_finding("rules", row, ("rule_id",), "pattern", "plain blanks, and every bracket closed")
    for row in contents.rows("vocabulary"):
        if row["negated_label"] and not DENYING.search(str(row["negated_label"])):
            yield cell_finding(
                "vocabulary", row, ("scheme", "code"), "negated_label", "a label that denies: not, no, never"
            )


def _garbled(words: str) -> bool:
    """Whether the words are UTF-8 that was read as Windows-1252 ("Ã©" for "é"), or hold the sign for what was lost."""
    if words.isascii():
        return False
    try:
        return words.encode("cp1252").decode("utf-8") != words
    except UnicodeError:
        return "\ufffd" in words


def _balanced(pattern: str) -> bool:
    """Whether every round and curly bracket of a pattern is closed, those in classes and behind a backslash apart."""
    still_open: list[str] = []
    for bracket in re.findall(r"[(){}]", _PLAIN.sub("", pattern)):
        if bracket in "({":
            still_open.append(bracket)
        elif not still_open or still_open.pop() != {")": "(", "}": "{"}[bracket]:
            return False
    return not still_open


def _check_row(table: Table, row: Row, columns: tuple[str, ...], known: frozenset[str]) -> Iterator[Finding]:
    for column in columns:
        words = str(row.get(column) or "")
        if UNSEEN.search(words):
            yield cell_finding(table.name, row, table.primary_key, column, "plain blanks only, one at a time")
        if unicodedata.normalize("NFC", words) != words:
            yield cell_finding(table.name, row, table.primary_key, column, "letters in Unicode's composed form (NFC)")
        if _garbled(words):
            yield cell_finding(
                table.name, row, table.primary_key, column, "letters as they were written, not UTF-8 read as another"
            )
        letters = _disguised(words, known)
        if letters:
            told = f"Latin letters: {', '.join(sorted(letters))} only look like them"
            yield cell_finding(table.name, row, table.primary_key, column, told)


def _disguised(words: str, known: frozenset[str]) -> set[str]:
    """Cyrillic letters that look like Latin ones, in words that have no other Cyrillic letters and are no word of a text."""
    found: set[str] = set()
    for word in WORD.findall(words) if LATIN.search(words) else ():
        letters = set(CYRILLIC.findall(word))
        if letters and letters <= ALIKE and word not in known:
            found |= letters
    return found
