"""Runs the prose rules over every sentence of a document and states their claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extract.context import Context
from extract.model import Mention, Span
from extract.prose.annotate import annotate
from extract.prose.conditions import called_false, meets
from extract.prose.coreference import Discourse
from extract.prose.denials import taken_back
from extract.prose.discourses import discourses
from extract.prose.found import EDGE, Found
from extract.prose.patterns import CLASSES, ProseRule, Template, load
from extract.prose.prefilter import Prefilter
from extract.prose.reasons import BEFORE, EXPLAINED, EXPLAINING, explained, subject_of, time_of
from extract.prose.slots import TYPES, Shadow, Slot
from extract.prose.timing import timing
from extract.prose.twins import is_rank, said_before, says_more, twin_of
from roa_dataset.reading.marks import Mark

#: part of a template → column of the claim, role of the span
ENTITIES = {
    "object": ("object_id", "object"),
    "place": ("place_id", "place"),
    "attributed_to": ("attributed_to_id", "attribution"),
}
#: spans that may lie outside the quote
OUTSIDE = ("subject", "object", "date_context")
#: so many characters, with another mark among them, may lie between a date and its mark
CLOSE = 40
#: spans by which a claim tells something of its subject
TOLD = ("object", "value", "number", "place", "date")
#: where the quote of each name of a list ends: behind the name
TO_NAME = ("each", "name")
PLACE_SLOT = re.compile(f"[{TYPES['polity']}{TYPES['place']}]([\ue100-\uf8ff])")


@dataclass
class Filling:
    """The cells of a claim that is being made, and the words behind them."""

    cells: dict[str, object] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def has_span(self, role: str) -> bool:
        return any(s.role == role for s in self.spans)


@cache
def prefilter() -> Prefilter:
    """The rules, ready to be run over sentences; those that take the date of an event come after those from which it may be
    learnt, and last the wide ones, which add nothing to what another has read."""
    return Prefilter(tuple(sorted(load(), key=lambda rule: (rule.wide, rule.takes_event))))


def read_prose(context: Context) -> None:
    """All claims of all sentences: paragraphs, captions' sentences, prose notes and the prose of references."""
    rules = prefilter()
    for discourse, sentences in discourses(context):
        for start, end in sentences:
            shadow = annotate(context, start, end, discourse)
            _keep_mentions(context, shadow)
            _read_sentence(context, rules, shadow, discourse)
            discourse.follow(shadow)
            discourse.named |= _named(context, shadow)


def _read_sentence(context: Context, rules: Prefilter, shadow: Shadow, discourse: Discourse) -> None:
    marks = context.marks(shadow.start, shadow.end)
    stated, learnt = len(context.claims), False
    for rule, match in rules.matches(shadow.text):
        if rule.takes_event and not learnt:
            discourse.events.learn(context, context.claims[stated:])
            stated, learnt = len(context.claims), True
        _state(rule, Found(context, match, shadow, discourse), marks)
    discourse.events.learn(context, context.claims[stated:])


def _keep_mentions(context: Context, shadow: Shadow) -> None:
    language = str(context.document.row["language"])
    for slot in shadow.slots:
        if slot.resolved and slot.entity_id:
            context.names.noted.append(
                Mention(slot.start, slot.end, slot.entity_id, "description", "coreference", language)
            )


def _named(context: Context, shadow: Shadow) -> dict[str, tuple[int, int]]:
    """Where a sentence names each entity, by a name of it and not by what its people are called."""
    found: dict[str, tuple[int, int]] = {}
    for slot in shadow.slots:
        _, name = context.names.vocabulary.names().get(context.words(slot.start, slot.end), ("", None))
        if slot.entity_id and not slot.resolved and not (name and name.kind == "nickname"):
            found[slot.entity_id] = (slot.start, slot.end)
    return found


def _state(rule: ProseRule, found: Found, marks: list[Mark]) -> None:
    """The claims of one match; `about` of a later claim is the position of an earlier one of the same match."""
    stated: dict[int, int] = {}
    for number, template in enumerate(rule.claims):
        for one in _expanded(template, found):
            position = _claim(rule, one, found, marks, stated)
            if position is not None:
                stated.setdefault(number, position)


def _expanded(template: Template, found: Found) -> Iterator[Template]:
    """One template for each name inside a capture, where the rule says `each = "object=list"`; else the template itself, and
    one more for each further entity of a plural subject."""
    if "each" not in template.parts:
        yield template
        subject = template.parts["subject"]
        slot = found.slot(subject)
        for other in slot.also if slot else ():
            yield Template({**template.parts, "subject": f"!{other}|{subject}"})
        return
    part, _, listed = template.parts["each"].partition("=")
    group, _, kind = listed.partition(" ")
    types = "".join(TYPES[t] for t in CLASSES[kind or "any"])
    listed_slots = re.findall(f"[{types}]([\ue100-\uf8ff])", found.match[group] or "")
    for number, character in enumerate(listed_slots, 1):
        one = {**{k: v for k, v in template.parts.items() if k != "each"}, part: f"#{character}"}
        if one.get("to") in TO_NAME:
            last_of_all = one.pop("to") == "each" and number == len(listed_slots)  # this one has all that follows it
            one |= {} if last_of_all else {"to": f"#{character}"}
        yield Template(one)


def _claim(rule: ProseRule, template: Template, found: Found, marks: list[Mark], stated: dict[int, int]) -> int | None:
    """States the claim of one template; its position, or that of the claim that says the same; None where it may not be made."""
    parts = template.parts
    if template.chooses:
        parts = {part: found.chosen(name) for part, name in parts.items()}
    if "when" in parts and found.match[parts["when"]] is None:
        return None
    about = explained(parts["about"], found, stated) if "about" in parts else None
    if ("about" in parts and about is None) or ("require" in parts and not meets(parts["require"], found)):
        return None
    beside = about
    if about is None and parts["subject"] == EXPLAINED:
        beside = explained(BEFORE, found, stated, to_explain=False)
    if parts["subject"] == EXPLAINED:
        subject = found.context.claims[beside].subject_id if beside is not None else None
    else:
        subject = found.entity(parts["subject"])
    filling = _filled(parts, found, about, beside) if subject is not None else None
    if subject is None or filling is None:
        return None
    quote = _quote(parts, found, filling.spans)
    spans = [s for s in filling.spans if s.role in OUTSIDE or (quote[0] <= s.start and s.end <= quote[1])]
    if parts.get("polarity") != "negated" and taken_back(rule, found, quote, spans):
        return None
    context = found.context
    own = [m for m in _own_marks(marks, quote, found.shadow) if _follows(m, spans, quote[1])]
    draft = context.draft(
        rule.id, subject, parts["predicate"], quote, (*spans, *context.mark_spans(own)), **filling.cells
    )
    twin = twin_of(context, draft)
    if twin is not None and not says_more(draft, context.claims[twin]):
        return twin  # a later claim of this rule may explain it
    if (rule.wide and twin is None and said_before(context, draft)) or is_rank(context, draft):
        return None
    return context.keep(draft, twin)


def _follows(mark: Mark, spans: list[Span], end: int) -> bool:
    """Whether the mark follows something that the claim, whose quote ends at `end`, tells of its subject. Where the claim goes on
    behind the mark, a date before it counts only when it is close: "On 3 May it was renamed, [2] with a staff being formed"."""
    told = [s for s in spans if s.role in TOLD]
    if not told:
        return True
    goes_on = end > mark.end
    return any(s.start < mark.start and not (goes_on and s.role == "date" and mark.start - s.end > CLOSE) for s in told)


def _filled(parts: dict[str, str], found: Found, about: int | None, beside: int | None) -> Filling | None:
    """The cells that the parts of a template give; None where one that the claim needs is not in the text."""
    filling = Filling()
    subject = found.slot(parts["subject"])
    words = (subject.start, subject.end) if subject else found.named_before(parts["subject"])
    if words:
        filling.spans.append(Span("subject", *words))
    if not _fill_entities(parts, found, filling):
        return None
    _fill_words(parts, found, filling)
    _fill_number(parts, found, filling)
    allowed, time = timing(parts, found)
    if not allowed:
        return None
    if time:
        filling.cells |= {"date": time.date, "date_role": time.role, "date_basis": time.basis}
        filling.spans += time.spans
    elif "event" in parts:
        _date_by_event(parts, subject, found, filling)
    _fill_subject_text(parts, found, subject, filling)
    filling.cells |= {key: parts[key] for key in ("polarity", "modality") if key in parts}
    if "modality" not in parts and called_false(found):
        filling.cells["modality"] = "denied"
    if beside is not None and parts["subject"] == EXPLAINED:
        cells, spans = subject_of(found.context.claims[beside])
        filling.cells |= cells
        filling.spans += spans
    if about is not None:
        _explain(parts, found, about, filling)
    if parts["predicate"] == "holds_rank" and not filling.has_span("value"):
        return None
    return filling


def _explain(parts: dict[str, str], found: Found, about: int, filling: Filling) -> None:
    """What explains a claim holds at its time, where it has none of its own."""
    filling.cells["about"] = about
    someones = "object" in parts  # what somebody wished or did was before it, on a day that is not told
    time = time_of(found.context.claims[about]) if parts["predicate"] in EXPLAINING and not someones else None
    if time and "date" not in filling.cells:
        filling.cells |= time[0]
        filling.spans += time[1]


def _fill_entities(parts: dict[str, str], found: Found, filling: Filling) -> bool:
    """Object, place and attribution; False where one that the rule needs is not there."""
    for part, (column, role) in ENTITIES.items():
        if part not in parts:
            continue
        entity = found.entity(parts[part])
        if entity is None:
            if not found.optional(parts[part]):
                return False
            continue
        filling.cells[column] = entity
        slot = found.slot(parts[part])
        words = (slot.part or (slot.start, slot.end)) if slot else None
        if slot is None and role == "object":
            words = found.named_before(parts[part])
        if words:
            filling.spans.append(Span(role, *words))
    return True


def _date_by_event(parts: dict[str, str], subject: Slot | None, found: Found, filling: Filling) -> None:
    """The date of the event in which it happened, where the text has told when that was."""
    named = (subject.entity_id if subject else None, filling.cells.get("object_id"))
    dated = found.discourse.events.date_of(found.context, found.shadow, parts["event"], named)
    if dated:
        date, role, span = dated
        filling.cells |= {"date": date, "date_role": role, "date_basis": "inherited"}
        filling.spans.append(span)


def _fill_words(parts: dict[str, str], found: Found, filling: Filling) -> None:
    """Value, hedge and qualifier: words of the text, or a code of the vocabulary; and the names of a list of places."""
    for part in ("value", "hedge", "qualifier"):
        name = parts.get(part)
        if name is None:
            continue
        if name.startswith("="):
            filling.cells[part] = name[1:]
        else:
            filling.spans += [found.capture(n, part) for n in name.split("+") if found.match[n] is not None]
    if "places" in parts and found.match[parts["places"]]:
        for character in PLACE_SLOT.findall(found.match[parts["places"]]):
            slot = found.shadow.slot(character)
            filling.spans.append(Span("place", slot.start, slot.end))


def _fill_subject_text(parts: dict[str, str], found: Found, subject: Slot | None, filling: Filling) -> None:
    """The words for a part of the subject ("members of the ROA"), where the subject is not the whole."""
    spans: list[Span] = []
    if "subject_text" in parts:
        names = [name for name in parts["subject_text"].split("+") if found.match[name]]
        spans = [found.capture(name, "subject") for name in names]
        if subject and [(span.start, span.end) for span in spans] == [(subject.start, subject.end)]:
            spans = []
    if not spans and subject and subject.part:
        spans = [Span("subject", *subject.part)]
    if spans:
        filling.cells["subject_text"] = " … ".join(span.text(found.context.text) for span in spans)
        filling.spans += spans


def _fill_number(parts: dict[str, str], found: Found, filling: Filling) -> None:
    """The number with its hedge and its measure; vague words ("several hundred") are a value too, for they give no number."""
    slot = found.slot(parts["number"]) if "number" in parts else None
    if slot is None or slot.number is None:
        return
    filling.cells["number"] = slot.number
    filling.spans.append(Span("number", slot.start, slot.end))
    if slot.number.exactness == "vague" and "value" not in parts:
        filling.spans.append(Span("value", slot.start, slot.end))
    own = Span("hedge", slot.number.hedge_start, slot.number.hedge_end)
    others = [s for s in filling.spans if s.role == "hedge"]
    if (
        slot.number.hedge
        and "hedge" not in filling.cells
        and all(own.end <= h.start or h.end <= own.start for h in others)
    ):
        filling.spans.append(own)
    if "measure" in parts and found.match[parts["measure"]] is not None:
        span = found.capture(parts["measure"], "measure")
        filling.cells["number_measure"] = span.text(found.context.text)
        filling.spans.append(span)


def _quote(parts: dict[str, str], found: Found, spans: list[Span]) -> tuple[int, int]:
    """The match, or from one group's start to another's end where the rule says so; with every span but those of OUTSIDE
    and whose words they are, which another claim of the sentence shows."""
    match, shadow = found.match, found.shadow
    first, last = match.start(), match.end()
    if "from" in parts and match[parts["from"]] is not None:
        first = found.begin(parts["from"])
    if parts.get("to", "").startswith("#"):
        last = shadow.text.index(parts["to"][1], match.start()) + 1
    elif "to" in parts and match[parts["to"]] is not None:
        last = match.end(parts["to"])
    while first < last and shadow.text[first] in EDGE:
        first += 1
    while last > first and shadow.text[last - 1] in EDGE:
        last -= 1
    inside = [s for s in spans if s.role not in (*OUTSIDE, "attribution")]
    start, end = shadow.raw_start(first), shadow.raw_end(last)
    return min([start, *(s.start for s in inside)]), max([end, *(s.end for s in inside)])


def _own_marks(marks: list[Mark], quote: tuple[int, int], shadow: Shadow) -> list[Mark]:
    """The marks whose words the quote has: those between the mark before, or the sentence's start, and the mark itself."""
    own = []
    segment_start = shadow.start
    group: list[Mark] = []
    for position, mark in enumerate(marks):
        group.append(mark)
        following = marks[position + 1] if position + 1 < len(marks) else None
        if following and following.start - mark.end <= 1:
            continue  # "[8] [9]": both follow the same words
        if quote[0] < group[0].start and quote[1] > segment_start:
            own += group
        segment_start = mark.end
        group = []
    return own
