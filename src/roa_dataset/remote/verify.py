"""That the files of a package are those which its descriptor names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from roa_dataset.digests import sha256_of
from roa_dataset.errors import ArchiveRefusedError
from roa_dataset.loading.guard import refusal

if TYPE_CHECKING:
    from roa_dataset.loading.descriptor import Descriptor


def verify_files(descriptor: Descriptor) -> None:
    """Compares size and SHA-256 of every resource. Raises ArchiveRefusedError for the first that differs or is missing."""
    for resource in descriptor.content["resources"]:
        _verify(Path(descriptor.folder), Path(descriptor.file(resource)), resource)


def _verify(folder: Path, path: Path, resource: dict[str, Any]) -> None:
    shown = resource["path"]
    reason = refusal(folder, path)
    if reason:
        raise ArchiveRefusedError(f"{shown}: found {reason}; expected a file there, for the descriptor names it.")
    expected = str(resource.get("hash", ""))
    if not expected.startswith("sha256:"):
        raise ArchiveRefusedError(f"{shown}: found the hash {expected!r} in the descriptor; expected a SHA-256.")
    size = path.stat().st_size
    if size != resource.get("bytes"):
        raise ArchiveRefusedError(f"{shown}: found {size} bytes; expected {resource.get('bytes')}. It was altered.")
    found = sha256_of(path)
    if f"sha256:{found}" != expected:
        raise ArchiveRefusedError(f"{shown}: found SHA-256 {found}; expected {expected[7:]}. It was altered.")
