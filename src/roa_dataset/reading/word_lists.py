"""One regular expression for many words, which goes letter by letter instead of trying each word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def any_of(words: Mapping[str, str] | Iterable[str]) -> str:
    """A pattern, without groups, for the words; of two that begin alike it tries the longer one first.

    A mapping gives for each word the pattern of what has to follow it.
    """
    followed = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
    return _branches(dict(sorted(followed.items(), reverse=True)))


def _branches(words: Mapping[str, str]) -> str:
    """The words by their first letters, those that begin with it before the one that ends here."""
    by_letter: dict[str, dict[str, str]] = {}
    for word, after in words.items():
        by_letter.setdefault(word[:1], {})[word[1:]] = after
    branches = [re.escape(letter) + _branches(rest) for letter, rest in by_letter.items() if letter]
    branches += by_letter.get("", {}).values()
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
