"""Words that say how many, or who, of those are meant whom the next words name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_HOW_MANY = (
    r"(?:(?:[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Aa]ll|[Aa] (?:large |small )?(?:number|group) of)(?: of the| the)?) "
)


def with_quantity(words: str, quote: str) -> str:
    """The words with the word before them in the quote that says how many ("several German commanders"), else as they are."""
    found = re.search(rf"\b{_HOW_MANY}{re.escape(words)}", quote)
    return found.group() if found else words


def demanded_words(claim: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Who is demanded, in the words of the claim's value: what stands between its verb and the end of the name.

    `names` are the words of the claim's object. None where the value names only it, or does not name it.
    """
    _, _, rest = str(claim["value"] or "").partition(" ")
    for name in names:
        who, found, _ = rest.partition(name)
        if found and who:
            return who + name
    return None
