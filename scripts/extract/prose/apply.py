"""Runs the prose rules over every sentence of a document and states their claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.context import Context
from extract.marks import Mark
from extract.model import ClaimDraft, Mention, Span
from extract.prose.annotate import annotate
from extract.prose.coreference import Discourse
from extract.prose.own_names import OwnNames, own_names
from extract.prose.patterns import CLASSES, ProseRule, Template, load
from extract.prose.slots import TYPES, Shadow, Slot
from extract.sentences import split_sentences
from roa_dataset.reading.dates import DateReading, read_period
from roa_dataset.reading.scripts import script_of

PREPOSITION = re.compile(
    r"\b(?P<word>by|in|on|at|since|from|until|till|to|during|throughout|before|after|between|within|of)\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
ROLE = {
    "by": "as_of", "since": "start", "from": "start", "until": "end", "till": "end", "to": "end", "during": "within",
    "throughout": "throughout", "before": "before", "after": "after", "between": "throughout", "within": "within",
}  # fmt: skip
#: in words that tell a time from something else: on which side of it
TOLD = re.compile(r"\b(?:after|before|until|since|during)\b", re.IGNORECASE)
BEHIND = re.compile(r"\b(?:after|before|until|since|during)\s$", re.IGNORECASE)
WHOLE = ("range",)
#: kinds of dates whose bounds are a convention of the dataset: "summer of 1921", "late 1921", "the end of May 1921"
CONVENTIONAL = ("season", "part_of_year", "part_of_month")
#: a sentence of a reference that is prose, not a citation
PROSE = re.compile(r"\b(?:are|is|was|were|had|has|have|names|identifies|states|lists|reports that|sind)\b")
DATE = re.compile(f"{TYPES['date']}(.)")
#: a date directly before the subject
ADJACENT = re.compile(rf",?\s(?:the\s)?[{TYPES['unit']}]")
#: what stands before a date with which a sentence or a clause begins
HEAD = re.compile(
    r"(?:^|(?:^|[,;(]\s|\b(?:and|but|then)\s)(?:(?:however|later|already|also|then|finally|again|early|late),?\s)*"
    r"(?:at (?:midnight|noon|dawn|dusk) )?(?:in|on|by|at|from|since|during|until|overnight of|for a short time, from)\s(?:the\s)?(?:period\s)?(?:(?:end|beginning|middle|summer|spring|autumn|night)\sof\s)?)\Z",
    re.IGNORECASE,
)
#: what follows is denied by the text itself
FALSE = re.compile(
    r"\b(?:false|untrue|unfounded|wrong|mistaken)\s+(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|news)\s+that\s+",
    re.IGNORECASE,
)
#: a unit stationed in a town served there: one statement
SAME_KIND = {"located_in": "served_in"}
EDGE = " \t\n\u00a0,;:"
QUOTES = '"“”„'
#: "Weber's army"
OWNED = re.compile(r"\w['’]s? \w")
#: "ROA", "VS-KONR", "POWs"
ACRONYM = re.compile(r"(?=.*[^\W\d_a-zа-яё])(?:[^\W_a-zа-яё]+[-./ ]?){1,}s?")


def read_prose(context: Context) -> None:
    """All claims of all sentences: paragraphs, captions' sentences, prose notes and the prose of references."""
    for discourse, sentences in _discourses(context):
        for block_start, block_end in sentences:
            shadow = annotate(context, block_start, block_end, discourse)
            _keep_mentions(context, shadow)
            marks = context.marks(block_start, block_end)
            lowered = shadow.text.lower()
            for rule in load():
                if not rule.may_match(shadow.text, lowered):
                    continue
                for match in rule.expression.finditer(shadow.text):
                    _state(context, rule, match, shadow, marks, discourse)
            discourse.follow(shadow)


def _discourses(context: Context) -> Iterator[tuple[Discourse, list[tuple[int, int]]]]:
    """Each paragraph, prose note and prose reference as a discourse of its own."""
    year: int | None = None
    past: list[Slot] = []
    own = _subject_names(context)
    tail: list[Slot] = []
    for top in context.blocks:
        for block in top.walk():
            if block.kind == "paragraph":
                spans = [(c.start, c.end) for c in block.children]
            elif block.kind in ("note", "reference") and not block.children:
                body = block.cell("body")
                spans = split_sentences(context.text, body.start if body else block.start, block.end)
                if block.kind == "reference":
                    spans = [s for s in spans if PROSE.search(context.text, *s)]
            elif block.kind == "caption" and block.cell("caption"):
                spans = [(block.start, block.end)]
            elif block.kind == "infobox_field" and block.marker == "caption" and block.cell("value"):
                value = block.cell("value")
                spans = [(value.start, value.end)] if value else []
            else:
                continue
            about = context.names.known(block.about_title) if block.about_title else None
            discourse = Discourse(about, context.names.entity_type(about) if about else "", None, year)
            if about and spans:
                discourse.own = (own_names(context, about, str(block.about_title), spans[0]),)
            if not block.about_title:
                discourse.own = own
                discourse.subject = context.subject_id
                if block.kind == "paragraph":
                    discourse.past, discourse.tail = past[-30:], tail
            if block.kind == "reference":
                discourse.year = _one_year(context, block.start, block.end)
            yield discourse, spans
            if block.kind == "paragraph":
                past, tail = ([], []) if block.about_title else (discourse.past, discourse.before)
            year = None if block.about_title else discourse.year


def _subject_names(context: Context) -> tuple[OwnNames, ...]:
    """The names of what the article is about; its first paragraph's first sentence says what that is."""
    first = next((b for top in context.blocks for b in top.walk() if b.kind == "paragraph" and not b.about_title), None)
    sentence = (first.children[0].start, first.children[0].end) if first and first.children else None
    return (own_names(context, context.subject_id, context.document.title, sentence),)


def _one_year(context: Context, start: int, end: int) -> int | None:
    """The year of all whole dates of a reference: what it says of a day without a year is of the year of its documents."""
    years = {d.edtf[:4] for d in context.dates(start, end) if re.match(r"\d{4}-\d\d", d.edtf) and not d.year_completed}
    return int(years.pop()) if len(years) == 1 else None


def _keep_mentions(context: Context, shadow: Shadow) -> None:
    language = str(context.document.row["language"])
    for slot in shadow.slots:
        if slot.resolved and slot.entity_id:
            context.names.noted.append(
                Mention(slot.start, slot.end, slot.entity_id, "description", "coreference", language)
            )


def _state(
    context: Context, rule: ProseRule, match: re.Match[str], shadow: Shadow, marks: list[Mark], discourse: Discourse
) -> None:
    """The claims of one match; `about` of a later claim is the position of an earlier one of the same match."""
    stated: dict[int, int] = {}
    for number, template in enumerate(rule.claims):
        for one in _expanded(template, match, shadow):
            position = _claim(context, rule, one, match, shadow, marks, stated, discourse)
            if position is not None:
                stated.setdefault(number, position)


def _matched(name: str, match: re.Match[str]) -> str:
    """ "a|b" → the first of the groups that matched, else the first."""
    if "|" not in name or name.startswith("!"):
        return name
    names = name.split("|")
    return next((n for n in names if match[n] is not None), names[0])


def _expanded(template: Template, match: re.Match[str], shadow: Shadow) -> Iterator[Template]:
    """One template for each name inside a capture, where the rule says `each = "object=list"`; else the template itself."""
    if "each" not in template.parts:
        yield template
        subject = template.parts["subject"]
        slot = _slot(subject, match, shadow)
        for other in slot.also if slot else ():
            yield Template({**template.parts, "subject": f"!{other}|{subject}"})
        return
    part, _, listed = template.parts["each"].partition("=")
    group, _, kind = listed.partition(" ")
    types = "".join(TYPES[t] for t in CLASSES[kind or "any"])
    listed_slots = re.findall(f"[{types}]([\ue100-\uf8ff])", match[group] or "")
    for number, character in enumerate(listed_slots, 1):
        one = {**{k: v for k, v in template.parts.items() if k != "each"}, part: f"#{character}"}
        if one.get("to") == "each":  # the last one has all that follows it
            del one["to"]
            if number < len(listed_slots):
                one["to"] = f"#{character}"
        yield Template(one)


def _claim(
    context: Context,
    rule: ProseRule,
    template: Template,
    match: re.Match[str],
    shadow: Shadow,
    marks: list[Mark],
    stated: dict[int, int],
    discourse: Discourse,
) -> int | None:
    parts = {part: _matched(name, match) for part, name in template.parts.items()}
    if "when" in parts and match[parts["when"]] is None:
        return None
    if not _meets(context, parts.get("require", ""), match, shadow):
        return None
    subject = _entity(context, parts["subject"], match, shadow, discourse)
    if subject is None:
        return None
    filled: dict[str, object] = {}
    spans: list[Span] = []
    subject_slot = _slot(parts["subject"], match, shadow)
    if subject_slot:
        spans.append(Span("subject", subject_slot.start, subject_slot.end))
    for part, key in (("object", "object_id"), ("place", "place_id"), ("attributed_to", "attributed_to_id")):
        name = parts.get(part)
        if name is None:
            continue
        entity = _entity(context, name, match, shadow, discourse)
        if entity is None:
            if not _optional(name, match):
                return None
            continue
        filled[key] = entity
        slot = _slot(name, match, shadow)
        if slot:
            role = {"object": "object", "place": "place", "attributed_to": "attribution"}[part]
            spans.append(Span(role, slot.start, slot.end))
    for part, role in (("value", "value"), ("hedge", "hedge"), ("qualifier", "qualifier")):
        name = parts.get(part)
        if name is None:
            continue
        if name.startswith("="):
            filled[part] = name[1:]
            continue
        spans += [_capture(context, match, n, shadow, role) for n in name.split("+") if match[n] is not None]
    if "places" in parts and match[parts["places"]]:
        for character in re.findall(r"[\ue005\ue006]([\ue100-\uf8ff])", match[parts["places"]]):
            spans.append(Span("place", shadow.slot(character).start, shadow.slot(character).end))
    _number(context, parts, match, shadow, filled, spans)
    if not _date(context, parts, match, shadow, filled, spans, discourse):
        return None
    if "subject_text" in parts and match[parts["subject_text"]]:
        span = _capture(context, match, parts["subject_text"], shadow, "subject")
        if subject_slot is None or (span.start, span.end) != (subject_slot.start, subject_slot.end):
            filled["subject_text"] = span.text(context.text)
            spans.append(span)
    if subject_slot and subject_slot.part and "subject_text" not in filled:
        span = Span("subject", *subject_slot.part)
        filled["subject_text"] = span.text(context.text)
        spans.append(span)
    for key in ("polarity", "modality"):
        if key in parts:
            filled[key] = parts[key]
    if "modality" not in parts and _called_false(shadow, match.start()):
        filled["modality"] = "denied"
    if "about" in parts:
        about = stated.get(int(parts["about"]))
        if about is None:
            return None
        filled["about"] = about
    if parts["predicate"] == "holds_rank" and not any(s.role == "value" for s in spans):
        return None
    quote = _quote(match, parts, shadow, spans)
    spans = [
        s
        for s in spans
        if s.role in ("subject", "object", "date_context") or (quote[0] <= s.start and s.end <= quote[1])
    ]
    twin = _twin(context, subject, parts["predicate"], quote, filled, spans)
    if twin is not None and not _says_more(filled, context.claims[twin]):
        return twin  # a later claim of this rule may explain it
    told = [s.start for s in spans if s.role in ("object", "value", "number", "place", "date")]
    own = _own_marks(marks, quote, shadow)
    # a mark before all that the claim tells of its subject stands behind other words
    spans += context.mark_spans([mark for mark in own if not told or min(told) < mark.start])
    context.claim(rule.id, subject, parts["predicate"], quote, spans, **filled)
    if twin is not None:
        context.claims[twin] = context.claims.pop()
        return twin
    return len(context.claims) - 1


def _called_false(shadow: Shadow, position: int) -> bool:
    """Whether the words stand in what the sentence calls a false report: "a false report that these units were unreliable"."""
    return any(
        m.end() <= position and not re.search(r"[,;:.]", shadow.text[m.end() : position])
        for m in FALSE.finditer(shadow.text)
    )


def _twin(
    context: Context, subject: str, predicate: str, quote: tuple[int, int], filled: dict[str, object], spans: list[Span]
) -> int | None:
    """The position of the claim in which another rule said the same of the same words: one statement is one row."""
    value = {(s.start, s.end) for s in spans if s.role in ("value", "number")}
    for position in context.about(subject, filled.get("object_id")):
        if position >= len(context.claims):
            continue
        other = context.claims[position]
        if (other.subject_id, other.object_id) != (subject, filled.get("object_id")):
            continue  # a claim that gave way to a fuller one
        if SAME_KIND.get(other.predicate, other.predicate) != SAME_KIND.get(predicate, predicate):
            continue
        if other.start < quote[1] and quote[0] < other.end:
            theirs = {(s.start, s.end) for s in other.spans if s.role in ("value", "number")}
            if theirs == value or _inside(value, theirs) or (not (value and theirs) and filled.get("object_id")):
                return position
    return None


def _inside(value: set[tuple[int, int]], theirs: set[tuple[int, int]]) -> bool:
    """Whether every value of a claim is a part of its twin's one value ("Panther" of "Panzer IV and Panther tanks")."""
    return bool(value) and len(theirs) == 1 and all(a <= start and end <= b for start, end in value for a, b in theirs)


def _says_more(filled: dict[str, object], twin: ClaimDraft) -> bool:
    """Whether a claim has the date or the place that its twin lacks, and lacks none that the twin has."""
    mine = {key: filled.get(key) is not None for key in ("date", "place_id")}
    theirs = {"date": twin.date is not None, "place_id": twin.place_id is not None}
    return (
        mine != theirs
        and all(mine[key] or not theirs[key] for key in mine)
        and twin.modality == filled.get("modality", "asserted")
    )


def _meets(context: Context, conditions: str, match: re.Match[str], shadow: Shadow) -> bool:
    """The conditions of `require` (patterns.py says which there are); a group that did not match meets none."""
    for condition in filter(None, conditions.split("; ")):
        kind, *names = condition.split()
        if any(name != "@article" and match[name] is None for name in names):
            return False
        words = _capture(context, match, names[0], shadow, "value").text(context.text)
        if kind in ("same", "other"):
            slots = [_slot(name, match, shadow) for name in names if name != "@article"]
            ids = {s.entity_id if s else None for s in slots} | ({context.subject_id} if "@article" in names else set())
            holds = len(ids) == (1 if kind == "same" else 2)
        elif kind in ("acronym", "name"):
            holds = bool(ACRONYM.fullmatch(words)) == (kind == "acronym")
        elif kind in ("latin", "foreign"):
            holds = (script_of(words) == "Latn") == (kind == "latin")
        elif kind == "owned":
            slot = _slot(names[0], match, shadow)
            holds = OWNED.search(words) is not None and slot is not None and words != _label(context, slot.entity_id)
        else:
            raise ValueError(
                f"require: found {condition!r}; expected same, other, acronym, name, latin, foreign or owned"
            )
        if not holds:
            return False
    return True


def _label(context: Context, entity_id: str | None) -> str:
    known = context.names.vocabulary.entities.get(str(entity_id)) or context.names.discovered.get(str(entity_id))
    return known.label if known else ""


def _slot(name: str, match: re.Match[str], shadow: Shadow) -> Slot | None:
    if name.startswith("!"):
        name = name.partition("|")[2]
    if name.startswith("#"):
        return shadow.slot(name[1])
    if name.startswith(("=", "@")) or name not in match.re.groupindex or match[name] is None:
        return None
    character = match[name]
    return shadow.slot(character) if len(character) == 1 and ord(character) >= 0xE100 else None


def _optional(name: str, match: re.Match[str]) -> bool:
    return name in match.re.groupindex and match[name] is None


def _entity(context: Context, name: str, match: re.Match[str], shadow: Shadow, discourse: Discourse) -> str | None:
    """The entity of a slot; "@article" is what the article is about, "@about" what the summary is about, "@before" the last group."""
    if name.startswith("!"):
        return name[1:].partition("|")[0]
    if name == "@article":  # the summary of another article speaks of that one
        return None if discourse.about else context.subject_id
    if name == "@before":  # the one group of the sentence before: "There were cases of …"
        groups = {s.entity_id for s in discourse.before or discourse.tail if s.type == "group"}
        return groups.pop() if len(groups) == 1 else None
    if name == "@about":
        return discourse.about
    slot = _slot(name, match, shadow)
    return slot.entity_id if slot else None


def _capture(context: Context, match: re.Match[str], name: str, shadow: Shadow, role: str) -> Span:
    start, end = shadow.raw_start(match.start(name)), shadow.raw_end(match.end(name))
    while start < end and context.text[start] in EDGE:
        start += 1
    while end > start and context.text[end - 1] in EDGE:
        end -= 1
    if role == "value" and end - start > 2 and context.text[start] in QUOTES and context.text[end - 1] in QUOTES:
        inner = context.text[start + 1 : end - 1]
        if not any(q in inner for q in QUOTES):
            start, end = start + 1, end - 1
            while end > start and context.text[end - 1] in EDGE + ".":
                end -= 1
    return Span(role, start, end)


def _number(
    context: Context,
    parts: dict[str, str],
    match: re.Match[str],
    shadow: Shadow,
    filled: dict[str, object],
    spans: list[Span],
) -> None:
    if "number" not in parts:
        return
    slot = _slot(parts["number"], match, shadow)
    if slot is None or slot.number is None:
        return
    filled["number"] = slot.number
    spans.append(Span("number", slot.start, slot.end))
    if slot.number.exactness == "vague" and "value" not in parts:
        spans.append(Span("value", slot.start, slot.end))  # words that give no number are what the text says
    own = Span("hedge", slot.number.hedge_start, slot.number.hedge_end)
    if (
        slot.number.hedge
        and "hedge" not in filled
        and all(own.end <= h.start or h.end <= own.start for h in spans if h.role == "hedge")
    ):
        spans.append(own)
    if "measure" in parts and match[parts["measure"]] is not None:
        span = _capture(context, match, parts["measure"], shadow, "measure")
        filled["number_measure"] = span.text(context.text)
        spans.append(span)


def _date(
    context: Context,
    parts: dict[str, str],
    match: re.Match[str],
    shadow: Shadow,
    filled: dict[str, object],
    spans: list[Span],
    discourse: Discourse,
) -> bool:
    """Fills the date and its role: the rule's own, else what the preposition before the date says. False: the date was needed."""
    if "date" not in parts:
        return True
    if parts["date"] == "@before":
        return _inherited(parts, filled, spans, discourse)
    slot = _slot(parts["date"], match, shadow)
    at = match.start(parts["date"]) - 1
    if slot is None and match[parts["date"]] is not None:  # words that tell the time from something else
        span = _capture(context, match, parts["date"], shadow, "date")
        filled["date"] = DateReading(span.text(context.text), span.start, span.end, "", "", "", "relative", rule_id="")
        told = BEHIND.search(shadow.text, 0, match.start(parts["date"])) or TOLD.search(span.text(context.text))
        filled["date_role"] = parts.get("date_role", ROLE[told[0].strip().lower()] if told else "point")
        filled["date_basis"] = "relative"
        spans.append(span)
        return True
    if slot is None and "head" in parts:
        at, slot = _head(
            shadow, _begin(match, parts["from"]) if parts.get("from") and match[parts["from"]] else match.start()
        )
    if (slot is None or slot.date is None) and "inherit" in parts and discourse.dated:
        return _inherited({"date_role": "as_of", **parts}, filled, spans, discourse, of_year=True)
    if slot is None or slot.date is None:
        return _optional(parts["date"], match) and parts.get("head") != "needed"
    word = PREPOSITION.search(shadow.text, 0, at)
    role = "throughout" if slot.date.kind in WHOLE else ROLE.get(word["word"].lower(), "point") if word else "point"
    filled["date"] = slot.date
    filled["date_role"] = parts.get("date_role", role)
    filled["date_basis"] = (
        "relative"
        if slot.date.kind == "relative"
        else "context"
        if slot.date.year_completed
        else "convention"
        if slot.date.kind in CONVENTIONAL
        else "stated"
    )
    spans.append(Span("date", slot.start, slot.end))
    last = _slot(parts["until"], match, shadow) if "until" in parts else None
    if last and last.date:
        filled["date"], filled["date_role"] = read_period(slot.date, last.date), "throughout"
        spans.append(Span("date", last.start, last.end))
    return True


def _inherited(
    parts: dict[str, str], filled: dict[str, object], spans: list[Span], discourse: Discourse, of_year: bool = False
) -> bool:
    """The last date of the sentences before, or its year, whose words the claim points at; False where there is none."""
    slot = discourse.dated
    if slot is None or slot.date is None or (of_year and not re.match(r"\[?\d{4}", slot.date.edtf)):
        return False
    date = _year_of(slot.date) if of_year else slot.date
    filled["date"], filled["date_role"], filled["date_basis"] = date, parts.get("date_role", "within"), "inherited"
    spans.append(Span("date_context", slot.start, slot.end))
    return True


def _year_of(date: DateReading) -> DateReading:
    """The year of a date as a date of its own; its words are those of the date, which stands in an earlier sentence."""
    year = date.edtf.strip("[")[:4]
    return replace(date, edtf=year, earliest=f"{year}-01-01", latest=f"{year}-12-31", kind="year")


def _head(shadow: Shadow, before: int) -> tuple[int, Slot | None]:
    """The date with which the sentence, or the clause that "and" or "but" joins to it, begins; none where another stands between."""
    dates = list(DATE.finditer(shadow.text, 0, before))
    if not dates or ";" in shadow.text[dates[-1].end() : before]:
        return 0, None
    if not HEAD.search(shadow.text, 0, dates[-1].start()) and not ADJACENT.match(shadow.text, dates[-1].end()):
        return 0, None
    slot = shadow.slot(dates[-1][1])
    return dates[-1].start(), slot if slot.date and slot.date.kind != "relative" else None


def _quote(match: re.Match[str], parts: dict[str, str], shadow: Shadow, spans: list[Span]) -> tuple[int, int]:
    """The match, or from one group's start to another's end where the rule says so; every span but those that may lie outside."""
    first, last = match.start(), match.end()
    if "from" in parts and match[parts["from"]] is not None:
        first = _begin(match, parts["from"])
    if parts.get("to", "").startswith("#"):
        last = shadow.text.index(parts["to"][1], match.start()) + 1
    elif "to" in parts and match[parts["to"]] is not None:
        last = match.end(parts["to"])
    start, end = shadow.raw_start(first), shadow.raw_end(last)
    text = shadow.text
    while first < last and text[first] in EDGE:
        first += 1
        start = shadow.raw_start(first)
    while last > first and text[last - 1] in EDGE:
        last -= 1
        end = shadow.raw_end(last)
    inside = [s for s in spans if s.role not in ("subject", "object", "date_context")]
    return min([start, *(s.start for s in inside)]), max([end, *(s.end for s in inside)])


def _begin(match: re.Match[str], name: str) -> int:
    start = match.start(name)
    return start - 1 if len(match[name]) == 1 and ord(match[name]) >= 0xE100 else start


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
