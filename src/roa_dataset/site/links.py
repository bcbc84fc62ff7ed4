"""Where things are in the site: addresses from the site's own folder, and anchors in pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping

_PLAIN_ID = re.compile(r"[a-z]+:[a-z0-9][a-z0-9-]{0,120}")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,120}")
_PLAIN_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,120}")


class Links:
    """Addresses of texts, claims, entities and conflicts. An entity without a page has the address None."""

    def __init__(self, entity_ids: Collection[str], claim_texts: Mapping[str, str]) -> None:
        self._entities = frozenset(entity_ids)
        self._claim_texts = claim_texts

    def text(self, document_id: str) -> str:
        """The page of a text."""
        return f"text-{_name(document_id)}.html"

    def claim(self, claim_id: str) -> str:
        """A claim beside its text."""
        return f"{self.text(self._claim_texts[claim_id])}#{anchor(claim_id)}"

    def at(self, document_id: str, offset: int) -> str:
        """A place in a text, by its offset; only edges of spans have such an anchor."""
        return f"{self.text(document_id)}#{at_anchor(offset)}"

    def report(self, claim_id: str) -> str:
        """The lines to copy when a claim is wrong."""
        return f"{self.text(self._claim_texts[claim_id])}#report-{anchor(claim_id)}"

    def conflict(self, conflict_id: str) -> str:
        """A conflict with its readings."""
        return f"conflicts.html#{anchor(conflict_id)}"

    def entity(self, entity_id: object) -> str | None:
        """The page of a person, unit, event, place or other entity."""
        return entity_page(str(entity_id)) if entity_id in self._entities else None


def entity_page(entity_id: str) -> str:
    """The address of an entity's page: `person:ada-quill` is at entity/person-ada-quill.html."""
    name = entity_id.replace(":", "-", 1) if _PLAIN_ID.fullmatch(entity_id) else _hashed(entity_id)
    return f"entity/{name}.html"


def anchor(row_id: str) -> str:
    """The id of a row as the id of an element; one with other characters is replaced by its hash."""
    return row_id if _PLAIN_ANCHOR.fullmatch(row_id) else _hashed(row_id)


def at_anchor(offset: int) -> str:
    """The id of the piece of a text that begins at this offset."""
    return f"at-{offset}"


def _name(row_id: str) -> str:
    return row_id if _PLAIN_NAME.fullmatch(row_id) else _hashed(row_id)


def _hashed(text: str) -> str:
    return f"x{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
