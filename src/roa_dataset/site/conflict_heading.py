"""What a conflict is called on pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roa_dataset.questions.conflicts import Conflict


def heading(conflict: Conflict) -> str:
    """Whom and what the conflict is about, which is how its summary begins; the summary goes on with the readings."""
    return re.split(r"(?<=.)\. (?=[A-Z][a-z]+ text)", conflict.summary, maxsplit=1)[0]
