"""Words of texts inside Markdown pages."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]|~#])")


def plain(text: str) -> str:
    """Text that Markdown shows as it is: nothing in it makes a link, a tag, emphasis or a new table cell."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # an address that stands free would become a link by itself
    escaped = _MARKDOWN.sub(r"\\\1", escaped).replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
    return " ".join(escaped.split())
