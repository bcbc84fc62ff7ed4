"""Comparison: alignments and conflicts, made again as far as the finished tables allow.

The similarity of two passages is twice the longest common subsequence of their words over the number of words of both, as the
build measures it; of a field of an information box only the value is compared, whose beginning the tables do not give, so
there any beginning counts that gives the number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from roa_dataset.checks.contents import Contents, Row
from roa_dataset.checks.finding import Finding
from roa_dataset.checks.say import cell_finding
from roa_dataset.reading.compared_words import joined, words
from roa_dataset.wording.conflict_heads import conflict_head
from roa_dataset.wording.places_in_text import text_labels, where_in_text

KEY = ("alignment_id",)
#: digits of a similarity
DIGITS = 3
#: words of a label before the value of a field that are tried
LABEL = 12


#: what stands for a reading and for a place while a summary is taken apart
_READING, _PLACE = "\x01", "\x02"
_TOLD = re.compile(rf"{_PLACE}{_READING}(?:; {_READING})*\.?(?: {_PLACE}{_READING}(?:; {_READING})*\.?)*")


def check_comparison(contents: Contents) -> Iterator[Finding]:
    """Findings on `alignments`, `conflicts` and `conflict_claims`."""
    yield from _check_alignments(contents)
    yield from _check_aligned(contents)
    yield from _check_conflicts(contents)


def common(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    before = [0] * (len(right) + 1)
    for word in left:
        row = [0]
        for at, other in enumerate(right):
            row.append(before[at] + 1 if word == other else max(before[at + 1], row[at]))
        before = row
    return before[-1]


def similarity(left: Sequence[str], right: Sequence[str]) -> float:
    """Word by word, 0 to 1, rounded as the tables have it; two passages without words are alike."""
    one, other = joined(left, right)
    total = len(one) + len(other)
    return round(2 * common(one, other) / total, DIGITS) if total else 1.0


def _check_alignments(contents: Contents) -> Iterator[Finding]:
    passages = {row["passage_id"]: row for row in contents.rows("passages")}
    orders = {row["document_id"]: (row["article"], row["version_order"]) for row in contents.rows("documents")}
    rows = contents.rows("alignments")
    lefts = Counter(row["left_passage_id"] for row in rows if row["right_passage_id"])
    rights = Counter(row["right_passage_id"] for row in rows if row["left_passage_id"])
    for row in rows:
        left, right = passages.get(row["left_passage_id"]), passages.get(row["right_passage_id"])
        if left is None or right is None:
            yield from _check_alone(row, left)
            continue
        older, newer = orders.get(left["document_id"], ("", 0)), orders.get(right["document_id"], ("", 0))
        if older[0] != newer[0] or not isinstance(older[1], int) or newer[1] != older[1] + 1:
            yield cell_finding("alignments", row, KEY, "left_passage_id", "a passage of the version before the other's")
        yield from _check_pair(row, left, right, lefts, rights)


def _check_alone(row: Row, left: Row | None) -> Iterator[Finding]:
    expected = "only_left" if left is not None else "only_right"
    if row["change"] != expected:
        yield cell_finding("alignments", row, KEY, "change", f"{expected!r}: the other side is empty")
    if row["similarity"] is not None:
        yield cell_finding("alignments", row, KEY, "similarity", "an empty cell: there is nothing to compare with")


def _check_pair(
    row: Row,
    left: Row,
    right: Row,
    lefts: Mapping[object, int],
    rights: Mapping[object, int],
) -> Iterator[Finding]:
    a, b = words(str(left["text"])), words(str(right["text"]))
    field = left["kind"] == "infobox_field"
    values = [_values(side) if field else [] for side in (left, right)]
    if not (_field_similar(row["similarity"], *values) if field else similarity(a, b) == row["similarity"]):
        told = f"{similarity(a, b)}, of {left['text']!r} and {right['text']!r}"
        yield cell_finding("alignments", row, KEY, "similarity", told)
    split, merged = lefts[row["left_passage_id"]] > 1, rights[row["right_passage_id"]] > 1
    one, other = joined(a, b)
    same = row["similarity"] == 1 if field else one == other
    alike = {"identical"} if same else {"reworded"}
    allowed = {"split"} if split else {"merged"} if merged else alike | {"moved"}
    allowed |= {"moved"} if (split or merged) else set()
    if row["change"] not in allowed:
        yield cell_finding("alignments", row, KEY, "change", f"{' or '.join(sorted(allowed))}, by the words of both")


def _field_similar(told: object, lefts: Sequence[Sequence[str]], rights: Sequence[Sequence[str]]) -> bool:
    """Whether some value of the fields is so similar."""
    return any(similarity(left, right) == told for left in lefts for right in rights)


def _values(passage: Row) -> list[tuple[str, ...]]:
    """What the value of a field may be: its words without so many at the beginning."""
    own = words(str(passage["text"]))
    return [own[start:] for start in range(min(max(len(own), 1), LABEL))]


def _check_aligned(contents: Contents) -> Iterator[Finding]:
    """Of a kind that is compared, every passage of both versions stands in a row."""
    passages = contents.rows("passages")
    parents = {row["parent_id"] for row in passages}
    stands = {row[f"{side}_passage_id"] for row in contents.rows("alignments") for side in ("left", "right")}
    leaves = [p for p in passages if p["passage_id"] not in parents and not p["about_title"] and words(str(p["text"]))]
    kinds = {p["kind"] for p in leaves if p["kind"] in ("sentence", "list_item", "table_row")}
    compared = {(p["document_id"], p["kind"]) for p in leaves if p["passage_id"] in stands and p["kind"] in kinds}
    for row in leaves:
        if (row["document_id"], row["kind"]) in compared and row["passage_id"] not in stands:
            told = "a passage that stands in alignments, as the others of its kind do"
            yield cell_finding("passages", row, ("passage_id",), "passage_id", told)


def _check_conflicts(contents: Contents) -> Iterator[Finding]:
    claims = {row["claim_id"]: row for row in contents.rows("claims")}
    passages = {row["passage_id"]: row for row in contents.rows("passages")}
    links: defaultdict[object, list[Row]] = defaultdict(list)
    for link in contents.rows("conflict_claims"):
        links[link["conflict_id"]].append(link)
    for row in contents.rows("conflicts"):
        own = [claims[link["claim_id"]] for link in links[row["conflict_id"]] if link["claim_id"] in claims]
        yield from _check_conflict(row, own, links[row["conflict_id"]])
        yield from _check_scope(row, own, passages)
    yield from _check_summaries(contents, claims, passages, links)


def _check_conflict(row: Row, own: Sequence[Row], links: Sequence[Row]) -> Iterator[Finding]:
    key = ("conflict_id",)
    if len(own) < 2 or len({link["reading"] for link in links}) < 2:
        yield cell_finding("conflicts", row, key, "conflict_id", "two claims and two readings at the least")
        return
    if any(row["subject_id"] not in (claim["subject_id"], claim["object_id"]) for claim in own) and not any(
        row["subject_id"] in (claim["subject_id"], claim["object_id"]) for claim in own
    ):
        yield cell_finding("conflicts", row, key, "subject_id", "an entity that its claims are about")


def _check_scope(row: Row, own: Sequence[Row], passages: Mapping[object, Row]) -> Iterator[Finding]:
    documents = {claim["document_id"] for claim in own}
    about = {passages.get(claim["passage_id"], {}).get("about_title") for claim in own}
    expected = "between_texts" if len(documents) > 1 else "within_text"
    if len(documents) == 1 and len(about) > 1 and None in about:
        expected = "with_summary_of_other_article"
    if row["scope"] != expected:
        yield cell_finding("conflicts", row, ("conflict_id",), "scope", f"{expected!r}, by where its claims stand")


def _check_summaries(
    contents: Contents,
    claims: Mapping[object, Row],
    passages: Mapping[object, Row],
    links: Mapping[object, Sequence[Row]],
) -> Iterator[Finding]:
    """A summary has the subject, what is disputed, and each reading in its place; nothing else."""
    labels = {row["entity_id"]: str(row["label"]) for row in contents.rows("entities")}
    types = {row["code"]: row for row in contents.rows("vocabulary") if row["scheme"] == "conflict_type"}
    matters = {row["code"]: str(row["label"]) for row in contents.rows("vocabulary") if row["scheme"] == "predicate"}
    texts = contents.text_labels or text_labels(contents.rows("documents"))
    judged = [str(row["reason"]) for row in contents.rows("identity_judgements")]
    for row in contents.rows("conflicts"):
        kind = types.get(row["conflict_type"])
        if kind is None or row["subject_id"] not in labels:
            continue  # the foreign keys say so
        head = conflict_head(
            labels[row["subject_id"]], str(row["conflict_type"]), str(kind["label"]), matters.get(row["predicate"], "")
        )
        summary = str(row["summary"])
        if not summary.startswith(head):
            yield cell_finding("conflicts", row, ("conflict_id",), "summary", f"{head!r} at its beginning")
            continue
        told = sorted({str(link["reading"]) for link in links[row["conflict_id"]]}, key=len, reverse=True)
        places = sorted(
            {_place(claims.get(link["claim_id"]), passages, texts) for link in links[row["conflict_id"]]}, key=len
        )
        left = summary.removeprefix(head)
        absent = [part for part in (*told, *(f"{place[1:]}: " for place in places)) if part not in left]
        for part in told:
            left = left.replace(part, _READING)
        for place in reversed(places):
            left = left.replace(f"{place[0].upper()}{place[1:]}: ", _PLACE) if place else left
        if absent or not _TOLD.fullmatch(left):
            expected = (
                f"each reading in its place and nothing else, not {left.replace(_READING, '…').replace(_PLACE, '')!r}"
            )
            yield cell_finding("conflicts", row, ("conflict_id",), "summary", expected)
        yield from _check_explanation(row, kind, judged)


def _place(claim: Row | None, passages: Mapping[object, Row], texts: Mapping[str, str]) -> str:
    passage = passages.get(claim["passage_id"]) if claim is not None else None
    if claim is None or passage is None or claim["document_id"] not in texts:
        return ""
    return where_in_text(str(claim["document_id"]), str(passage["kind"]), str(passage["about_title"] or ""), texts)


def _check_explanation(row: Row, kind: Row, judged: Sequence[str]) -> Iterator[Finding]:
    """An explanation begins with what the type of conflict means; reasons that it gives of judgements are theirs."""
    explanation = str(row["explanation"] or "")
    if not explanation.startswith(str(kind["definition"])):
        yield cell_finding(
            "conflicts", row, ("conflict_id",), "explanation", f"{kind['definition']!r} at its beginning"
        )
    for part in explanation.split("Whether ")[1:]:
        if "is judged “" in part and not any(reason in part for reason in judged):
            yield cell_finding("conflicts", row, ("conflict_id",), "explanation", "the reason of a judgement")
