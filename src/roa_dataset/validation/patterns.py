"""Whether a pattern of a descriptor can be tried on any cell: one that repeats what it repeats may take without end.

Python's `re` goes back through all ways to divide a text among nested repetitions, which for "(a+)+" doubles with every letter.
A descriptor may come from anywhere, so its patterns are looked at before they are tried.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!]|\(|\)|[*+?]|\{\d*(?:,\d*)?\}|.", re.DOTALL)
#: a group that may be repeated though it repeats: it begins with a mark that the letters it repeats cannot be
_APART = re.compile(r"(?:\\?[-/:;,_.])\[(?:[A-Za-z0-9]-[A-Za-z0-9])+\][*+]")
#: from so many times on a repetition counts as one without end
_OFTEN = 10


def may_take_without_end(pattern: str) -> bool:
    """Whether the pattern repeats a group that itself repeats, branches or holds a group; doubtful ones count."""
    groups: list[list[str]] = [[]]
    closed: list[str] | None = None
    for match in _TOKEN.finditer(pattern):
        token = match[0]
        if closed is not None and _repeats(token) and not _plain(closed):
            return True
        closed = None
        if token.startswith("("):
            groups.append([])
        elif token == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1].append("()")
        else:
            groups[-1].append(token)
    return False


def _repeats(token: str) -> bool:
    if token in ("*", "+"):
        return True
    counted = re.fullmatch(r"\{(\d*)(,?)(\d*)\}", token)
    if counted is None:
        return False
    return (counted[2] == "," and not counted[3]) or int(counted[3] or counted[1] or 0) >= _OFTEN


def _plain(body: list[str]) -> bool:
    """Whether a group can be repeated at one cost: nothing in it is, or what is stands behind a mark of its own."""
    if _APART.fullmatch("".join(body)):
        return True
    return not any(token in ("|", "?", "()") or _repeats(token) or token.startswith("{") for token in body)
