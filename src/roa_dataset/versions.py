"""Which text of an article is its newest: what `in_newer` and `in_older` mean, whatever the number of versions and articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NEWER, OLDER = "newer", "older"


def versions(documents: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """document_id → `newer` for the newest text of its article and for one without `version_order`, `older` for the others.

    `documents` are rows with document_id, article and version_order.
    """
    rows = list(documents)
    newest: dict[object, int] = {}
    for row in rows:
        order = row["version_order"]
        if isinstance(order, int):
            newest[row["article"]] = max(order, newest.get(row["article"], order))
    return {
        str(row["document_id"]): NEWER if row["version_order"] in (None, newest.get(row["article"])) else OLDER
        for row in rows
    }
