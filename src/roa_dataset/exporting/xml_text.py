"""XML as text, exact to the character: what a parser reads back is what was given, carriage returns and spaces too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from roa_dataset.errors import ExportError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: characters that no XML 1.0 document can hold, not even as a reference (https://www.w3.org/TR/xml/#charsets)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: a parser would turn a bare carriage return into a line feed
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
#: and every white space of an attribute into a space
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}

Attributes = Mapping[str, str | None]


def escaped(text: str) -> str:
    """Text as the content of an element. Raises ExportError for a character that XML cannot hold."""
    return _replaced(text, _IN_TEXT)


def tag(name: str, attributes: Attributes, *, empty: bool = False) -> str:
    """The start tag; attributes without a value are left out. `empty` closes it at once."""
    filled = ((key, value) for key, value in attributes.items() if value is not None)
    written = "".join(f' {key}="{_replaced(value, _IN_ATTRIBUTE)}"' for key, value in filled)
    return f"<{name}{written}{'/' if empty else ''}>"


def element(name: str, attributes: Attributes, content: str | Iterable[str] = "") -> str:
    """An element around content that is XML already."""
    inner = content if isinstance(content, str) else "".join(content)
    return f"{tag(name, attributes)}{inner}</{name}>" if inner else tag(name, attributes, empty=True)


def _replaced(text: str, replacements: Mapping[str, str]) -> str:
    bad = _FORBIDDEN.search(text)
    if bad:
        around = text[max(0, bad.start() - 20) : bad.end() + 20]
        raise ExportError(
            f"XML: found the character U+{ord(bad[0]):04X} in {around!r}; expected characters that XML 1.0 can hold. "
            "Export as jsonl, or mend the raw text."
        )
    return "".join([replacements.get(letter, letter) for letter in text]) if set(replacements) & set(text) else text
