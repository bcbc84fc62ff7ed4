"""Which addresses are asked: encrypted ones, and servers on this machine."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from roa_dataset.errors import ArchiveRefusedError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(source: str) -> bool:
    """Whether it begins like one (https://…); anything else is a path."""
    return bool(_ADDRESS.match(source))


def require_encrypted(address: str) -> None:
    """Raises ArchiveRefusedError unless the address is https, or http to this machine, which needs no encryption."""
    parts = urlsplit(address)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ArchiveRefusedError(
            f"{address}: found {parts.scheme or 'no scheme'}; expected an https address, a folder or an archive."
        )
