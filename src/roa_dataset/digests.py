"""What pins a file: its size and its SHA-256, as the descriptor of a Data Package has them."""

from __future__ import annotations

import hashlib
from pathlib import Path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as 64 hexadecimal digits; the file is never held in memory whole."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pins(content: bytes | Path) -> dict[str, int | str]:
    """`bytes` and `hash` of a resource with this content, or with that of the file at this path."""
    if isinstance(content, Path):
        return {"bytes": content.stat().st_size, "hash": f"sha256:{sha256_of(content)}"}
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
