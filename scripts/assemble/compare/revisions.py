"""Claims of passages that correspond in two versions: what was told more or less exactly, and what was only said in other words.

Only what both versions say is compared. That a version leaves something out is no conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assemble.compare.changed_words import (
    PRONOUNS,
    another_name,
    characterised,
    limit_dropped,
    names_more,
    only_a_pronoun,
    same_change,
    same_ordinal,
    share_of_one,
    spelled,
    stance_changed,
    surplus,
    told_elsewhere,
)
from assemble.compare.facts import Context, Fact
from assemble.compare.findings import Finding, in_passage, limited, number_words
from assemble.compare.relations import APART
from assemble.compare.rule_file import BETWEEN, RuleFile
from assemble.compare.whole import clean, of_whom
from assemble.compare.words import GRAMMAR, content, loose, similarity
from extract.model import Row
from roa_dataset.reading.compared_words import plain, words

CONTRADICTION, DETAIL, REVISION = "contradiction", "differing_detail", "revision"
#: from here on two values of one predicate in corresponding passages are about the same thing
SAME_THING = 0.4
#: from here on two values are so alike that a limiting word before them limits the same thing
SAME_LIMITED = 0.6
#: how something was done, in the words of a qualifier
MANNER = re.compile(r"^(?:with (?:\w+ )?\w+)$", re.IGNORECASE)
#: a past form
VERB = re.compile(r"ed$")
#: what belongs to the verb that follows
AUXILIARY = re.compile(r"\b(?:had|did not) $")
#: what of a claim is compared by itself
SHOWN = ("value", "qualifier", "date_text", "subject_text", "hedge")
#: bases of a date whose words stand beside the claim
OWN_DATE = {"stated", "context", "convention"}
#: predicates of which the qualifier is a code, so that two qualifiers are two things
CODED = frozenset(["is_a", "has_name", "infobox_value", "same_as", "has_emblem"])


@dataclass(frozen=True)
class _Texts:
    """The words of both sides of a group of corresponding passages."""

    left: str
    right: str


def revisions(context: Context, tables: Mapping[str, Sequence[Row]], rules: RuleFile) -> list[Finding]:
    """The conflicts between claims of corresponding passages."""
    texts = {str(p["passage_id"]): str(p["text"]) for p in tables["passages"]}
    by_passage: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(context.facts, key=lambda f: (f.start, f.claim_id)):
        by_passage[fact.passage_id].append(fact)
    found: list[Finding] = []
    for left, right in _groups(context.aligned):
        sides = _Texts(plain(" ".join(texts[p] for p in left)), plain(" ".join(texts[p] for p in right)))
        older = [f for p in left for f in by_passage[p]]
        newer = [f for p in right for f in by_passage[p]]
        for a, b in _matched(older, newer, context, rules):
            found += _differences(a, b, sides, context, rules)
        found += _manners(older, newer, sides)
    exact = {f.shown for f in found if f.conflict_type in ("number", "number_exactness")}
    # of claims with the same words the one that counts comes first, else the first in the text
    found.sort(key=lambda f: (not f.readings[0][0].number(), f.readings[0][0].position))
    # "some" and "hundreds of" men need not be told again as reworded
    return _told_once([f for f in found if f.conflict_type != "wording" or f.shown not in exact])


def _told_once(found: Sequence[Finding]) -> list[Finding]:
    """Without the findings that show a change of another finding in the same passages again, with more words around it."""
    changes = [(f, _passages(f), f.readings[0][1], f.readings[1][1]) for f in found]
    return [
        finding
        for finding, where, left, right in changes
        if not any(where == there and same_change(one, other, left, right) for _, there, one, other in changes)
    ]


def _passages(finding: Finding) -> frozenset[str]:
    return frozenset(fact.passage_id for fact, _ in finding.readings)


def _manners(older: Sequence[Fact], newer: Sequence[Fact], sides: _Texts) -> Iterator[Finding]:
    """How something was done ("with delight"), where the other version tells the same deed and drops that."""
    for own, others, other_text, turned in ((older, newer, sides.right, False), (newer, older, sides.left, True)):
        for fact in own:
            manners = [m for part in fact.get("qualifier").split("…") if MANNER.match(m := part.strip())]
            beside = [o for o in others if _kind(o) == _kind(fact) and o.get("polarity") == fact.get("polarity")]
            if beside and any(not _stands(manner, other_text) for manner in manners):
                told = (
                    (_deed(beside[0], others), _deed(fact, own))
                    if turned
                    else (_deed(fact, own), _deed(beside[0], others))
                )
                readings = tuple((each, shown) for facts, shown in told for each in facts)
                yield Finding(REVISION, "framing", BETWEEN, fact.subject, fact.predicate, readings)


def _deed(fact: Fact, side: Sequence[Fact]) -> tuple[Sequence[Fact], str]:
    """What the passage of a claim tells of the same subject and deed, with the words from the first to the last claim."""
    same = [f for f in side if f.passage_id == fact.passage_id and _kind(f) == _kind(fact)]
    same = [f for f in same if f.get("polarity") == fact.get("polarity")]
    return same, in_passage(same, ("span",), opening=0)


def _groups(aligned: frozenset[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
    """Corresponding passages: the older and the newer ones of a pair, of a split or of a merger."""
    groups: list[tuple[set[str], set[str]]] = []
    for left, right in sorted(aligned):
        joined: tuple[set[str], set[str]] = ({left}, {right})
        rest = []
        for group in groups:
            if left in group[0] or right in group[1]:
                joined = (joined[0] | group[0], joined[1] | group[1])
            else:
                rest.append(group)
        groups = [*rest, joined]
    return [(sorted(left), sorted(right)) for left, right in groups]


def _matched(
    older: Sequence[Fact], newer: Sequence[Fact], context: Context, rules: RuleFile
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of claims about the same thing, the most alike first, each claim once."""
    scored = []
    for i, a in enumerate(older):
        for j, b in enumerate(newer):
            loosely = a.predicate in rules.not_reworded
            if loosely and not another_name(a.get("value"), b.get("value"), context.names):
                continue
            if score := _likeness(a, b, older, newer):
                scored.append((-score, i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield older[i], newer[j]


def _likeness(a: Fact, b: Fact, older: Sequence[Fact], newer: Sequence[Fact]) -> float:
    """0 when the two are not about the same thing, else how alike they are."""
    if a.get("polarity") != b.get("polarity"):
        return 0.0
    if a.get("object_id") and b.get("object_id") and a.get("object_id") != b.get("object_id"):
        return 0.0
    if _kind(a) != _kind(b):
        return 0.0
    if a.get("value") and b.get("value"):
        alike = loose(a.get("value"), b.get("value"))
    else:
        alike = similarity(words(a.get("quote")), words(b.get("quote")))
    if a.get("object_id") and a.get("object_id") == b.get("object_id"):
        return 1 + alike
    alone = all(sum(_kind(f) == _kind(a) for f in side) == 1 for side in (older, newer))
    return max(alike, SAME_THING) if alone or alike >= SAME_THING else 0.0


def _kind(fact: Fact) -> tuple[str, str, str]:
    """Subject and predicate, and the qualifier where it is a code that narrows the predicate."""
    return fact.subject, fact.predicate, fact.get("qualifier") if fact.predicate in CODED else ""


def _differences(a: Fact, b: Fact, sides: _Texts, context: Context, rules: RuleFile) -> Iterator[Finding]:
    yield from _numbers(a, b, sides, context, rules)
    yield from _dates_and_places(a, b, context)
    if a.get("modality") != b.get("modality"):
        yield _finding(
            REVISION, "certainty", a, b, *(f"{f.get('modality')}: “{clean(f.get('quote'))}”" for f in (a, b))
        )
    hedges = list(_hedges(a, b, sides))
    yield from hedges
    if not (_counted(a) and _counted(b)):
        for finding in _words(a, b, _with_auxiliary(a), _with_auxiliary(b), sides, rules):
            yield finding if hedges else _with_limits(finding, sides)
    if a.bounds() == b.bounds() and {a.get("date_basis"), b.get("date_basis")} <= OWN_DATE:
        yield from _words(a, b, clean(a.get("date_text")), clean(b.get("date_text")), sides, rules)
    if a.predicate not in CODED:
        yield from _words(a, b, clean(a.get("qualifier")), clean(b.get("qualifier")), sides, rules)
        yield from _deeds(a, b)
        who = a.get("subject_text"), b.get("subject_text")
        if a.number() == b.number() and _counted(a) == _counted(b) and _figures(who[0]) == _figures(who[1]):
            people = clean(a.get("subject_text")), clean(b.get("subject_text"))
            yield from _words(a, b, *people, sides, rules, stance=stance_changed(*people))


def _numbers(a: Fact, b: Fact, sides: _Texts, context: Context, rules: RuleFile) -> Iterator[Finding]:
    left, right = a.number(), b.number()
    shown = number_words(a), number_words(b)
    if left and right and APART["number"](a, b, context):
        yield _finding(CONTRADICTION, "number", a, b, *shown)
    elif left and right and not (_holds(left, right) or _holds(right, left)):
        yield _finding(DETAIL, "number", a, b, *shown)
    elif _counted(a) and _counted(b) and (left != right or a.get("number_exactness") != b.get("number_exactness")):
        yield _finding(DETAIL, "number_exactness", a, b, *shown)
    elif _counted(a) and _counted(b):
        yield from _words(a, b, *shown, sides, rules)
    elif _counted(a) != _counted(b) and a.get("subject_text") != b.get("subject_text"):
        yield _finding(DETAIL, "number_exactness", a, b, _who(a), _who(b))


def _figures(text: str) -> list[str]:
    """The figures among the words: other figures are another number, which the claim that counts tells."""
    return [word for word in words(text) if word.isdigit()]


def _holds(outer: tuple[float, float], inner: tuple[float, float]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _dates_and_places(a: Fact, b: Fact, context: Context) -> Iterator[Finding]:
    dates = [clean(f.get("date_text")) for f in (a, b)]
    if not {a.get("date_basis"), b.get("date_basis")} <= OWN_DATE:
        pass  # taken over from another sentence, where it is compared
    elif APART["day"](a, b, context):
        yield _finding(CONTRADICTION, "date", a, b, *dates)
    elif APART["precision"](a, b, context):
        yield _finding(DETAIL, "date_precision", a, b, *dates)
    elif a.bounds() and b.bounds() and a.bounds() != b.bounds() and a.get("date_role") == b.get("date_role"):
        yield _finding(DETAIL, "date", a, b, *dates)
    if APART["place"](a, b, context):
        yield _finding(CONTRADICTION, "place", a, b, a.get("place_label"), b.get("place_label"))


def _hedges(a: Fact, b: Fact, sides: _Texts) -> Iterator[Finding]:
    """A limiting word that one version has and the other lacks in the whole passage."""
    left, right = a.get("hedge"), b.get("hedge")
    if left.casefold() == right.casefold():
        return
    if (not left or _stands(left, sides.right)) and (not right or _stands(right, sides.left)):
        return
    values = clean(a.get("value")), clean(b.get("value"))
    if all(values) and loose(*values) < SAME_LIMITED:
        return  # two limiting words for two things
    shown = [_limited(clean(hedge), value) for hedge, value in zip((left, right), values, strict=True)]
    if share_of_one(left, right):
        yield _finding(DETAIL, "share", a, b, *shown)
    else:
        yield _finding(REVISION, "hedge", a, b, *shown)


def _with_limits(finding: Finding, sides: _Texts) -> Finding:
    """The readings each with the limiting word that only its own passage has."""
    others = (sides.right, sides.left)
    readings = tuple(
        (fact, limited(clean(hedge), shown) if (hedge := fact.get("hedge")) and not _stands(hedge, other) else shown)
        for (fact, shown), other in zip(finding.readings, others, strict=True)
    )
    return replace(finding, readings=readings)


def _with_auxiliary(fact: Fact) -> str:
    """The value, after the "had" of its participle or the denial of its verb that the sentence has right before it."""
    value, quote = clean(fact.get("value")), clean(fact.get("quote"))
    own = value and value in quote and not value.startswith("to ")
    before = AUXILIARY.search(quote[: quote.find(value)]) if own else None
    return f"{before[0]}{value}" if before else value


def _limited(hedge: str, value: str) -> str:
    """A limiting word with what it limits, or that there is none."""
    if hedge:
        return limited(hedge, value)
    return f"{value} (without a limiting word)" if value else "without a limiting word"


def _deeds(a: Fact, b: Fact) -> Iterator[Finding]:
    """One word for what was done in the place of another ("permitted", "allowed"), where all else is told alike."""
    left, right = clean(a.get("quote")), clean(b.get("quote"))
    ours, theirs = surplus(left, right)
    if not (len(ours) == len(theirs) == 1 and len(ours[0]) == len(theirs[0]) == 1):
        return
    (one,), (other,) = ours[0], theirs[0]
    told = {*words(" ".join(a.get(c) for c in SHOWN)), *words(" ".join(b.get(c) for c in SHOWN))}
    if {one, other} & (GRAMMAR | PRONOUNS | told):
        return
    if same_ordinal(one, other):  # "2d", "2nd"
        yield _finding(REVISION, "spelling", a, b, f"“{left}”", f"“{right}”")
    if not (VERB.search(one) and VERB.search(other)):
        return
    yield _finding(REVISION, "spelling" if spelled(one, other) else "wording", a, b, f"“{left}”", f"“{right}”")


def _words(
    a: Fact, b: Fact, left: str, right: str, sides: _Texts, rules: RuleFile, *, stance: bool = False
) -> Iterator[Finding]:
    if not left or not right or left.casefold() == right.casefold():
        return  # letter case alone changes nothing, as in alignments
    if sorted(words(left)) == sorted(words(right)) and any(c.isdigit() for c in left):
        return  # "May 5" and "5 May"
    if _cut_elsewhere(left, right, sides) or only_a_pronoun(left, right):
        return
    if names_more(left, right):
        yield _finding(DETAIL, "more_named", a, b, left, right)
        return
    if share_of_one(left, right) and share_of_one(sides.left, sides.right):
        yield _finding(DETAIL, "share", a, b, left, right)
        return
    kind = "wording"
    if spelled(left, right):
        kind = "spelling"
    elif limit_dropped(left, right):
        kind = "hedge"
    elif (
        stance
        or characterised(left, right)
        or (a.predicate in rules.framing and set(content(words(left))) != set(content(words(right))))
    ):
        kind = "framing"
    yield _finding(REVISION, kind, a, b, left, right)


def _cut_elsewhere(left: str, right: str, sides: _Texts) -> bool:
    """Whether both versions have the words of both, and only the claims cut them at other places."""
    if _stands(left, sides.right) and _stands(right, sides.left):
        return True
    if told_elsewhere(left, right, sides.left, sides.right):
        return True
    rest_left, rest_right = left.replace(right, "").strip(), right.replace(left, "").strip()
    return (right in left and _stands(rest_left, sides.right)) or (left in right and _stands(rest_right, sides.left))


def _stands(text: str, passage: str) -> bool:
    return plain(text) in passage


def _counted(fact: Fact) -> bool:
    return bool(fact.get("number_exactness"))


def _who(fact: Fact) -> str:
    return clean(fact.get("subject_text") or fact.get("subject_label"))


def _finding(conflict_class: str, conflict_type: str, a: Fact, b: Fact, left: str, right: str) -> Finding:
    readings = ((a, of_whom(a, left)), (b, of_whom(b, right)))
    return Finding(conflict_class, conflict_type, BETWEEN, a.subject, a.predicate, readings)
