"""Version numbers of the data, and how large the step between two of them is (https://semver.org, of data)."""

from __future__ import annotations

import re
from typing import Literal

from roa_dataset.errors import VersionError

Level = Literal["none", "patch", "minor", "major"]
#: from the smallest: nothing; descriptions and pages; rows and values; a table, a column or a released id gone or retyped
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?")


def parsed(version: str) -> tuple[int, int, int, str]:
    """("0.2.0-rc1") → (0, 2, 0, "rc1"). Raises VersionError."""
    found = _VERSION.fullmatch(version)
    if not found:
        raise VersionError(f"version: found {version!r}; expected MAJOR.MINOR.PATCH, as 1.4.0. Correct it.")
    return int(found[1]), int(found[2]), int(found[3]), found[4] or ""


def is_later(old: str, new: str) -> bool:
    """Whether `new` comes after `old`; a pre-release (1.0.0-rc1) comes before its release."""
    before, after = parsed(old), parsed(new)
    if before[:3] != after[:3]:
        return before[:3] < after[:3]
    return bool(before[3]) and (not after[3] or before[3] < after[3])


def step(old: str, new: str) -> Level:
    """How large the step is: the first of the three numbers that differs. "none" where `new` is not later.

    From a pre-release to what follows it with the same numbers everything may change: it promised nothing.
    """
    if not is_later(old, new):
        return "none"
    pairs = zip(("major", "minor", "patch"), parsed(old), parsed(new), strict=False)
    found: Level = next((level for level, before, after in pairs if before != after), "major")  # type: ignore[misc]
    return found


def largest(levels: list[Level]) -> Level:
    """The largest of them; "none" for an empty list."""
    return max(levels, key=LEVELS.index, default="none")


def next_version(old: str, level: Level) -> str:
    """The lowest version that is such a step after `old` ("0.1.0", "minor" → "0.2.0")."""
    major, minor, patch, _ = parsed(old)
    following = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, following.get(level, (major, minor, patch))))
