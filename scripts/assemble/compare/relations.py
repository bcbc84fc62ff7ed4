"""What two claims have in common (`same` of a rule) and in what they differ (`apart`): each relation by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assemble.compare.changed_words import one_word_replaced, spelled
from assemble.compare.facts import ONE_SIDED, Context, Fact, value_stems
from assemble.compare.findings import circumstance, how_many
from assemble.compare.words import content, loose, stems
from roa_dataset.reading.compared_words import words

Relation = Callable[[Fact, Fact, Context], bool]
#: from here on two values say the same in other words or in more of them
LIKE = 0.6
#: roles of dates of what went on for some time
LASTING = frozenset(["start", "within", "throughout"])
#: predicates for whom a formation obeyed
COMMAND = ("subordinate_to", "allegiance_to")
#: words for the killing of somebody by a court or by others
DEATH = re.compile(r"\b(?:death|execut\w+|hanged|hanging|shot|killed|beheaded)\b", re.IGNORECASE)


def _column(name: str) -> Relation:
    return lambda a, b, context: a.get(name) == b.get(name)


def _same_object(a: Fact, b: Fact, context: Context) -> bool:
    return bool(a.get("object_id")) and a.get("object_id") == b.get("object_id")


def _same_opponent(a: Fact, b: Fact, context: Context) -> bool:
    """The same object, or one of the two names none."""
    return not a.get("object_id") or not b.get("object_id") or a.get("object_id") == b.get("object_id")


def _same_aligned(a: Fact, b: Fact, context: Context) -> bool:
    return (a.passage_id, b.passage_id) in context.aligned or (b.passage_id, a.passage_id) in context.aligned


def _same_time(a: Fact, b: Fact, context: Context) -> bool:
    """Not at times that exclude each other; a claim without a date may belong to any time."""
    first, second = a.bounds(), b.bounds()
    return not first or not second or (first[0] <= second[1] and second[0] <= first[1])


def _same_own_and_summary(a: Fact, b: Fact, context: Context) -> bool:
    """One in the article itself, the other in a summary of another article."""
    return bool(a.about_title) != bool(b.about_title)


def _same_moment(a: Fact, b: Fact, context: Context) -> bool:
    """Both without a date, or at times that overlap: a number of another day is no other number of this day."""
    first, second = a.bounds(), b.bounds()
    return (first is None and second is None) or (
        first is not None and second is not None and _same_time(a, b, context)
    )


def _same_occasion(a: Fact, b: Fact, context: Context) -> bool:
    """Both dated, at times that overlap, or both at one place."""
    dated = a.bounds() is not None and b.bounds() is not None and _same_time(a, b, context)
    return dated or bool(a.get("place_id") and a.get("place_id") == b.get("place_id"))


def _same_count(a: Fact, b: Fact, context: Context) -> bool:
    """The same things counted, at the same place and on the same occasion: sums and parts, and other populations, are other
    counts."""
    occasions = {a.get("qualifier"), b.get("qualifier")} - {""}
    if len(occasions) > 1:
        return False
    left, right = _things(a.get("number_measure")), _things(b.get("number_measure"))
    like = (left <= right or right <= left) if left and right else left == right
    return like and a.get("place_id") == b.get("place_id") and a.get("value") == b.get("value")


def _things(measure: str) -> frozenset[str]:
    """What is counted: the words of the measure without numbers, a plural as its singular."""
    return frozenset(word.removesuffix("s") for word in content(words(measure)) if not word.isdigit())


def _same_theme(a: Fact, b: Fact, context: Context) -> bool:
    """Both name one more entity besides their subjects; a cause counts with what it explains."""
    return bool((_named(a, context) & _named(b, context)) - {a.subject, b.subject})


def _named(fact: Fact, context: Context) -> frozenset[str]:
    explained = context.claims.get(fact.get("about_claim_id"))
    return fact.entities | (explained.entities if explained else frozenset())


def _same_scene(a: Fact, b: Fact, context: Context) -> bool:
    """Both are about one place: the first names it, and so does the passage of the second."""
    return bool(shared_place(a, b, context))


def shared_place(a: Fact, b: Fact, context: Context) -> str:
    """The place that the first claim names and the passage of the second too; "" without one."""
    shared = _named(a, context) & (b.scene | _named(b, context))
    return min((e for e in shared if context.types.get(e) == "place"), default="")


def _same_kin(a: Fact, b: Fact, context: Context) -> bool:
    """One subject, or one belongs to the other by what a text says."""
    return a.subject == b.subject or context.belongs(a.subject, b.subject) or context.belongs(b.subject, a.subject)


def concern_the_same(a: Fact, b: Fact, context: Context) -> bool:
    """Both name a unit or a group, of which one is or belongs to the other by what a text says."""
    left, right = (
        {e for e in {*_named(f, context), f.subject} if context.types.get(e) in ("unit", "group")} for f in (a, b)
    )
    return any(x == y or context.belongs(x, y) or context.belongs(y, x) for x in left for y in right)


def _same_joined(a: Fact, b: Fact, context: Context) -> bool:
    """What the first claim's subject joined is what the second one is about."""
    return a.get("object_id") == b.subject


def _same_whole(a: Fact, b: Fact, context: Context) -> bool:
    """The second claim's subject is the first one's, a part of it, or soldiers called by its name."""
    if a.subject == b.subject or context.belongs(b.subject, a.subject):
        return True
    words = f"{b.get('subject_text')} {b.get('subject_label')}"
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in context.names.get(a.subject, ()))


def _same_person(a: Fact, b: Fact, context: Context) -> bool:
    """A person who is the subject of the first claim is subject or object of the second."""
    return context.types.get(a.subject) == "person" and a.subject in (b.subject, b.get("object_id"))


def _same_handed_over(a: Fact, b: Fact, context: Context) -> bool:
    """Both about those of one formation who were handed over, by the words that the texts have for them."""
    return a.subject == b.subject and _handed_over(a, context) and _handed_over(b, context)


def _handed_over(fact: Fact, context: Context) -> bool:
    own = frozenset(fact.get("subject_text").split())
    return any(group <= own for group in context.handed_over.get((fact.document_id, fact.subject), ()))


def counterparts(subject: str, fact: Fact, context: Context) -> list[Fact]:
    """What the same text tells of another subject as the claim does of its own: that from the same day on it obeyed the same."""
    return [
        other
        for other in context.facts
        if other.subject == subject != fact.subject
        and other.predicate in COMMAND
        and (other.document_id, other.about_title) == (fact.document_id, fact.about_title)
        and _same_object(other, fact, context)
        and other.bounds() is not None
        and other.bounds() == fact.bounds()
    ]


def _same_counterpart(a: Fact, b: Fact, context: Context) -> bool:
    """One subject, or the text tells the same of the first claim's subject as the second claim does of its own."""
    return a.subject == b.subject or bool(counterparts(a.subject, b, context))


def _same_lasting(a: Fact, b: Fact, context: Context) -> bool:
    """Both are told of a stretch of time, so that neither simply follows the other."""
    return all(fact.get("date_role") in LASTING for fact in (a, b))


def _same_agent(a: Fact, b: Fact, context: Context) -> bool:
    """What the second claim explains was done by the subject of the first, in the words of its qualifier."""
    explained = context.claims.get(b.get("about_claim_id"))
    doer = explained.get("qualifier") if explained else ""
    names = {*context.names.get(a.subject, ()), context.labels.get(a.subject, "")} - {""}
    return any(doer.casefold().removeprefix("the ") == name.casefold() for name in names)


def _apart_subject(a: Fact, b: Fact, context: Context) -> bool:
    judged = context.judgements.get((a.subject, b.subject)) or context.judgements.get((b.subject, a.subject))
    return a.subject != b.subject and not (judged and judged[0] == "same")


def _same_elsewhere(a: Fact, b: Fact, context: Context) -> bool:
    """Not in one passage, where several claims are parts of one statement or of one list."""
    return a.passage_id != b.passage_id


def _apart_value(a: Fact, b: Fact, context: Context) -> bool:
    left, right = a.get("value") or a.get("quote"), b.get("value") or b.get("quote")
    return loose(left, right) < LIKE and not value_stems(a) >= value_stems(b) and not value_stems(b) >= value_stems(a)


def _apart_denied(a: Fact, b: Fact, context: Context) -> bool:
    """Only one of the two passages calls something false."""
    return (a.passage_id in context.denied) != (b.passage_id in context.denied)


def _apart_death(a: Fact, b: Fact, context: Context) -> bool:
    """Only one of the two passages names deaths among what was done."""
    return bool(DEATH.search(a.passage_text)) != bool(DEATH.search(b.passage_text))


def _apart_object(a: Fact, b: Fact, context: Context) -> bool:
    left, right = a.get("object_id"), b.get("object_id")
    inside = context.belongs(left, right) or context.belongs(right, left)
    return bool(left and right and left != right and not inside)


def _apart_side(a: Fact, b: Fact, context: Context) -> bool:
    """Both have objects, which share no word of their names, and neither is part of the other by what a text says."""
    left, right = (
        {stem for name in (*context.names.get(f.get("object_id"), ()), f.get("object_label")) for stem in stems(name)}
        for f in (a, b)
    )
    return _apart_object(a, b, context) and not left & right


def _apart_surroundings(a: Fact, b: Fact, context: Context) -> bool:
    """The passages of both name places or events, and none in common."""
    left, right = (frozenset(e for e in f.scene if context.types.get(e) in ("place", "event")) for f in (a, b))
    return bool(left and right and not left & right) and circumstance(a) != circumstance(b)


def _apart_number(a: Fact, b: Fact, context: Context) -> bool:
    first, second = a.number(), b.number()
    return bool(first and second and (first[0] > second[1] or second[0] > first[1]))


def _apart_quantity(a: Fact, b: Fact, context: Context) -> bool:
    """Both tell how many, not alike."""
    left, right = how_many(a), how_many(b)
    return bool(left and right) and words(left) != words(right)


def _apart_spelling(a: Fact, b: Fact, context: Context) -> bool:
    """Values that differ in letters only; in letter case alone is no other spelling."""
    left, right = a.get("value"), b.get("value")
    return bool(left and right) and left.casefold() != right.casefold() and spelled(left, right)


def _apart_given_up(a: Fact, b: Fact, context: Context) -> bool:
    """The later text has the earlier one's value nowhere: else it uses both, and nothing was changed."""
    return not context.says(b.document_id, a.get("value"))


def _apart_designation(a: Fact, b: Fact, context: Context) -> bool:
    """Designations with one number, of which one has another word in the place of a word of the other."""
    left, right = (f.get("value" if f.predicate == "same_as" else "quote") for f in (a, b))
    return one_word_replaced(left, right)


def _apart_date(a: Fact, b: Fact, context: Context) -> bool:
    """Both dated, at times that exclude each other."""
    return a.bounds() is not None and b.bounds() is not None and not _same_time(a, b, context)


def _apart_day(a: Fact, b: Fact, context: Context) -> bool:
    """Dates of one role that exclude each other: a beginning is not compared with an end."""
    return _apart_date(a, b, context) and _one_role(a, b)


def _apart_precision(a: Fact, b: Fact, context: Context) -> bool:
    """Dates of which one lies inside the other; not of what lasts, where other ends are another time."""
    first, second = a.bounds(), b.bounds()
    lasting = {a.get("date_role"), b.get("date_role")} & (ONE_SIDED | {"throughout"})
    if not first or not second or first == second or lasting:
        return False
    inside = first[0] >= second[0] and first[1] <= second[1]
    return inside or (second[0] >= first[0] and second[1] <= first[1])


def _one_role(a: Fact, b: Fact) -> bool:
    left, right = a.get("date_role"), b.get("date_role")
    return left == right or not {left, right} & ONE_SIDED


def _apart_place(a: Fact, b: Fact, context: Context) -> bool:
    left, right = a.get("place_id"), b.get("place_id")
    inside = context.belongs(left, right) or context.belongs(right, left)
    return bool(left and right and left != right and not inside)


def _apart_named(a: Fact, b: Fact, context: Context) -> bool:
    """Only one of the two names who or whom."""
    return bool(a.get("object_id")) != bool(b.get("object_id"))


def _apart_places_named(a: Fact, b: Fact, context: Context) -> bool:
    """Both name places, and not the same ones."""
    left, right = (frozenset(e for e in f.entities if context.types.get(e) in ("place", "polity")) for f in (a, b))
    return bool(left and right and left != right)


SAME: Mapping[str, Relation] = {
    "subject": _column("subject_id"),
    "predicate": _column("predicate"),
    "qualifier": _column("qualifier"),
    "object": _same_object,
    "opponent": _same_opponent,
    "aligned": _same_aligned,
    "elsewhere": _same_elsewhere,
    "agent": _same_agent,
    "counterpart": _same_counterpart,
    "lasting": _same_lasting,
    "time": _same_time,
    "own_and_summary": _same_own_and_summary,
    "moment": _same_moment,
    "occasion": _same_occasion,
    "count": _same_count,
    "theme": _same_theme,
    "scene": _same_scene,
    "kin": _same_kin,
    "whole": _same_whole,
    "joined": _same_joined,
    "person": _same_person,
    "handed_over": _same_handed_over,
}
APART: Mapping[str, Relation] = {
    "subject": _apart_subject,
    "value": _apart_value,
    "denied": _apart_denied,
    "death": _apart_death,
    "object": _apart_object,
    "side": _apart_side,
    "surroundings": _apart_surroundings,
    "number": _apart_number,
    "quantity": _apart_quantity,
    "spelling": _apart_spelling,
    "given_up": _apart_given_up,
    "designation": _apart_designation,
    "date": _apart_date,
    "day": _apart_day,
    "precision": _apart_precision,
    "place": _apart_place,
    "named": _apart_named,
    "places_named": _apart_places_named,
}
