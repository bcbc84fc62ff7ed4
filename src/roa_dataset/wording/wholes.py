"""Whether a claim is told of its subject as a whole or of a part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: words for all of a subject, in the languages of the texts
ALL_OF = re.compile(r"(?:All|Alle|Both|Beide)\b", re.IGNORECASE)


def of_whole(claim: Mapping[str, object]) -> bool:
    """Whether a claim is told of its subject, or of all of it ("All local volunteers"), and not of some."""
    words = claim["subject_text"]
    return not words or ALL_OF.match(str(words)) is not None
