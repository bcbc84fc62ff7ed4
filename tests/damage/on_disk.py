"""A folder with the package, in which one damage after another can be put and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from damage.copy import Base, Copy


@dataclass(frozen=True)
class Workplace:
    """The undamaged package in `folder`; `holding(copy)` shows a damaged one there for the length of a block."""

    base: Base
    folder: Path

    def __post_init__(self) -> None:
        for path, content in self.base.files.items():
            self._put(path, content)

    @contextmanager
    def holding(self, copy: Copy) -> Iterator[Path]:
        """The folder, with the copy's files in it; afterwards it is as it was."""
        changed = copy.changed()
        try:
            for path, content in changed.items():
                self._put(path, content)
            yield self.folder
        finally:
            for path in changed:
                self._put(path, self.base.files.get(path))

    def _put(self, path: str, content: bytes | None) -> None:
        target = self.folder / path
        if content is None:
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
