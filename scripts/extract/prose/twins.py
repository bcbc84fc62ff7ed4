"""Two rules that read the same of the same words: one statement is one row."""

from __future__ import annotations

from extract.context import Context
from extract.model import ClaimDraft, Span

#: a unit stationed in a town served there: one statement
SAME_KIND = {"located_in": "served_in"}
#: what one verb can be read as
ACTS = frozenset(
    "promised sought said decided held_opinion ordered permitted refused persuaded surrendered_to changed_sides allegiance_to sided_with".split()
)
#: no sentence is longer: claims further back are of another
SENTENCE = 4000
Spans = set[tuple[int, int]]


def twin_of(context: Context, draft: ClaimDraft) -> int | None:
    """The position of the claim that says the same of the same words, where another rule has made one."""
    value = _told(draft.spans)
    for position in context.beside(draft):
        if position >= len(context.claims):
            continue
        other = context.claims[position]
        if (other.subject_id, other.object_id) != (draft.subject_id, draft.object_id):
            continue  # a claim that gave way to a fuller one
        if _kind(other) != _kind(draft) or other.end <= draft.start or draft.end <= other.start:
            continue
        if (
            draft.date
            and other.date
            and ("relative" in (draft.date_basis, other.date_basis))
            and draft.date != other.date
        ):
            continue  # "in March 1921, a month before the war": two times of one event
        theirs = _told(other.spans)
        if (
            theirs == value
            or _inside(value, theirs)
            or _inside(theirs, value)
            or (not (value and theirs) and draft.object_id)
        ):
            return position
    return None


def said_before(context: Context, draft: ClaimDraft) -> bool:
    """Whether another rule has read these words for the same subject already: with the same predicate, or as another act of speech."""
    for other in reversed(context.claims):
        if other.end <= draft.start - SENTENCE:
            return False
        if other.subject_id != draft.subject_id or other.rule_id == draft.rule_id:
            continue
        if other.end <= draft.start or draft.end <= other.start:
            continue
        if _kind(other) == _kind(draft) or (draft.predicate in ACTS and other.predicate in ACTS):
            return True
    return False


def is_rank(context: Context, draft: ClaimDraft) -> bool:
    """Whether a class is no more than the rank, with its country, that a claim has read from these words already: "a Northern
    major general"."""
    if draft.predicate != "is_a" or draft.qualifier != "class":
        return False
    words = next((s for s in draft.spans if s.role == "value"), None)
    for other in reversed(context.claims):
        if words is None or other.end <= draft.start - SENTENCE:
            return False
        rank = next((s for s in other.spans if s.role == "value"), None)
        if other.predicate != "holds_rank" or other.subject_id != draft.subject_id or rank is None:
            continue
        if rank.end != words.end or not words.start <= rank.start:
            continue
        told = [context.words(s.start, s.end) for s in other.spans if s.role == "qualifier"]
        return context.words(words.start, rank.start).strip() in ("", *told)
    return False


def _kind(claim: ClaimDraft) -> str:
    return SAME_KIND.get(claim.predicate, claim.predicate)


def _told(spans: tuple[Span, ...]) -> Spans:
    return {(s.start, s.end) for s in spans if s.role in ("value", "number")}


def _inside(value: Spans, theirs: Spans) -> bool:
    """Whether every value of a claim is a part of its twin's one value ("Panther" of "Panzer IV and Panther tanks")."""
    return bool(value) and len(theirs) == 1 and all(a <= start and end <= b for start, end in value for a, b in theirs)


def says_more(draft: ClaimDraft, twin: ClaimDraft) -> bool:
    """Whether a claim has the date or the place that its twin lacks, and lacks none that the twin has."""
    mine, theirs = _when_and_where(draft), _when_and_where(twin)
    fuller = mine != theirs and all(a or not b for a, b in zip(mine, theirs, strict=True))
    return fuller and draft.modality == twin.modality


def _when_and_where(claim: ClaimDraft) -> tuple[bool, bool]:
    return claim.date is not None, claim.place_id is not None
