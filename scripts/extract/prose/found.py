"""One match of a rule in a sentence: the slots and the words that its groups hold, as raw positions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from extract.context import Context
from extract.model import Span
from extract.prose.coreference import Discourse
from extract.prose.slots import INDEX_BASE, Shadow, Slot

#: what a quote or a capture does not begin or end with
EDGE = " \t\n\u00a0,;:"
#: a conjunction with which no value ends ("mortars and")
LOOSE_END = re.compile(r",?\s(?:and|or|but)\Z")
QUOTES = '"“”„'


@dataclass(frozen=True)
class Found:
    """A match over a sentence's shadow, and what is known where it stands.

    A name is a group of the rule's pattern; "#x" one slot of a list, "!id|group" a further entity of a plural pronoun, "@…" what
    the discourse knows, "=code" a code of the vocabulary (patterns.py lists them).
    """

    context: Context
    match: re.Match[str]
    shadow: Shadow
    discourse: Discourse

    @cached_property
    def groups(self) -> dict[str, str | None]:
        """What each of the pattern's named groups holds: looked up some dozen times for each claim."""
        return self.match.groupdict()

    def has(self, name: str) -> bool:
        """Whether the group is one of the pattern's and matched."""
        return self.groups.get(name) is not None

    def optional(self, name: str) -> bool:
        """Whether the group is one of the pattern's and did not match: the rule does without it."""
        return name in self.groups and self.groups[name] is None

    def chosen(self, name: str) -> str:
        """ "a|b" → the first of the groups that matched, else the first."""
        if "|" not in name or name.startswith("!"):
            return name
        names = name.split("|")
        return next((n for n in names if self.match[n] is not None), names[0])

    def slot(self, name: str) -> Slot | None:
        """The slot of a group that is one; None for a group of words and one that did not match."""
        held = self.groups.get(name)
        if held is not None:
            return self.shadow.slot(held) if _is_slot(held) else None
        if name.startswith("!"):
            return self.slot(name.partition("|")[2])
        return self.shadow.slot(name[1]) if name.startswith("#") else None

    def begin(self, name: str) -> int:
        """Where a group begins in the shadow; a slot's group holds its second character only."""
        return self.match.start(name) - _is_slot(self.match[name])

    def entity(self, name: str) -> str | None:
        """The entity of a slot; "@article" is what the article is about, "@about" what the summary is about, "@before" the one
        group of the sentence before ("There were cases of …"), "@cited" what the mutinies are told of behind which this reference's mark stands,
        "@units" the force whose units are told of there."""
        if name in self.groups:  # as most names are
            slot = self.slot(name)
            return slot.entity_id if slot else None
        if name.startswith("!"):
            return name[1:].partition("|")[0]
        if name == "@article":  # the summary of another article speaks of that one
            return None if self.discourse.about else self.context.subject_id
        if name == "@before":
            groups = {s.entity_id for s in self.discourse.before or self.discourse.tail if s.type == "group"}
            return groups.pop() if len(groups) == 1 else None
        if name == "@cited":
            told_of = self.context.subjects_cited(self.discourse.marker, "mutinied")
            return told_of.pop() if len(told_of) == 1 else None
        if name == "@units":
            units = self.context.units_cited(self.discourse.marker)
            return units.entity_id if units else None
        if name == "@about":
            return self.discourse.about
        slot = self.slot(name)
        return slot.entity_id if slot else None

    def named_before(self, name: str) -> tuple[int, int] | None:
        """Where the text names, before the match, the entity that the discourse knows ("@…"): what mutinied or whose units they are
        next to the mark of this reference, else first in this sentence, else last before it."""
        entity = self.entity(name) if name.startswith("@") else None
        if entity is None:
            return None
        if name == "@cited":
            return self.context.subject_words_cited(self.discourse.marker, "mutinied")
        if name == "@units":
            units = self.context.units_cited(self.discourse.marker)
            return (units.start, units.end) if units else None
        first = self.shadow.raw_start(self.match.start())
        here = [s for s in self.shadow.slots if s.entity_id == entity and s.end <= first and not s.resolved]
        return (here[0].start, here[0].end) if here else self.discourse.named.get(entity)

    def capture(self, name: str, role: str) -> Span:
        """The words of a group without spaces and stops at their edges; a value in quotation marks without these."""
        text = self.context.text
        start, end = self.shadow.raw_start(self.match.start(name)), self.shadow.raw_end(self.match.end(name))
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if role == "value":
            loose = LOOSE_END.search(text, start, end)
            end = loose.start() if loose and loose.end() == end else end
        if role == "value" and end - start > 2 and text[start] in QUOTES and text[end - 1] in QUOTES:
            inner = text[start + 1 : end - 1]
            if not any(q in inner for q in QUOTES):
                start, end = start + 1, end - 1
                while end > start and text[end - 1] in EDGE + ".":
                    end -= 1
        return Span(role, start, end)

    def words(self, name: str, role: str = "value") -> str:
        return self.capture(name, role).text(self.context.text)


def _is_slot(held: str) -> bool:
    return len(held) == 1 and ord(held) >= INDEX_BASE
