"""Raw files that break careless readers, made in code so that nothing large or broken is committed.

`adversarial_files()` gives the bytes by name, `EXPECTED` says for each name what the build must do with it in either
layout, and `documents_csv()` describes and pins the files as raw/documents.csv does, so that a refusal is about the
content of the file and never about a hash that differs.

- ``error``: the build stops with an error that names the file, what was found and what was expected. The words of
  `ERROR_WORDS`, where a name has some, stand in the message (compare without regard to case).
- ``clean``: the build ends, every letter and digit stands in exactly one leaf, and time grows linearly with the file.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from typing import Literal

Outcome = Literal["error", "clean"]

#: bytes in each of the large files
LARGE = 5_000_000

#: how often a mark or a field is repeated in the files with thousands of them
MANY = 20_000

#: what the build must do with each file, whichever of the two layouts documents.csv names
EXPECTED: dict[str, Outcome] = {
    # nothing to read, or no text
    "empty": "error",
    "whitespace_only": "error",
    "binary": "error",
    "invalid_utf8_lone_continuation": "error",
    "invalid_utf8_truncated_end": "error",
    "invalid_utf8_overlong": "error",
    "invalid_utf8_surrogate": "error",
    "latin1": "error",
    "utf16": "error",
    "bom": "error",
    "nul_inside": "error",
    "control_characters": "error",
    "no_letter_no_digit": "error",
    # unusual, but text
    "crlf": "clean",
    "lone_cr": "clean",
    "unicode_line_separators": "clean",
    "bom_inside": "clean",
    "words_on_one_line": "clean",
    "brackets_on_one_line": "clean",
    "digits_on_one_line": "clean",
    "glue_on_one_line": "clean",
    "months_on_one_line": "clean",
    "initials_on_one_line": "clean",
    "open_quotes_on_one_line": "clean",
    "spaces_on_one_line": "clean",
    "short_lines": "clean",
    "unbalanced_brackets": "clean",
    "right_to_left": "clean",
    "no_terminator": "clean",
    "marks_only": "clean",
    "nested_templates": "clean",
    "emoji_and_combining_marks": "clean",
    "beyond_the_basic_plane": "clean",
    "many_fields": "clean",
    "many_categories": "clean",
    "many_interlanguage_titles": "clean",
    "many_references": "clean",
    "many_headings": "clean",
    "title_only": "clean",
    "one_letter": "clean",
    "labels_without_values": "clean",
    "rank_table_cut": "clean",
    "reference_cut": "clean",
    "span_cut": "clean",
    "dates_that_do_not_exist": "clean",
    "numbers_out_of_range": "clean",
}

#: words that the message of an error must hold, so that it names what is wrong and not only that something is
ERROR_WORDS: dict[str, tuple[str, ...]] = {
    "empty": ("empty",),
    "invalid_utf8_lone_continuation": ("UTF-8",),
    "invalid_utf8_truncated_end": ("UTF-8",),
    "invalid_utf8_overlong": ("UTF-8",),
    "invalid_utf8_surrogate": ("UTF-8",),
    "latin1": ("UTF-8",),
    "bom": ("byte order mark",),
    "nul_inside": ("U+0000",),
}

_MIRROR = """7th Kestrel Brigade

Last updated

7th Kestrel Brigade
Kestrel badge.svg
Badge of the brigade
Active1924 \u2013 1929
Branch Vesmaran Army
Size Brigade, 4,200\u20134,800 (April 1936)

The brigade held the ridge. [1]


  1. Corvane, Lukas (1987). Mountain Troops. Greyharbour Publishing.
"""

_RANK_TABLE = """7th Kestrel Brigade

Last updated

InsigniaRankTransliteration Comparative rank
in the Haldrin Army
Kestrel-Oberst h.svg \u041f\u043e\u043b\u043a\u043e\u0432\u043d\u0438\u043aPolkovnikOberst
Kestrel-Major h.svg \u041c\u0430\u0439\u043e\u0440May"""

_DOCUMENT_COLUMNS = (
    *("document_id", "title", "article", "layout", "version_label", "version_order", "not_before", "not_before_basis"),
    *("language", "path", "sha256", "bytes", "characters", "license", "attribution", "url", "revision", "retrieved"),
    *("lost", "note"),
)

_DUMP_HEAD = "), () |image=  |caption= |dates= 1794 - 1931 |country= |type=Line Infantry  "


def _not_text() -> dict[str, bytes]:
    """Files that hold no readable text, each for another reason."""
    return {
        "empty": b"",
        "whitespace_only": " \n\n\t \u00a0\u2003\n".encode(),
        "binary": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 16,
        "invalid_utf8_lone_continuation": b"The brigade \x80 held the ridge.\n",
        "invalid_utf8_truncated_end": _MIRROR.encode() + "\u0411".encode()[:1],
        "invalid_utf8_overlong": b"The brigade \xc0\xaf held the ridge.\n",
        "invalid_utf8_surrogate": b"The brigade \xed\xa0\xbd\xed\xb0\xbe held the ridge.\n",
        "latin1": "J\u00e4ger held the ridge.\n".encode("latin-1"),
        "utf16": _MIRROR.encode("utf-16"),
        "bom": b"\xef\xbb\xbf" + _MIRROR.encode(),
        "nul_inside": _MIRROR.replace("held", "he\0ld").encode(),
        "control_characters": _MIRROR.replace("held", "he\x01\x0b\x1bld").encode(),
        "no_letter_no_digit": b"[[[ ((( ]]]\n\n... --- ...\n",
    }


def _line_ends() -> dict[str, str]:
    """Line ends that are not LF; offsets count every code point of them."""
    return {
        "crlf": _MIRROR.replace("\n", "\r\n"),
        "lone_cr": _MIRROR.replace("\n", "\r"),
        "unicode_line_separators": _MIRROR.replace("\n", "\u2028").replace("held", "he\x85\u2029ld"),
        "bom_inside": _MIRROR.replace("held", "\ufeffheld"),
    }


def _repeated(unit: str, size: int) -> str:
    """`unit` over and over: the longest run of whole units that takes at most `size` bytes."""
    return unit * (size // len(unit.encode()))


def _large(size: int) -> dict[str, str]:
    """About `size` bytes each, of a kind that makes a backtracking pattern or a nested loop slow."""
    return {
        "words_on_one_line": _repeated("the brigade held the ridge and ", size),
        "brackets_on_one_line": "A" + _repeated("[", size),
        "digits_on_one_line": _repeated("1", size),
        "glue_on_one_line": _repeated("Aa", size),
        "months_on_one_line": _repeated("May 1 June ", size),
        "initials_on_one_line": _repeated("A. B. ", size),
        "open_quotes_on_one_line": "A" + _repeated('"(\u201e', size),
        "spaces_on_one_line": "A" + _repeated(" ", size) + "B",
        "short_lines": _repeated("A\n\n", size),
    }


def _brackets_and_scripts() -> dict[str, str]:
    """Brackets that never close or never opened, and writing that is not one code point a letter, left to right."""
    return {
        "unbalanced_brackets": _DUMP_HEAD + "]] )) The {{ retreat [[ (began) }} |x= ]] [ citation needed [1 2] (",
        "right_to_left": (
            "\u05d7\u05d8\u05d9\u05d1\u05d4 7\n\nLast updated\n\n\u202e\u2067Active\u06f1\u06f9\u06f2\u06f4\u2069\u202c"
            "\n\u200f\u0644\u0648\u0627\u0621 \u0627\u0644\u0639\u0627\u0633\u0648\u0642 (ROF)\u200e [1]\n"
        ),
        "no_terminator": _DUMP_HEAD + "The regiment held the weir and then the river",
        "marks_only": "[1] [2] [ citation needed ] [lower-alpha 1] [1]",
        "nested_templates": "{{a|b=" * MANY + "core" + "}}" * MANY,
        "emoji_and_combining_marks": (
            "\U0001f9a6 Otters \U0001f469\u200d\U0001f469\u200d\U0001f467\n\nLast updated\n\n"
            "Active1924\u0301 \u2013 1929\ufe0f\n"
            "The bri\u0301ga\u0308de\u0323\u0307 held " + "a" + "\u0301" * 2_000 + " ridge. [1]\n"
        ),
        "beyond_the_basic_plane": (
            "\U0001d513\U0001d51e\U0001d51f 7\U0001d7d8\n\nLast updated\n\n\U00020000\U00020001 [1]\n"
        ),
    }


def _many() -> dict[str, str]:
    """Thousands of one thing that a text of this kind has a few of."""
    titles = "Category:Otters" + "de:Otter ru:\u0412\u044b\u0434\u0440\u0430 " * MANY
    references = "".join(f"  {n}. Corvane (1987): {n}\n" for n in range(1, 5_001))
    headings = "".join(f"Heading {n}\n\nThe brigade stood at post {n}. [1]\n\n\n" for n in range(5_000))
    return {
        "many_fields": "|key=" * MANY + "  The regiment stood.",
        "many_categories": _DUMP_HEAD + "The regiment stood." + "Category:Otters " * MANY,
        "many_interlanguage_titles": _DUMP_HEAD + "The regiment stood." + titles,
        "many_references": _MIRROR + "\n\n" + references,
        "many_headings": _MIRROR + "\n" + headings,
    }


def _cut_short() -> dict[str, str]:
    """Texts that stop early, or hold values that look like something that they are not."""
    labels = "7th Kestrel Brigade\nActive\nSize\nEngagements\nBadge\n"
    span = '\nRelated Research Articles\n\n<span class="mw-page-title-main">Siege of Tarn'
    return {
        "title_only": "7th Kestrel Brigade\n",
        "one_letter": "A",
        "labels_without_values": "7th Kestrel Brigade\n\nLast updated\n\n" + labels + "\n",
        "rank_table_cut": _RANK_TABLE,
        "reference_cut": _MIRROR + '  2. 1 2 Hollinge, M. (2019). "Wings over the Passes: ISBN \u00a0 0-',
        "span_cut": _MIRROR + span,
        "dates_that_do_not_exist": _MIRROR.replace("1924 \u2013 1929", "31 February 1924 \u2013 99.99.99, 0000"),
        "numbers_out_of_range": _MIRROR.replace("4,200\u20134,800", "9" * 400 + "\u20131"),
    }


def adversarial_files(large: int = LARGE) -> dict[str, bytes]:
    """The bytes of every file by name, in the order of `EXPECTED`; `large` sets the bytes of the nine large ones.

    Raises ValueError when the names differ from those of `EXPECTED`.
    """
    texts = _line_ends() | _large(large) | _brackets_and_scripts() | _many() | _cut_short()
    made = _not_text() | {name: text.encode() for name, text in texts.items()}
    if made.keys() != EXPECTED.keys():
        raise ValueError(f"names made and expected differ: {sorted(made.keys() ^ EXPECTED.keys())}")
    return {name: made[name] for name in EXPECTED}


def documents_csv(files: Mapping[str, bytes], layout: str) -> bytes:
    """A raw/documents.csv for `files`, each at raw/NAME.txt with `layout`, with its real SHA-256 and number of bytes.

    The columns are those of raw/documents.csv. `characters` counts code points; in a file that is not UTF-8 each broken
    sequence counts as one, since no true number exists.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _DOCUMENT_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for name, data in files.items():
        slug = name.replace("_", "-")
        writer.writerow(
            {
                "document_id": slug,
                "title": name.replace("_", " "),
                "article": slug,
                "layout": layout,
                "language": "en",
                "path": f"raw/{name}.txt",
                "sha256": hashlib.sha256(data).hexdigest(),
                "bytes": len(data),
                "characters": len(data.decode("utf-8", "replace")),
                "license": "CC-BY-SA-4.0",
                "attribution": "roa-dataset contributors",
            }
        )
    return out.getvalue().encode()
