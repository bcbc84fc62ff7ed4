"""Notes that gloss a name: "German: Russische Befreiungsarmee; Russian: Русская …, Russkaya …, abbreviated as РОА"."""

from __future__ import annotations

import re

from extract.context import Context
from extract.model import Block, Mention, Span
from extract.sentences import trim
from roa_dataset.reading.marks import Mark, find_marks
from roa_dataset.reading.scripts import LANGUAGES, script_of

PART = re.compile(r"[^;,]+")
LANGUAGE = re.compile(r"\s*(?P<name>[A-Z][a-z]+):\s*")
ABBREVIATED = re.compile(r"\s*(?:abbreviated(?:\s+as)?|abbr\.|short for)\s+(?:in\s+\w+\s+)?(?:as\s+)?")
CODES = {name: code for code, name in LANGUAGES.items()}
NAMED_TYPES = ("unit", "organization", "group", "polity", "event", "place", "person", "work")
#: A script that is some one language's here, where the note does not name the language
SCRIPT_LANGUAGE = {"Cyrl": "ru", "Grek": "el", "Jpan": "ja", "Hani": "zh", "Arab": "ar", "Hebr": "he"}


def read(context: Context, note: Block) -> None:
    """The names that a glossing note gives to what stands before its mark in the text; other notes are prose."""
    body = note.cell("body")
    if body is None or not is_gloss(context.words(body.start, body.end)):
        return
    target = glossed(context, note.marker)
    if target is None or target.entity_id is None:
        return
    language, abbreviation, before = "", False, ""
    for match in PART.finditer(context.text, body.start, body.end):
        start, end = trim(context.text, *match.span())
        named = LANGUAGE.match(context.text, start, end)
        if named and named["name"] in CODES:
            start, language, abbreviation = named.end(), CODES[named["name"]], False
        short = ABBREVIATED.match(context.text, start, end)
        if short and short.end() > start:
            start, abbreviation = short.end(), True
        start, end = _bare(context.text, start, end)
        if start >= end:
            continue
        script = script_of(context.words(start, end))
        if not language:
            language = SCRIPT_LANGUAGE.get(script, "")
        _claim(context, target, body.start, (start, end), language, _kind(script, before, abbreviation))
        before = script


def is_gloss(words: str) -> bool:
    """A note that begins with a language's name, or in another script than the text's."""
    named = LANGUAGE.match(words)
    return bool(named and named["name"] in CODES) or script_of(words[:40].split(",")[0]) not in ("Latn", "Zyyy")


def _kind(script: str, before: str, abbreviation: bool) -> str:
    if abbreviation:
        return "abbreviation"
    return "transliteration" if script == "Latn" and before not in ("", "Latn") else "translation"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a bracket or a quotation mark that only one side has ("VS KONR)")."""
    start, end = trim(text, start, end)
    while (
        end > start
        and text[end - 1] in ')."”'
        and text.count("(", start, end) < text.count(")", start, end) + (text[end - 1] != ")")
    ):
        end -= 1
    return trim(text, start, end)


def glossed(context: Context, marker: str) -> Mention | None:
    """The name that a note's mark follows: in the stretch since the mark before, the article's own subject if it is there.

    "The R. Army [1], also known as the V. army after its commander A. V., [2]": the second note glosses the army's name,
    although a person's name stands nearer to its mark.
    """
    marks = find_marks(context.text)
    position = next((i for i, m in enumerate(marks) if m.marker == marker), None)
    if position is None:
        return None
    mark: Mark = marks[position]
    leaf = next((b for block in context.blocks for b in block.leaves() if b.start <= mark.start < b.end), None)
    start = max(leaf.start if leaf else 0, marks[position - 1].end if position else 0)
    found = [m for m in context.names.find(start, mark.start) if m.entity_id]
    fitting = [m for m in found if context.names.entity_type(str(m.entity_id)) in NAMED_TYPES]
    own = [m for m in fitting if m.entity_id == context.subject_id]
    return own[-1] if own else (fitting[-1] if fitting else _title_in(context, start, mark.start))


def _title_in(context: Context, start: int, end: int) -> Mention | None:
    """The article's own name, where no vocabulary has it: its title, with or without a bracket at its end."""
    title = re.sub(r"\s\([^()]*\)$", "", context.document.title)
    found = list(re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", context.text[start:end]))
    if not found:
        return None
    first, last = start + found[-1].start(), start + found[-1].end()
    return Mention(first, last, context.subject_id, "name", "grammar", str(context.document.row["language"]))


def _claim(
    context: Context, target: Mention, body_start: int, stretch: tuple[int, int], language: str, kind: str
) -> None:
    """Note text lies behind the name it glosses, so the subject's span lies earlier in the text than the quote."""
    label_start = _with_lead(context.text, body_start, stretch[0])
    spans = [Span("subject", target.start, target.end), Span("value", *stretch)]
    context.claim(
        "note.gloss",
        str(target.entity_id),
        "has_name",
        (label_start, stretch[1]),
        spans,
        qualifier=kind,
        language=language or None,
    )


def _with_lead(text: str, body_start: int, start: int) -> int:
    """The quote takes in "German: " or "abbreviated as " before the name."""
    lead = re.compile(r"(?:[A-Z][a-z]+:\s*|abbreviated as\s+)$").search(text, max(body_start, start - 24), start)
    return lead.start() if lead else start
