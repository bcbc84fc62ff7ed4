"""What the words of a posting say of the post: its name, and whether any words state it at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: words for a post; a bare "officer" says a class of rank, and no post
_POST = re.compile(
    r"\b(?:commander(?:-in-chief)?|(?:deputy )?chief of staff|adjutant|leader|"
    r"(?:intelligence|liaison|staff|propaganda|supply|signals|political) officer)\b"
)
#: words that state a command
_COMMAND = re.compile(r"command|\bhead|\bled\b|\bunder\b|\bchief\b", re.IGNORECASE)
#: codes of `passage_kind` in which a name may stand under a unit without a word on what the man was there
LISTS = ("list_item", "table", "table_row")
#: a unit that is only named as somebody's ("the corps of General X")
_GENITIVE = re.compile(r"\bof\b")


def post_words(claim: Mapping[str, object]) -> str | None:
    """The words for a post in the quote of a claim ("its commander", "intelligence officer"); None without any."""
    found = _POST.search(str(claim["quote"]))
    return found.group() if found else None


def basis_of(claim: Mapping[str, object], passage: Mapping[str, object]) -> str:
    """A code of `posting_basis`.

    "list_position" for a command that only the place of the name in a list gives, "genitive" for one that is read from
    words which only name the unit as somebody's.
    """
    if claim["predicate"] != "commands" or _COMMAND.search(str(claim["quote"])):
        return "words"
    if passage["kind"] in LISTS:
        return "list_position"
    return "genitive" if _GENITIVE.search(str(claim["quote"])) else "words"
