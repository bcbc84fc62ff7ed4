"""Ids of the package as XML names (NCName), one to one, and pointers to them."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9:_-]")


def xml_id(name: str) -> str:
    """`person:andrey-vlasov` → `person.andrey-vlasov`; what a name cannot hold is written as `·HEX·`."""
    written = _OTHER.sub(lambda match: f"·{ord(match[0]):x}·", name).replace(":", ".")
    return written if written[:1].isalpha() else f"_.{written}"


def pointer(name: str) -> str:
    """The pointer to the element of this id in the same file."""
    return f"#{xml_id(name)}"


def text_id(document_id: str) -> str:
    """The xml:id of the element that holds the whole text."""
    return f"{xml_id(document_id)}.text"


def words_at(document_id: str, start: int, end: int) -> str:
    """The pointer to a stretch of the text (TEI Guidelines, 17.2.4: string-range(element, offset, length))."""
    return f"#string-range({text_id(document_id)},{start},{end - start})"
