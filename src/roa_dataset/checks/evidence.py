"""Evidence: every span is the text's own characters, leaves hold each letter once, claims stand where they say.

The rules are those of the data model: offsets are code points of the raw file decoded as UTF-8, half-open; a claim lies in
its passage, which is the smallest that holds it; of a claim's spans only subject, object, date_context and citation may lie
outside the quote, and then in the same text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.finding import Finding

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

#: table → (its key, the column that holds the characters of the span); tables without such a column have offsets only
SPAN_COLUMNS: Mapping[str, tuple[str, str]] = {
    "passages": ("passage_id", "text"),
    "mentions": ("mention_id", "text"),
    "claims": ("claim_id", "quote"),
    "claim_spans": ("claim_id", "text"),
    "bibliography": ("bibliography_id", "text"),
    "links": ("link_id", ""),
    "images": ("image_id", ""),
    "ranks": ("rank_id", ""),
}
#: letters on each side of a stretch that a finding shows
CONTEXT = 30
#: roles of claim_spans whose words may stand outside the claim's quote
MAY_LIE_OUTSIDE = frozenset(["subject", "object", "date_context", "citation", "citation_needed"])
#: cells that are verbatim words of their row's own span, or of the spans of the same role
VERBATIM: Mapping[str, tuple[str, ...]] = {
    "links": ("title", "description", "language"),
    "images": ("file_name", "caption", "archive", "archive_signature", "archive_title", "date_text"),
    "ranks": ("russian", "transliteration", "german_equivalent", "insignia_file"),
    "bibliography": (
        "author", "title", "container", "publisher", "place", "published", "volume", "issue", "pages", "isbn", "doi", "s2cid",
        "signature", "issuing_office", "document_number", "document_date", "medium", "url", "accessed",
    ),
}  # fmt: skip


def check_evidence(tables: Tables, texts: Mapping[str, str]) -> list[Finding]:
    """All findings for these tables; `texts` maps document_id to the decoded raw text. An empty list is good."""
    return [
        *_check_spans(tables, texts),
        *_check_verbatim(tables, texts),
        *_check_tiling(tables, texts),
        *_check_tree(tables),
        *_check_claims(tables),
        *_check_mentions(tables),
        *_check_claim_spans(tables),
        *_check_values(tables),
    ]


def _number(row: Row, column: str) -> int:
    return int(str(row[column]))


def _span(row: Row) -> tuple[int, int]:
    return _number(row, "char_start"), _number(row, "char_end")


def _check_spans(tables: Tables, texts: Mapping[str, str]) -> Iterator[Finding]:
    document_of = {str(c["claim_id"]): str(c["document_id"]) for c in tables.get("claims", ())}
    for table, (key, column) in SPAN_COLUMNS.items():
        for row in tables.get(table, ()):
            name = str(row[key])
            document = document_of.get(name, "") if table == "claim_spans" else str(row["document_id"])
            if table == "claim_spans":
                name = f"{name} {row['role']} {row['ordinal']}"
            text = texts.get(document)
            start, end = _span(row)
            if text is None:
                yield Finding(
                    f"data/{table}.csv", name, "document_id", repr(document), "a text of the package", "Rebuild."
                )
            elif not 0 <= start < end <= len(text):
                yield Finding(
                    f"data/{table}.csv", name, "char_start", f"{start}–{end}", f"a stretch of 0–{len(text)}", "Rebuild."
                )
            elif column and text[start:end] != row[column]:
                yield Finding(
                    f"data/{table}.csv",
                    name,
                    column,
                    repr(row[column]),
                    f"{text[start:end]!r}, the text at {start}–{end}",
                    "Rebuild.",
                    text[max(0, start - CONTEXT) : end + CONTEXT],
                )


def _check_verbatim(tables: Tables, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Cells that say what the text says are words of their row's own stretch of it."""
    for table, columns in VERBATIM.items():
        for row in tables.get(table, ()):
            text = texts.get(str(row["document_id"]), "")
            start, end = _span(row)
            for column in columns:
                value = row.get(column)
                if value and str(value) not in text[start:end]:
                    yield Finding(
                        f"data/{table}.csv", str(row[SPAN_COLUMNS[table][0]]), column, repr(value),
                        f"words of the text at {start}–{end}", "Rebuild.", text[start:end],
                    )  # fmt: skip


def _leaves(passages: Sequence[Row]) -> list[Row]:
    parents = {p["parent_id"] for p in passages if p["parent_id"]}
    return [p for p in passages if p["passage_id"] not in parents]


def _check_tiling(tables: Tables, texts: Mapping[str, str]) -> Iterator[Finding]:
    """The leaves of a text hold every letter and digit exactly once."""
    leaves: dict[str, list[Row]] = {}
    for leaf in _leaves(tables.get("passages", ())):
        leaves.setdefault(str(leaf["document_id"]), []).append(leaf)
    for document, text in texts.items():
        at = 0
        for leaf in sorted(leaves.get(document, ()), key=_span):
            start, end = _span(leaf)
            if start < at:
                yield Finding(
                    "data/passages.csv",
                    str(leaf["passage_id"]),
                    "char_start",
                    str(start),
                    f"at least {at}",
                    "Two leaves overlap.",
                )
            yield from _gap(document, text, at, start)
            at = max(at, end)
        yield from _gap(document, text, at, len(text))


def _gap(document: str, text: str, start: int, end: int) -> Iterator[Finding]:
    if any(c.isalnum() for c in text[start:end]):
        found = text[start:end].strip()[:60]
        yield Finding(
            "data/passages.csv", document, "char_start", f"no leaf for {found!r} at {start}", "one", "Rebuild."
        )


def _check_tree(tables: Tables) -> Iterator[Finding]:
    """A passage lies inside its parent."""
    by_id = {p["passage_id"]: p for p in tables.get("passages", ())}
    for passage in by_id.values():
        parent = by_id.get(passage["parent_id"])
        if parent is None:
            continue
        (start, end), (first, last) = _span(passage), _span(parent)
        if passage["document_id"] != parent["document_id"] or not (first <= start and end <= last):
            yield Finding(
                "data/passages.csv",
                str(passage["passage_id"]),
                "parent_id",
                f"{start}–{end}",
                f"a stretch of {first}–{last}",
                "Rebuild.",
            )


def _check_claims(tables: Tables) -> Iterator[Finding]:
    """A claim lies in its passage, and no smaller passage holds it; claim_count counts the quotes that touch a passage."""
    passages = {p["passage_id"]: p for p in tables.get("passages", ())}
    children: dict[object, list[Row]] = {}
    for passage in passages.values():
        children.setdefault(passage["parent_id"], []).append(passage)
    quotes: dict[object, list[tuple[int, int]]] = {}
    for claim in tables.get("claims", ()):
        start, end = _span(claim)
        quotes.setdefault(claim["document_id"], []).append((start, end))
        home = passages.get(claim["passage_id"])
        if home is None or home["document_id"] != claim["document_id"]:
            yield Finding(
                "data/claims.csv",
                str(claim["claim_id"]),
                "passage_id",
                str(claim["passage_id"]),
                "a passage of its text",
                "Rebuild.",
            )
            continue
        first, last = _span(home)
        if not (first <= start and end <= last):
            yield Finding(
                "data/claims.csv",
                str(claim["claim_id"]),
                "passage_id",
                f"{start}–{end}",
                f"a stretch of {first}–{last}",
                "Rebuild.",
            )
        for child in children.get(claim["passage_id"], ()):
            first, last = _span(child)
            if first <= start and end <= last:
                yield Finding(
                    "data/claims.csv",
                    str(claim["claim_id"]),
                    "passage_id",
                    str(claim["passage_id"]),
                    str(child["passage_id"]),
                    "Take the smaller one.",
                )
    starts = {document: sorted(a for a, _ in spans) for document, spans in quotes.items()}
    ends = {document: sorted(b for _, b in spans) for document, spans in quotes.items()}
    for passage in passages.values():
        (first, last), document = _span(passage), passage["document_id"]
        # quotes that begin before the passage ends, less those that end before it begins
        touching = bisect_left(starts.get(document, ()), last) - bisect_right(ends.get(document, ()), first)
        if touching != _number(passage, "claim_count"):
            yield Finding(
                "data/passages.csv",
                str(passage["passage_id"]),
                "claim_count",
                str(passage["claim_count"]),
                str(touching),
                "Rebuild.",
            )


def _check_mentions(tables: Tables) -> Iterator[Finding]:
    """A mention lies in its passage, and no smaller passage holds it."""
    passages = {p["passage_id"]: p for p in tables.get("passages", ())}
    children: dict[object, list[Row]] = {}
    for passage in passages.values():
        children.setdefault(passage["parent_id"], []).append(passage)
    for mention in tables.get("mentions", ()):
        start, end = _span(mention)
        home = passages.get(mention["passage_id"])
        first, last = _span(home) if home is not None else (0, 0)
        smaller = [
            c["passage_id"]
            for c in children.get(mention["passage_id"], ())
            if _span(c)[0] <= start and end <= _span(c)[1]
        ]
        if (
            home is None
            or home["document_id"] != mention["document_id"]
            or not (first <= start and end <= last)
            or smaller
        ):
            expected = str(smaller[0]) if smaller else f"the smallest passage that holds {start}–{end}"
            yield Finding(
                "data/mentions.csv",
                str(mention["mention_id"]),
                "passage_id",
                str(mention["passage_id"]),
                expected,
                "Rebuild.",
            )


def _check_claim_spans(tables: Tables) -> Iterator[Finding]:
    claims = {c["claim_id"]: c for c in tables.get("claims", ())}
    bibliography = {b["bibliography_id"]: b for b in tables.get("bibliography", ())}
    for span in tables.get("claim_spans", ()):
        claim = claims.get(span["claim_id"])
        name = f"{span['claim_id']} {span['role']} {span['ordinal']}"
        if claim is None:
            yield Finding("data/claim_spans.csv", name, "claim_id", str(span["claim_id"]), "a claim", "Rebuild.")
            continue
        (start, end), (first, last) = _span(span), _span(claim)
        if span["role"] not in MAY_LIE_OUTSIDE and not (first <= start and end <= last):
            yield Finding(
                "data/claim_spans.csv",
                name,
                "char_start",
                f"{start}–{end}",
                f"a stretch of the quote, {first}–{last}",
                "Rebuild.",
            )
        cited = bibliography.get(span["bibliography_id"])
        if span["bibliography_id"] and (cited is None or cited["document_id"] != claim["document_id"]):
            yield Finding(
                "data/claim_spans.csv",
                name,
                "bibliography_id",
                str(span["bibliography_id"]),
                "a reference of the same text",
                "Rebuild.",
            )


def _check_values(tables: Tables) -> Iterator[Finding]:
    """value, hedge, qualifier and date_text are the words of their spans; a qualifier may be a code instead."""
    spans: dict[tuple[object, object], list[Row]] = {}
    for span in tables.get("claim_spans", ()):
        spans.setdefault((span["claim_id"], span["role"]), []).append(span)
    for claim in tables.get("claims", ()):
        for column, role in (("value", "value"), ("hedge", "hedge"), ("qualifier", "qualifier"), ("date_text", "date")):
            found = spans.get((claim["claim_id"], role), [])
            words = " … ".join(str(s["text"]) for s in sorted(found, key=_span))
            value = str(claim.get(column) or "")
            if value != words and not (column == "qualifier" and not found):
                yield Finding(
                    "data/claims.csv",
                    str(claim["claim_id"]),
                    column,
                    repr(value),
                    f"{words!r}, its spans",
                    "Rebuild.",
                    str(claim["quote"]),
                )
        needed = bool(spans.get((claim["claim_id"], "citation_needed")))
        if (
            bool(claim["citation_needed"]) is not needed
            and str(claim["citation_needed"]).lower() != str(needed).lower()
        ):
            yield Finding(
                "data/claims.csv",
                str(claim["claim_id"]),
                "citation_needed",
                str(claim["citation_needed"]),
                str(needed),
                "Rebuild.",
            )
