"""Which claim a cause, a purpose or a condition explains, and the time that it takes over from that claim.

A rule names an earlier claim of its own by position (`about = "0"`), or the claim of any rule that ends directly before its
match ("@before": "… was sent south | to guard the bridge") or begins directly behind it ("@after": "Due to the rain, | …").
"""

from __future__ import annotations

import re

from extract.model import ClaimDraft, Span
from extract.prose.found import Found

BEFORE, AFTER = "@before", "@after"
#: the subject of that claim; of a claim that explains none, of the one that ends directly before the match
EXPLAINED = "@explained"
#: letters within which the explained claim ends or begins
REACH = 48
EXPLAINING = ("cause", "purpose", "condition")
#: what may stand between a claim and the words that explain it: marks, stops, and behind a reason an article or "it was"
BETWEEN = re.compile(r"[\s,]*(?:\[[^\]]{0,40}\][\s,]*)*")
OPENING = re.compile(r"[\s,]*(?:\[[^\]]{0,40}\][\s,]*)*(?:(?:the|an?|it\s+was|there\s+were)\s+)?", re.IGNORECASE)


def explained(about: str, found: Found, stated: dict[int, int], to_explain: bool = True) -> int | None:
    """The position of the claim that is explained; None where there is none. A claim that explains another is not explained
    in its turn, but what follows it may go on with its subject (`to_explain` false): "… to gain time, hoping for rain"."""
    if about not in (BEFORE, AFTER):
        return stated.get(int(about))
    first, last = found.shadow.raw_start(found.match.start()), found.shadow.raw_end(found.match.end())
    claims, text = found.context.claims, found.context.text
    for gap in range(REACH):
        if about == BEFORE:
            near = [p for p in found.context.ending_at(first - gap) if claims[p].start >= found.shadow.start]
            between = BETWEEN.fullmatch(text, first - gap, first)
        else:
            near = [p for p in found.context.beginning_at(last + gap) if claims[p].end <= found.shadow.end]
            between = OPENING.fullmatch(text, last, last + gap)
        near = [p for p in near if claims[p].predicate not in EXPLAINING or not to_explain]
        if near and between:
            return max(near, key=lambda p: (claims[p].end - claims[p].start, -p))
    return None


def time_of(claim: ClaimDraft) -> tuple[dict[str, object], tuple[Span, ...]] | None:
    """What explains a dated claim holds at the same time: its date and role, inherited, with the words that give the date."""
    if claim.date is None or not (claim.date.earliest or claim.date.latest):
        return None
    words = tuple(Span("date_context", s.start, s.end) for s in claim.spans if s.role in ("date", "date_context"))
    if not words:
        return None
    return {"date": claim.date, "date_role": claim.date_role, "date_basis": "inherited"}, words


def subject_of(claim: ClaimDraft) -> tuple[dict[str, object], tuple[Span, ...]]:
    """The words for the part of the subject that the explained claim is about, with their place."""
    cells: dict[str, object] = {"subject_text": claim.subject_text} if claim.subject_text else {}
    return cells, tuple(s for s in claim.spans if s.role == "subject")
