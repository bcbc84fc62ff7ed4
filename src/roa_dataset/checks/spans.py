"""The spans behind a claim: each part of a claim that the text says has its words, and the words are of that part.

Subject, object, place and attribution are mentions of the entity that the claim names there; a measure is its words; the marks
of a claim are those that follow its words in its sentence, or those of its whole list or table (DATA_MODEL, "Marks").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import REBUILD, cell_finding
from roa_dataset.reading.compared_words import flat
from roa_dataset.reading.marks import Mark, find_marks

#: words for some of those whom a name means
SOME_OF = re.compile(
    r"(?:(?:an?|the|some|many|most|few|small|large|group|number|men|soldiers|officers|members|and|of|other)\s+)+(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
KEY = ("claim_id", "role", "ordinal")
#: role of a span → the column of the claim with the entity that its words name
ENTITY = {"object": "object_id", "place": "place_id", "attribution": "attributed_to_id"}
MARKS = ("citation", "citation_needed")
#: kinds of passages whose marks are those of the whole list or table
LISTED = ("table_row", "list_item")
#: words that stand for a subject that the sentence does not name
PRONOUNS = frozenset("he she it they who which that this these those his her its their him them one".split())

Place = tuple[int, int]
Spans = Mapping[tuple[str, str], Sequence[Row]]


def check_spans(contents: Contents) -> Iterator[Finding]:
    """Findings on `claim_spans`, and on marks that the text has and a claim has not."""
    spans: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for span in contents.rows("claim_spans"):
        spans[str(span["claim_id"]), str(span["role"])].append(span)
    mentioned = _mentioned(contents)
    labels = {str(row["entity_id"]): str(row["label"]) for row in contents.rows("entities")}
    yield from _check_ordinals(spans)
    for claim in contents.rows("claims"):
        yield from _check_entities(claim, spans, mentioned)
        yield from _check_subject(claim, spans, mentioned, labels)
        yield from _check_measure(claim, spans)
    yield from _check_absent(contents, spans)
    yield from _check_marks(contents, spans)


def _of(claim: Row, role: str, spans: Spans) -> Sequence[Row]:
    return spans.get((str(claim["claim_id"]), role), ())


def _place(row: Row) -> Place:
    return row["char_start"], row["char_end"]


def _mentioned(contents: Contents) -> Mapping[tuple[str, Place], set[object]]:
    """Document and place → the entities that are mentioned in just these words."""
    found: defaultdict[tuple[str, Place], set[object]] = defaultdict(set)
    for row in contents.rows("mentions"):
        found[str(row["document_id"]), _place(row)].add(row["entity_id"])
    return found


def _check_ordinals(spans: Spans) -> Iterator[Finding]:
    """Spans of one role are numbered in text order."""
    for rows in spans.values():
        for number, row in enumerate(sorted(rows, key=_place), start=1):
            if row["ordinal"] != number:
                yield cell_finding("claim_spans", row, KEY, "ordinal", f"{number}, by its place", str(row["text"]))


def _check_entities(claim: Row, spans: Spans, mentioned: Mapping[tuple[str, Place], set[object]]) -> Iterator[Finding]:
    document = str(claim["document_id"])
    for role, column in ENTITY.items():
        named = [mentioned.get((document, _place(span)), set()) for span in _of(claim, role, spans)]
        for span, here in zip(_of(claim, role, spans), named, strict=True):
            # "Belgium, Finland and France" is no one place, and "in Russia as for instance in Mongolia" more than one
            listed = (
                role == "place" and here and (claim[column] is None or any(claim[column] in other for other in named))
            )
            some = role == "object" and _is_some_of(document, span, claim[column], mentioned)
            if claim[column] not in here and not listed and not some:
                told = f"words that mention {claim[column]}" if claim[column] else f"no {role}: the claim names none"
                yield cell_finding("claim_spans", span, KEY, "char_start", told, str(span["text"]))
        if role == "attribution" and (claim[column] is not None) and claim["modality"] == "asserted":
            told = "an empty cell: what is asserted is said by nobody else"
            yield cell_finding("claims", claim, ("claim_id",), column, told, str(claim["quote"]))
        if role == "place" and claim[column] is not None and not _of(claim, role, spans):
            yield cell_finding("claims", claim, ("claim_id",), column, "a span of role place", str(claim["quote"]))


def _is_some_of(document: str, span: Row, entity: object, mentioned: Mapping[tuple[str, Place], set[object]]) -> bool:
    """Whether the words are "a small group of" and a mention of the entity."""
    before = SOME_OF.match(str(span["text"]))
    start, end = _place(span)
    return before is not None and entity in mentioned.get((document, (int(str(start)) + before.end(), end)), set())


def _check_subject(
    claim: Row, spans: Spans, mentioned: Mapping[tuple[str, Place], set[object]], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A subject's words mention it, or are the part that is meant, or stand in its label (a title, a file, a rank)."""
    part = flat(claim["subject_text"])
    label = labels.get(str(claim["subject_id"]), "").casefold()
    rows = _of(claim, "subject", spans)
    listed = len(rows) > 1
    for span in rows:
        words = flat(span["text"])
        here = mentioned.get((str(claim["document_id"]), _place(span)), set())
        if (
            claim["subject_id"] not in here
            and words not in (part, *part.split(" … "))
            and words.casefold() not in label
            and not (listed and not here)
            and words.casefold() not in PRONOUNS
        ):
            told = f"words for {claim['subject_id']}{f', or {part!r}' if part else ''}"
            yield cell_finding("claim_spans", span, KEY, "char_start", told, str(span["text"]))
    shown = {flat(span["text"]) for span in rows}
    if part and part not in shown and not shown.issuperset(part.split(" … ")):
        yield cell_finding(
            "claims", claim, ("claim_id",), "subject_text", "the words of its subject span", str(claim["quote"])
        )


def _check_measure(claim: Row, spans: Spans) -> Iterator[Finding]:
    words = [span["text"] for span in _of(claim, "measure", spans)]
    if words != [measure for measure in [claim["number_measure"]] if measure is not None]:
        told = f"{' … '.join(map(str, words)) or 'an empty cell'}, its span"
        yield cell_finding("claims", claim, ("claim_id",), "number_measure", told, str(claim["quote"]))


def _check_absent(contents: Contents, spans: Spans) -> Iterator[Finding]:
    """A claim whose own words mention its subject or object has a span for it."""
    passages = {row["passage_id"]: row for row in contents.rows("passages")}
    articles = {row["document_id"]: row["article"] for row in contents.rows("documents")}
    layers = {row["rule_id"]: row["layer"] for row in contents.rows("rules")}
    places: defaultdict[tuple[object, object], list[Place]] = defaultdict(list)
    for row in contents.rows("mentions"):
        places[row["document_id"], row["entity_id"]].append(_place(row))
    for claim in contents.rows("claims"):
        passage = passages.get(claim["passage_id"], {})
        said_by = places.get((claim["document_id"], claim["attributed_to_id"]), [])
        if claim["attributed_to_id"] is not None and not any(
            passage.get("char_start", 0) <= a and b <= passage.get("char_end", 0) for a, b in said_by
        ):
            told = "somebody whom the passage names"
            yield cell_finding("claims", claim, ("claim_id",), "attributed_to_id", told, str(claim["quote"]))
        prose = layers.get(claim["rule_id"]) == "prose"
        for role, column in (("subject", "subject_id"), ("object", "object_id")):
            if claim[column] is None or _of(claim, role, spans):
                continue
            near = places.get((claim["document_id"], claim[column]), [])
            in_quote = any(claim["char_start"] <= a and b <= claim["char_end"] for a, b in near)
            in_passage = any(passage.get("char_start", 0) <= a and b <= passage.get("char_end", 0) for a, b in near)
            # what an article is about may be left unsaid in a clause that follows its name
            topic = str(claim[column]).partition(":")[2] == articles.get(claim["document_id"])
            said = in_quote or (in_passage and not topic)
            if said and not passage.get("about_title") and (prose or (role == "object" and in_quote)):
                words = str(claim["quote"])
                yield cell_finding("claims", claim, ("claim_id",), column, f"a span of role {role} for it", words)


def _check_marks(contents: Contents, spans: Spans) -> Iterator[Finding]:
    passages = {row["passage_id"]: row for row in contents.rows("passages")}
    groups = {document: _groups(text) for document, text in contents.texts.items()}
    by_part = sorted(contents.rows("bibliography"), key=lambda row: -row["part"])  # a mark leads to the whole reference
    markers = {(row["document_id"], row["marker"]): row["bibliography_id"] for row in by_part}
    listed: defaultdict[object, set[Place]] = defaultdict(set)
    later: list[tuple[Row, object, frozenset[Place]]] = []
    for claim in contents.rows("claims"):
        passage = passages.get(claim["passage_id"])
        own = frozenset(_place(span) for role in MARKS for span in _of(claim, role, spans))
        text = contents.texts.get(str(claim["document_id"]), "")
        yield from _check_markers(claim, spans, text, markers)
        if passage is not None and passage["kind"] == "sentence":
            expected = _following(groups.get(str(claim["document_id"]), []), claim, passage)
            first, last = _place(claim)
            inside = {place for place in own if first <= place[0] and place[1] <= last}
            if own - inside != expected - inside:
                yield _marks_finding(claim, own, expected)
        elif passage is not None and passage["kind"] in LISTED and not find_marks(text, *_place(passage)):
            listed[passage["parent_id"]] |= own
            later.append((claim, passage["parent_id"], own))
    for claim, whole, own in later:
        if own != listed[whole]:  # what marks a lead-in marks the whole list or table
            yield _marks_finding(claim, own, frozenset(listed[whole]))


def _marks_finding(claim: Row, own: frozenset[Place], expected: frozenset[Place]) -> Finding:
    found = f"marks at {sorted(own)}" if own else "no marks"
    name, words = str(claim["claim_id"]), str(claim["quote"])
    told = f"those that follow its words, at {sorted(expected)}" if expected else "none: no mark follows its words"
    return Finding("data/claim_spans.csv", name, "role", found, told, REBUILD, words)


def _groups(text: str) -> list[list[Mark]]:
    """The marks of a text, those that stand side by side together."""
    groups: list[list[Mark]] = []
    marks = find_marks(text)
    for before, mark in pairwise([None, *marks]):
        assert mark is not None
        if before is not None and not text[before.end : mark.start].strip():
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _following(groups: Sequence[Sequence[Mark]], claim: Row, passage: Row) -> frozenset[Place]:
    """The first group of marks in the sentence that does not end before the claim's words do."""
    for group in groups:
        if passage["char_start"] <= group[0].start <= passage["char_end"] and group[-1].end >= claim["char_end"]:
            return frozenset((mark.start, mark.end) for mark in group)
    return frozenset()


def _check_markers(
    claim: Row, spans: Spans, text: str, markers: Mapping[tuple[object, object], object]
) -> Iterator[Finding]:
    """A mark of a claim is a mark of the text, and a number leads to the reference of this number."""
    for role in MARKS:
        for span in _of(claim, role, spans):
            marks = find_marks(text, *_place(span))
            if not marks or (marks[0].start, marks[-1].end) != _place(span) or marks[0].role != role:
                yield cell_finding(
                    "claim_spans", span, KEY, "role", "the role of the mark in the text", str(span["text"])
                )
                continue
            expected = markers.get((claim["document_id"], marks[0].marker)) if marks[0].marker else None
            if span["bibliography_id"] != expected:
                told = repr(expected) if expected else "an empty cell: the text has no such reference"
                yield cell_finding("claim_spans", span, KEY, "bibliography_id", told, str(span["text"]))
    for role in ("trigger", "subject", "object", "value", "number", "date", "hedge", "qualifier"):
        for span in _of(claim, role, spans):
            if span["bibliography_id"] is not None:
                yield cell_finding("claim_spans", span, KEY, "bibliography_id", "an empty cell: this is no mark")
