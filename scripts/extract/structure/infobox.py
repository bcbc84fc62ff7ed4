"""The information box, field by field: rules/infobox.toml says what a label means, the readers here read its value."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract import grammar, infobox_lines
from extract.context import Context
from extract.infobox_lines import Line
from extract.layouts.common import IMAGE_NAME, image_cells
from extract.model import Block, Cell, Span
from extract.sentences import trim
from extract.structure import box_items, box_period, box_words, captions, periods, sizes
from roa_dataset.reading.scripts import script_of
from roa_dataset.toml_files import SchemaError

Stretch = tuple[int, int]
BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)")


def read(context: Context, table: Block) -> None:
    """All claims of one box; the subject is the article's, or what a second box further down is headed by."""
    subject = context.subject_id
    fields = {f.marker: f for f in table.children}
    first, period = len(context.claims), None
    for field in table.children:
        name = field.cell("name")
        if name:
            subject = _headed(context, name)
            first, period = len(context.claims), box_period.period_of(context, name)
        elif field.kind == "caption":
            captions.read_box_line(context, table, field)
        elif field.kind == "infobox_field":
            _field(context, subject, field, fields)
    if period:
        box_period.give_time(context, first, period)


def _headed(context: Context, name: Cell) -> str:
    """The name at the head of a box. A bracket with years does not belong to it, and they are the box's own dates."""
    period = re.search(r"\s\((?P<years>[^()]*\d{4}[^()]*)\)$", name.text(context.text))
    end = name.start + period.start() if period else name.end
    line = infobox_lines.lines()["infobox.name"]
    span = Span("value", name.start, end)
    subject = context.subject_id
    bare = context.words(name.start, end)
    if period and context.names.known(bare) != subject and grammar.UNIT_SIGN.search(bare):
        subject = context.names.name(name.start, end, "unit")
    context.claim(line.id, subject, line.predicate, (name.start, end), [span], qualifier=line.qualifier)
    if period:
        active = infobox_lines.lines()["infobox.active"]
        inside = (name.start + period.start("years"), name.start + period.end("years"))
        periods.claim_periods(context, active.id, subject, (name.start, name.end), inside, ())
    return subject


def _field(context: Context, subject: str, field: Block, fields: dict[str, Block]) -> None:
    value = field.cell("value")
    if value is None or value.start >= value.end:
        return
    label = field.cell("label")
    line = infobox_lines.by_key().get(field.marker) or infobox_lines.line_of(field.marker)
    if field.marker.endswith("_label"):
        return
    if label is None and not _continues(context, line, value):
        _unlabelled(context, subject, value)
        return
    if line is None:
        line = infobox_lines.lines()["infobox.other"]
    if line.reader not in READERS:
        expected = f"one of {', '.join(READERS)}"
        raise SchemaError("rules/infobox.toml", f"line.{line.id}.reader", repr(line.reader), expected)
    READERS[line.reader](context, Reading(line, subject, field, label, value, fields))


class Reading:
    """One field: its line, whom it is about, its label and its value; `quote` bounds what states a claim."""

    def __init__(
        self, line: Line, subject: str, field: Block, label: Cell | None, value: Cell, fields: dict[str, Block]
    ) -> None:
        self.line, self.subject, self.field, self.label, self.value = line, subject, field, label, value
        self.fields = fields

    def quote(self, end: int) -> Stretch:
        return (self.label.start if self.label else self.value.start, end)

    def spans(self) -> list[Span]:
        return [Span("trigger", self.label.start, self.label.end)] if self.label else []

    def label_qualifier(self, context: Context) -> list[Span]:
        """The label as the qualifier; a template may keep it in a field of its own (identification_symbol_label)."""
        own = self.fields.get(f"{self.field.marker}_label")
        cell = own.cell("value") if own else None
        if cell and cell.start < cell.end:
            return [Span("qualifier", cell.start, cell.end)]
        return [Span("qualifier", self.label.start, self.label.end)] if self.label else []


def _continues(context: Context, line: Line | None, value: Cell) -> bool:
    """Whether a line without a label goes on with the label above: it does unless it is a person's name under no such label."""
    if line is None:
        return False
    if line.reader in ("persons", "items") and "person" in line.object:
        return True
    words = box_items.BULLET.sub("", value.text(context.text), count=1)
    known = context.names.known(words)
    if known:
        return context.names.entity_type(known) != "person"
    ranked = grammar.match_rank(context.text, value.start, value.end)
    if ranked and grammar.match_person(context.text, *trim(context.text, ranked.end(), value.end)):
        return False
    if grammar.EVENT_WORD.search(words) or grammar.UNIT_SIGN.search(words):
        return True
    return not grammar.is_person_name(words)


def _unlabelled(context: Context, subject: str, value: Cell) -> None:
    line = infobox_lines.lines()["infobox.unlabelled-name"]
    _person(context, line, subject, (value.start, value.end), [], "infobox_value", reverse=False)


def _person(
    context: Context,
    line: Line,
    subject: str,
    stretch: Stretch,
    spans: list[Span],
    predicate: str,
    reverse: bool,
    quote_start: int | None = None,
    **parts: object,
) -> None:
    """A person, with the rank before the name; `reverse` when the person is the subject of the claim."""
    start, end = stretch
    last = max([end, *(s.end for s in spans if s.role == "qualifier")])  # a label of its own stands behind
    quote = (quote_start if quote_start is not None else start, last)
    rank = grammar.match_rank(context.text, start, end)
    if rank and trim(context.text, rank.end(), end)[0] < end:
        start = trim(context.text, rank.end(), end)[0]
    person = context.names.name(start, end, "person")
    role = "subject" if reverse else "object"
    spans = [*spans, Span(role, start, end), *([] if reverse else [Span("value", start, end)])]
    if reverse:
        context.claim(line.id, person, predicate, quote, spans, object_id=subject, **parts)
    else:
        context.claim(line.id, subject, predicate, quote, spans, object_id=person, **parts)
    if rank and start > rank.end():
        rank_spans = [Span("value", rank.start(), rank.end()), Span("subject", start, end)]
        context.claim("person.rank-before-name", person, "holds_rank", stretch, rank_spans)


def _object(context: Context, line: Line, start: int, end: int) -> str | None:
    """The entity that the words name, where the line has entities of a type that fits."""
    words = context.words(start, end)
    known = context.names.known(words)
    if known and context.names.entity_type(known) in line.object:
        return context.names.name(start, end)
    if not line.object or known:
        return None
    if "event" in line.object and grammar.EVENT_WORD.search(words):
        return context.names.name(start, end, "event")
    if "unit" in line.object and (grammar.UNIT_SIGN.search(words)):
        return context.names.name(start, end, "unit")
    return None


def _marks(context: Context, reading: Reading) -> list[Span]:
    return list(context.mark_spans(context.marks(reading.field.start, reading.field.end)))


def _read_words(context: Context, reading: Reading) -> None:
    """The value as a whole."""
    start, end = box_items.unquoted(
        context.text, *box_items.without_marks(context, reading.value.start, reading.value.end)
    )
    _state(context, reading, start, end)


def _read_task(context: Context, reading: Reading) -> None:
    """The task; "now defunct" in its place is a state."""
    start, end = box_items.unquoted(
        context.text, *box_items.without_marks(context, reading.value.start, reading.value.end)
    )
    _state(context, reading, start, end, "has_state" if box_words.is_ended(context.words(start, end)) else "")


def _read_seat(context: Context, reading: Reading) -> None:
    """The place; what part of a force has its seat there may stand before a dash ("HQ - Arlen")."""
    start, end = box_items.unquoted(
        context.text, *box_items.without_marks(context, reading.value.start, reading.value.end)
    )
    part = box_words.seated_part(context.text, start, end)
    if part is None:
        _state(context, reading, start, end)
        return
    _state(context, reading, part.end(), end, part=part.span("part"))


def _read_items(context: Context, reading: Reading) -> None:
    """One claim for each item of a list; names of ships' or flags' pictures before a name are no part of it."""
    for start, end in box_items.items(context, *_after_images(context, reading.value.start, reading.value.end)):
        if start < end:
            _state(context, reading, start, end)


def _after_images(context: Context, start: int, end: int) -> Stretch:
    names = list(IMAGE_NAME.finditer(context.text, start, end))
    return trim(context.text, names[-1].end() if names else start, end)


def _state(
    context: Context, reading: Reading, start: int, end: int, predicate: str = "", part: Stretch | None = None
) -> None:
    line = reading.line
    spans = [*reading.spans(), Span("value", start, end), *_marks(context, reading)]
    parts: dict[str, object] = {}
    if part:
        spans.append(Span("subject", *part))
        parts["subject_text"] = context.words(*part)
    if line.qualifier == "label":
        spans += reading.label_qualifier(context)
    elif line.qualifier:
        parts["qualifier"] = line.qualifier
    target = _object(context, line, start, end)
    if target:
        spans.append(Span("object", start, end))
        if line.predicate in ("located_in",):
            parts["place_id"] = target
    quote = _quote(reading, spans, end)
    context.claim(line.id, reading.subject, predicate or line.predicate, quote, spans, object_id=target, **parts)


def _quote(reading: Reading, spans: list[Span], end: int) -> Stretch:
    """From the label to the end of the item; a label in a field of its own widens it."""
    start = reading.quote(end)[0]
    edges = [(s.start, s.end) for s in spans if s.role in ("value", "qualifier", "trigger", "object")]
    return min([start, *(a for a, _ in edges)]), max([end, *(b for _, b in edges)])


def _read_periods(context: Context, reading: Reading) -> None:
    quote = reading.quote(reading.value.end)
    periods.claim_periods(
        context, reading.line.id, reading.subject, quote, (reading.value.start, reading.value.end), reading.spans()
    )


def _read_day(context: Context, reading: Reading) -> None:
    dates = context.dates(reading.value.start, reading.value.end)
    spans = reading.spans()
    if not dates:
        return
    date = dates[0]
    spans.append(Span("date", date.start, date.end))
    context.claim(
        reading.line.id,
        reading.subject,
        reading.line.predicate,
        reading.quote(date.end),
        spans,
        date=date,
        date_role="point",
        date_basis="stated",
    )


def _read_allegiances(context: Context, reading: Reading) -> None:
    """ "Germany (from 1944, nominally under KONR)": the holder, and what the bracket says of the time and of a second one."""
    start, end = _after_images(context, *box_items.without_marks(context, reading.value.start, reading.value.end))
    bracket = re.compile(r"\((?P<inside>[^()]*)\)").search(context.text, start, end)
    name = trim(context.text, start, bracket.start() if bracket else end)
    holder = context.names.known(context.words(*name))
    spans = [*reading.spans(), Span("value", *name), *_marks(context, reading)]
    if holder:
        spans.append(Span("object", *name))
        context.names.name(*name)
    parts: dict[str, object] = {}
    first = reading.label.start if reading.label else name[0]
    quote = (first, name[1])
    under = periods.UNDER.search(context.text, bracket.start("inside"), bracket.end("inside")) if bracket else None
    if bracket and not under:
        parts, more = periods.bracket_date(context, (bracket.start("inside"), bracket.end("inside")))
        spans += more
        quote = (first, bracket.end()) if more else quote
    context.claim(reading.line.id, reading.subject, reading.line.predicate, quote, spans, object_id=holder, **parts)
    if bracket and under:
        inside = (bracket.start("inside"), bracket.end("inside"))
        periods.claim_under(context, reading.subject, under, inside, _marks(context, reading))


def _read_dated_names(context: Context, reading: Reading) -> None:
    """ "Arlen Army (1902)": a formation, with the time in brackets."""
    for start, end in box_items.items(context, reading.value.start, reading.value.end):
        bracket = re.compile(r"\((?P<inside>[^()]*)\)$").search(context.text, start, end)
        parts: dict[str, object] = {}
        name = (start, end)
        spans = [*reading.spans(), *_marks(context, reading)]
        if bracket:
            parts, more = periods.bracket_date(context, (bracket.start("inside"), bracket.end("inside")))
            if parts:
                name = trim(context.text, start, bracket.start())
                spans += more
        other = context.names.name(*name, "unit")
        quote = reading.quote(end)
        if reading.line.subject == "value":
            spans.append(Span("subject", *name))
            context.claim(reading.line.id, other, "part_of", quote, spans, object_id=reading.subject, **parts)
        else:
            spans += [Span("object", *name), Span("value", *name)]
            context.claim(reading.line.id, reading.subject, "part_of", quote, spans, object_id=other, **parts)


def _read_names(context: Context, reading: Reading) -> None:
    """Nicknames: each item is a name, and so is its form in another script in the bracket behind it."""
    for start, end in box_items.items(context, reading.value.start, reading.value.end):
        bracket = BRACKET.search(context.text, start, end)
        first = box_items.unquoted(context.text, start, bracket.start() if bracket else end)
        stretches = [first]
        if bracket and script_of(bracket["inside"]) not in ("Latn", "Zyyy"):
            stretches.append((bracket.start("inside"), bracket.end("inside")))
        elif bracket:
            stretches = [box_items.unquoted(context.text, start, end)]
        for stretch in stretches:
            spans = [*reading.spans(), Span("value", *stretch), *_marks(context, reading)]
            parts = {"qualifier": reading.line.qualifier}
            context.claim(reading.line.id, reading.subject, "has_name", reading.quote(stretch[1]), spans, **parts)


def _read_persons(context: Context, reading: Reading) -> None:
    line = reading.line
    # "Odo, Count of Arlen" is one person: a comma parts two only where both sides are whole names
    pieces = list(box_items.items(context, reading.value.start, reading.value.end))
    if len(pieces) > 1 and not all(_is_person(context, *p) for p in pieces):
        pieces = [
            box_items.unquoted(context.text, *box_items.without_marks(context, reading.value.start, reading.value.end))
        ]
    for start, end in pieces:
        spans = [*reading.spans(), *_marks(context, reading)]
        parts: dict[str, object] = {}
        if line.qualifier == "label" and line.predicate == "commands":
            spans += reading.label_qualifier(context)
        if line.predicate == "holds_position" and reading.label:
            spans.append(Span("value", reading.label.start, reading.label.end))
        _person(
            context,
            line,
            reading.subject,
            (start, end),
            spans,
            line.predicate,
            reverse=True,
            quote_start=reading.quote(end)[0],
            **parts,
        )


def _is_person(context: Context, start: int, end: int) -> bool:
    rank = grammar.match_rank(context.text, start, end)
    name = context.words(*trim(context.text, rank.end() if rank else start, end))
    return bool(context.names.known(name)) or grammar.is_person_name(name)


def _read_emblems(context: Context, reading: Reading) -> None:
    """Each file name is one emblem; words without a file name are one."""
    files = image_cells(context.text, reading.value.start, reading.value.end)
    stretches = [(c.start, c.end) for c in files] or [
        box_items.unquoted(context.text, *box_items.without_marks(context, reading.value.start, reading.value.end))
    ]
    owned = " of " in reading.field.marker  # "Flags of KONR and ROA": which is whose is not said
    for start, end in stretches:
        _state(context, reading, start, end, "infobox_value" if owned else "")


def _read_anniversaries(context: Context, reading: Reading) -> None:
    text = context.text
    for match in re.finditer(r"[^;]+", text[reading.value.start : reading.value.end]):
        start, end = trim(text, reading.value.start + match.start(), reading.value.start + match.end())
        dates = context.dates(start, end)
        name_end = trim(text, start, dates[0].start)[1] if dates and dates[0].start > start else end
        spans = [
            *reading.spans(),
            *reading.label_qualifier(context),
            Span("value", start, _no_comma(text, start, name_end)),
        ]
        parts: dict[str, object] = {}
        if dates:
            spans.append(Span("date", dates[0].start, dates[0].end))
            parts = {"date": dates[0], "date_role": "point", "date_basis": "stated"}
        context.claim(reading.line.id, reading.subject, reading.line.predicate, reading.quote(end), spans, **parts)


def _no_comma(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in ",;: ":
        end -= 1
    return end


def _read_size(context: Context, reading: Reading) -> None:
    value = box_items.without_marks(context, reading.value.start, reading.value.end)
    sizes.claim_size(context, reading.subject, reading.quote, value, [*reading.spans(), *_marks(context, reading)])


def _read_caption(context: Context, reading: Reading) -> None:
    captions.read_template_caption(context, reading.field, reading.value)


READERS: dict[str, Callable[[Context, Reading], None]] = {
    "words": _read_words,
    "items": _read_items,
    "seat": _read_seat,
    "task": _read_task,
    "periods": _read_periods,
    "day": _read_day,
    "allegiances": _read_allegiances,
    "dated-names": _read_dated_names,
    "names": _read_names,
    "persons": _read_persons,
    "emblems": _read_emblems,
    "anniversaries": _read_anniversaries,
    "size": _read_size,
    "caption": _read_caption,
}
