"""What a match must meet beside its pattern (`require` of a claim template), and what the sentence itself calls false."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.prose.found import Found
from extract.prose.rule_checks import CONDITIONS, refuse
from roa_dataset.reading.scripts import script_of

#: "ROA", "VS-KONR", "POWs"
ACRONYM = re.compile(r"(?=.*[^\W\d_a-zа-яё])(?:[^\W_a-zа-яё]+[-./ ]?){1,}s?")
#: letters over which a false report is told without a stop
REACH = 400
#: what follows is denied by the text itself
FALSE = re.compile(
    r"\b(?:false|untrue|unfounded|wrong|mistaken)\s+(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|news)\s+that\s+",
    re.IGNORECASE,
)


def meets(conditions: str, found: Found) -> bool:
    """Whether the match meets all conditions of `require` (patterns.py says which there are); a group that did not match
    meets none. Raises PatternError for a condition that there is not."""
    return all(_meets(kind, names, found) for kind, names in _conditions(conditions))


@cache
def _conditions(conditions: str) -> tuple[tuple[str, list[str]], ...]:
    """The conditions of a rule, each with the names that it is about."""
    parted = (condition.split() for condition in filter(None, conditions.split("; ")))
    return tuple((kind, names) for kind, *names in parted)


def _meets(kind: str, names: list[str], found: Found) -> bool:
    groups = [name for name in names if name != "@article"]
    for name in groups:
        if not found.has(name):
            return False
    if kind in ("same", "other"):
        ids = {s.entity_id if s else None for s in map(found.slot, groups)}
        if "@article" in names:
            ids.add(found.context.subject_id)
        return len(ids) == (1 if kind == "same" else 2)
    words = found.words(names[0])
    if kind in ("acronym", "name"):
        return bool(ACRONYM.fullmatch(words)) == (kind == "acronym")
    if kind in ("latin", "foreign"):
        return (script_of(words) == "Latn") == (kind == "latin")
    if kind == "fuller":
        slot = found.slot(names[0])
        return slot is not None and len(words.split()) > len(found.context.names.label(slot.entity_id).split())
    if kind == "initials":
        return not _shortens_end(words, found.words(names[1]))
    raise refuse("require", repr(kind), f"one of {', '.join(CONDITIONS)}")


def _shortens_end(short: str, full: str) -> bool:
    """Whether the acronym is that of the last words alone: "northern rifle men (RMs)"."""
    letters = "".join(filter(str.isupper, short)).casefold()
    initials = "".join(word[0] for word in re.findall(r"\w+", full)).casefold()
    return len(letters) < len(initials) and initials.endswith(letters)


@lru_cache(maxsize=8)
def _tells_of_false(text: str) -> bool:
    """Whether a sentence has words for a false report at all: asked for each of its claims."""
    return FALSE.search(text) is not None


def called_false(found: Found) -> bool:
    """Whether the words stand in what the sentence calls a false report: "a false report that these units were unreliable"."""
    text, position = found.shadow.text, found.match.start()
    if not _tells_of_false(text):
        return False
    reports = FALSE.finditer(text, max(0, position - REACH), position)
    return any(not re.search(r"[,;:.]", text[m.end() : position]) for m in reports)
