"""The beginning of a conflict's summary: whom it is about and what is told differently."""

from __future__ import annotations

import re

#: types whose label says how two claims differ, but not of what: there the predicate names the matter
OF_A_MATTER = frozenset(["date", "date_precision", "number", "number_exactness", "place", "share", "circumstance"])
#: types of which the label goes on with what the predicate says
UNDER_A_PREDICATE = frozenset(["more_named"])
#: what a predicate's label ends with when an object is to follow
OPEN_END = re.compile(r" (?:against|as|by|for|in|to)$")


def conflict_head(subject: str, conflict_type: str, type_label: str, predicate_label: str) -> str:
    """ "Lake Guard: when (was formed). "; without the predicate where the label of the type says what is disputed."""
    matter = f" ({OPEN_END.sub('', predicate_label)})" if conflict_type in OF_A_MATTER else ""
    if conflict_type in UNDER_A_PREDICATE:
        matter = f" under “{OPEN_END.sub('', predicate_label)}”"
    return f"{subject}: {type_label}{matter}. "
