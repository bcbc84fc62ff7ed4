"""Words of a passage as they are compared between versions: without marks, letter case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

#: "[4]", "[ citation needed ]", "[lower-alpha 2]", "[ ru ]": marks that belong to the page, not to the words
MARK = re.compile(r"\[\s*(?:\d{1,3}|[a-z][a-z -]{0,20}(?:\s\d{1,3})?)\s*\]", re.IGNORECASE)
#: from so many letters on two words are taken for the parts of one that the other text writes together
JOINED = 6
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order, in lower case, without reference marks and punctuation."""
    return tuple(WORD.findall(MARK.sub(" ", text).casefold()))


def joined(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both with the two parts of a word together where the other side has it as one: "anti-communist", "anticommunist"."""
    return _together(left, frozenset(right)), _together(right, frozenset(left))


def _together(own: Sequence[str], other: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word in own:
        whole = found[-1] + word if found else ""
        if len(whole) >= JOINED and whole in other and whole not in own:
            found[-1] = whole
        else:
            found.append(word)
    return tuple(found)


def flat(text: object) -> str:
    """The words of a cell with single spaces between them; "" for an empty one."""
    return " ".join(str(text or "").split())


def plain(text: str) -> str:
    """`text` without reference marks and with single spaces: what readings are sought in."""
    return " ".join(MARK.sub(" ", text).split()).replace(" ,", ",").replace(" .", ".")
