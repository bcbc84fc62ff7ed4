"""The spans of claims, with what their words name beside subject and object.

Who handed somebody over stands in a claim's qualifier, of what somebody was a leader in the words of the post, and to whom a
surrender was sought at the end of its value. They are found again here from the mentions of the package and the names that
the texts of an article give, so that a view can show an id there and the check of provenance can tell that the claim carries
it. A derived span has a role of its own and the id or the label of an entity, or words, as its text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.mentioned import Mention, mentions_by_text, named_in, place_of
from roa_dataset.reading.line_ends import LINE_END

Row = Mapping[str, object]
Spans = Mapping[str, Mapping[str, Sequence[Row]]]

#: roles of derived spans: an entity named in the qualifier, the body of which somebody held a post
IN_QUALIFIER = "qualifier:id"
IN_QUALIFIER_LABEL = "qualifier:label"
OF_POST = "post:id"
OF_POST_LABEL = "post:label"
#: to whom something was sought, named at the end of the value of a claim without an object
TO_WHOM = "value:to:id"
TO_WHOM_LABEL = "value:to:label"
TO_WHOM_WORDS = "value:to:words"
#: the part of the object that the sentence means where the claim's own words have only a pronoun for it, or its value names it
PART_OF_OBJECT = "object:part"
#: what people hold a post of
BODIES = ("unit:", "organization:")
#: words behind which the body of a post stands ("leaders of the ROA")
_OF = re.compile(r"\bof (?:the )?(?P<body>\S.*)$")


def spans_of(tables: Mapping[str, Sequence[Row]]) -> Spans:
    """claim_id → role → spans: those of `claim_spans`, and those derived; mentions and documents may be missing."""
    found: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for span in tables.get("claim_spans", ()):
        found[str(span["claim_id"])][str(span["role"])].append(span)
    labels = {str(e["entity_id"]): str(e["label"]) for e in tables.get("entities", ())}
    at = mentions_by_text(tables.get("mentions", ()))
    articles = {str(d["document_id"]): str(d["article"]) for d in tables.get("documents", ())}
    bodies = _bodies(tables, articles)
    parts = _parts(tables.get("claims", ()))
    for claim in tables.get("claims", ()):
        spans = found[str(claim["claim_id"])]
        for span in list(spans.get("qualifier", ())):
            for entity_id in sorted(named_in(span, at.get(str(claim["document_id"]), ()))):
                _add(spans, IN_QUALIFIER, IN_QUALIFIER_LABEL, entity_id, labels)
        for entity_id, words in _to_whom(claim, spans.get("value", ()), at.get(str(claim["document_id"]), ())):
            _add(spans, TO_WHOM, TO_WHOM_LABEL, entity_id, labels)
            spans[TO_WHOM_WORDS].append({"text": words})
        part = parts.get((claim["passage_id"], claim["event_id"], claim["object_id"]))
        named = spans.get("object", ())
        if part and named and (part in str(claim["value"] or "") or not any(_within(span, claim) for span in named)):
            spans[PART_OF_OBJECT].append({"text": part})
        if body := _body(claim, bodies.get(articles.get(str(claim["document_id"]), ""), {})):
            _add(spans, OF_POST, OF_POST_LABEL, body, labels)
    return found


def _add(
    spans: defaultdict[str, list[Row]], role: str, label_role: str, entity_id: str, labels: Mapping[str, str]
) -> None:
    spans[role].append({"text": entity_id})
    if entity_id in labels:
        spans[label_role].append({"text": labels[entity_id]})


def _to_whom(claim: Row, values: Sequence[Row], mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Entity and words of whom the value names at its end, behind "to" ("a surrender to the …")."""
    if claim["predicate"] != "sought" or claim["object_id"]:
        return
    for value in values:
        place, text = place_of(value), str(value["text"])
        for start, end, entity_id in mentions if place else ():
            before = text[: start - place[0]] if place and place[0] < start and end == place[1] else ""
            if before.endswith((" to ", " to the ")):
                yield entity_id, text[len(before) :]


def _parts(claims: Sequence[Row]) -> Mapping[tuple[object, object, object], str]:
    """Passage, event and entity → the words for the part of it of which a claim on the event speaks, where there is one."""
    found: defaultdict[tuple[object, object, object], set[str]] = defaultdict(set)
    for claim in claims:
        if claim["event_id"] and claim["subject_text"]:
            found[claim["passage_id"], claim["event_id"], claim["subject_id"]].add(str(claim["subject_text"]))
    return {at: min(words) for at, words in found.items() if len(words) == 1}


def _within(span: Row, claim: Row) -> bool:
    inner, outer = place_of(span), place_of(claim)
    return inner is not None and outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _bodies(tables: Mapping[str, Sequence[Row]], articles: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Article → name → the one unit or organization that bears it in the article's texts; a name of several is none."""
    bearers: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def bears(row: Row, entity_id: object, name: object) -> None:
        if str(entity_id).startswith(BODIES) and name:
            bearers[articles.get(str(row["document_id"]), "")][LINE_END.sub(" ", str(name))].add(str(entity_id))

    for mention in tables.get("mentions", ()):
        if mention["kind"] != "description":
            bears(mention, mention["entity_id"], mention["text"])
    for claim in tables.get("claims", ()):
        if claim["predicate"] == "has_name":
            bears(claim, claim["subject_id"], claim["value"])
    return {
        article: {name: min(ids) for name, ids in names.items() if len(ids) == 1} for article, names in bearers.items()
    }


def _body(claim: Row, bodies: Mapping[str, str]) -> str | None:
    """The body that the words of a post name at their end, where the claim has no object."""
    if claim["predicate"] != "holds_position" or claim["object_id"]:
        return None
    match = _OF.search(" ".join(str(claim["value"] or "").split()))
    return bodies.get(match["body"]) if match else None
