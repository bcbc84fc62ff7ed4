"""Words for the size of a formation, in its name or in what a text calls it."""

from __future__ import annotations

import re

#: an army only behind a number, because "Red Army" or "Vlasov army" says nothing of a size
_ECHELON = re.compile(
    r"\b(?:[Aa]rmy [Gg]roup|(?:[Aa]rmy )?[Cc]orps|[Dd]ivision|[Bb]rigade|[Rr]egiment|[Bb]attalion|[Ss]quadron|"
    r"(?:(?<=\dth )|(?<=\d[snr][tdd] )|(?<=\dd )|(?<=First )|(?<=Second )|(?<=Third ))Army)\b"
)


def echelon_words(text: str) -> str | None:
    """The words for its size, with capitals ("Army Group", "Corps"); None where the text has none ("air force", "unit")."""
    found = _ECHELON.search(" ".join(text.split()))
    return found.group().title() if found else None
