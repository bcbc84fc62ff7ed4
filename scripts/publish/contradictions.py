"""docs/contradictions.md: every contradiction with its readings, each in the sentence that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assemble.compare.conflicts import CONTRADICTION
from assemble.evidence import Tables
from extract.model import Row
from publish.markdown import plain
from roa_dataset.schema_files import Schema
from roa_dataset.wording.places_in_text import text_labels, where_in_text

_HEAD = """<!-- Made by the build from data/conflicts.csv and data/conflict_claims.csv. -->
# Contradictions

Places where the texts, or parts of one text, cannot both hold as they are told. Nothing here says which reading is right, or
whether any of them is. The texts are versions of one article: that two of them agree proves nothing, and that they differ
shows an edit, not two witnesses. [How to read a conflict](how-to/read-a-conflict.md) explains the classes, types and scopes."""


def contradictions_markdown(schema: Schema, tables: Tables) -> bytes:
    """The page in plain Markdown, UTF-8, made from the tables conflicts, conflict_claims, claims, passages and documents."""
    return ("\n".join(_page(schema, tables)).rstrip("\n") + "\n").encode("utf-8")


def _page(schema: Schema, tables: Tables) -> Iterator[str]:
    rows = [row for row in tables["conflicts"] if row["class"] == CONTRADICTION]
    others = len(tables["conflicts"]) - len(rows)
    yield _HEAD
    yield ""
    yield f"Contradictions: {len(rows)}. Differing details and revisions, not shown here: {others}."
    labels = {str(e["entity_id"]): str(e["label"]) for e in tables["entities"]}
    types = schema.vocabulary["conflict_type"]
    readings = _readings(tables)
    for scope in schema.vocabulary["conflict_scope"].codes:
        chosen = [row for row in rows if row["scope"] == scope.code]
        if not chosen:
            continue
        yield from ("", f"## {plain(scope.label[0].upper() + scope.label[1:])}", "", plain(scope.definition))
        for row in sorted(chosen, key=lambda r: (str(r["conflict_type"]), str(r["subject_id"]), str(r["conflict_id"]))):
            label = types.code(str(row["conflict_type"])).label
            yield from ("", f"### {plain(labels[str(row['subject_id'])])}: {plain(label)}", "")
            yield plain(str(row["explanation"]))
            yield from readings[str(row["conflict_id"])]
            yield from ("", f"Row `{row['conflict_id']}`, predicate `{row['predicate']}`.")


def _readings(tables: Tables) -> Mapping[str, list[str]]:
    """For each conflict the lines of its readings: one item for each passage, its readings, and its words below."""
    claims = {str(c["claim_id"]): c for c in tables["claims"]}
    passages = {str(p["passage_id"]): p for p in tables["passages"]}
    orders = {str(d["document_id"]): (d["version_order"] or 0, str(d["document_id"])) for d in tables["documents"]}
    texts = text_labels(tables["documents"])
    by_conflict: dict[str, dict[str, list[tuple[Row, str]]]] = {}
    for link in tables["conflict_claims"]:
        claim = claims[str(link["claim_id"])]
        by_passage = by_conflict.setdefault(str(link["conflict_id"]), {})
        by_passage.setdefault(str(claim["passage_id"]), []).append((claim, str(link["reading"])))
    lines: dict[str, list[str]] = {}
    for conflict, by_passage in by_conflict.items():
        found = lines.setdefault(conflict, [])
        for passage in sorted(
            (passages[p] for p in by_passage), key=lambda p: (orders[str(p["document_id"])], int(str(p["char_start"])))
        ):
            found += _item(passage, by_passage[str(passage["passage_id"])], texts)
    return lines


def _item(passage: Row, readings: Sequence[tuple[Row, str]], texts: Mapping[str, str]) -> list[str]:
    place = where_in_text(str(passage["document_id"]), str(passage["kind"]), str(passage["about_title"] or ""), texts)
    ordered = sorted(readings, key=lambda item: (int(str(item[0]["char_start"])), str(item[0]["claim_id"])))
    shown = "; ".join(dict.fromkeys(plain(text) for _, text in ordered))
    ids = ", ".join(f"`{claim['claim_id']}`" for claim, _ in ordered)
    return [
        "",
        f"- {place[0].upper()}{place[1:]}: {shown}",
        "",
        f"  > {plain(str(passage['text']))}",
        "",
        f"  `{passage['document_id']}`, characters {passage['char_start']}–{passage['char_end']}; claims {ids}",
    ]
