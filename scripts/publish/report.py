"""What a build tells at its end, and docs/coverage.md: what of each text became claims, what did not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assemble.evidence import Tables
from extract.model import Row

#: why a leaf of this kind may hold no claim
REASONS = {
    "residue": "debris of the page or of a template",
    "heading": "a heading: it names a section and states nothing",
    "reference": "read into bibliography",
    "external_link": "read into bibliography",
    "see_also": "read into links",
    "category": "read into links",
    "related_article": "read into links",
    "caption": "read into images",
    "sentence": "prose that no rule reads",
    "note": "prose that no rule reads",
    "paragraph": "prose that no rule reads",
}
EMPTY_FIELD = "a template field without a value"
UNREAD = "no rule reads it"


@dataclass(frozen=True)
class Coverage:
    """One document: its letters and digits, those inside claims' quotes, those inside any row, and leaves without a claim."""

    document_id: str
    letters: int
    claimed: int
    read: int
    unclaimed: tuple[tuple[Row, str], ...]


def coverage(tables: Tables, texts: Mapping[str, str]) -> list[Coverage]:
    return [_coverage(tables, document_id, text) for document_id, text in sorted(texts.items())]


def _coverage(tables: Tables, document_id: str, text: str) -> Coverage:
    letters = {i for i, c in enumerate(text) if c.isalnum()}
    claimed = letters & _characters(tables["claims"], document_id)
    read = set(claimed)
    for name in ("bibliography", "links", "images", "ranks"):
        read |= letters & _characters(tables[name], document_id)
    passages = [p for p in tables["passages"] if p["document_id"] == document_id]
    parents = {p["parent_id"] for p in passages}
    leaves = [p for p in passages if p["passage_id"] not in parents and not p["claim_count"]]
    return Coverage(document_id, len(letters), len(claimed), len(read), tuple((leaf, _reason(leaf)) for leaf in leaves))


def _characters(rows: Sequence[Row], document_id: str) -> set[int]:
    found: set[int] = set()
    for row in rows:
        if row["document_id"] == document_id:
            found.update(range(int(str(row["char_start"])), int(str(row["char_end"]))))
    return found


def _reason(leaf: Row) -> str:
    kind = str(leaf["kind"])
    if kind == "infobox_field" and str(leaf["text"]).rstrip().endswith("="):
        return EMPTY_FIELD
    return REASONS.get(kind, UNREAD)


def summary(tables: Tables, texts: Mapping[str, str]) -> str:
    """The report at the end of a build: tables and rows, coverage, leaves without a claim by reason, discovered entities."""
    lines = ["", "table                    rows", "-----------------------------"]
    lines += [f"{name:22}{len(rows):7,}" for name, rows in tables.items()]
    for item in coverage(tables, texts):
        lines.append("")
        lines.append(f"{item.document_id}: {_share(item.claimed, item.letters)} of letters and digits lie in claims, "
                     f"{_share(item.read, item.letters)} in claims or other rows")  # fmt: skip
        reasons = Counter(reason for _, reason in item.unclaimed)
        lines += [f"  {count:4} leaves without a claim: {reason}" for reason, count in sorted(reasons.items())]
    found = [row for row in tables["entities"] if row["origin"] == "discovered"]
    lines += ["", f"{len(found)} of {len(tables['entities'])} entities discovered rather than known:"]
    lines += [f"  {row['entity_id']}  {row['label']}" for row in sorted(found, key=lambda r: str(r["entity_id"]))]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def coverage_markdown(tables: Tables, texts: Mapping[str, str]) -> bytes:
    """docs/coverage.md: the same, with every leaf that holds no claim."""
    lines = [
        "# Coverage", "",
        "Made by the build: what of each text lies in a claim's quote, and every leaf that holds no claim, with the reason.",
        "",
        "| text | letters and digits | in claims | in claims or other rows | leaves without a claim |",
        "|---|---|---|---|---|",
    ]  # fmt: skip
    items = coverage(tables, texts)
    for item in items:
        lines.append(
            f"| `{item.document_id}` | {item.letters:,} | {_share(item.claimed, item.letters)} | "
            f"{_share(item.read, item.letters)} | {len(item.unclaimed)} |"
        )
    for item in items:
        lines += ["", f"## {item.document_id}", "", "| passage | kind | why | begins |", "|---|---|---|---|"]
        for leaf, reason in item.unclaimed:
            words = " ".join(str(leaf["text"]).split())[:70].replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| `{leaf['passage_id']}` | {leaf['kind']} | {reason} | {words} |")
    return ("\n".join(lines) + "\n").encode("utf-8")
