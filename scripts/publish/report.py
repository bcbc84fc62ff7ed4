"""What a build tells at its end, and docs/coverage.md: what of each text became claims, what did not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from assemble.evidence import Tables
from roa_dataset.claims.coverage import coverage


def summary(tables: Tables, texts: Mapping[str, str]) -> str:
    """The report at the end of a build: tables and rows, coverage, leaves without a claim by reason, discovered entities."""
    lines = ["", "table                    rows", "-----------------------------"]
    lines += [f"{name:22}{len(rows):7,}" for name, rows in tables.items()]
    for item in coverage(tables, texts):
        lines.append("")
        lines.append(f"{item.document_id}: {share(item.claimed, item.letters)} of letters and digits lie in claims, "
                     f"{share(item.read, item.letters)} in claims or other rows")  # fmt: skip
        reasons = Counter(reason for _, reason in item.unclaimed)
        lines += [f"  {count:4} leaves without a claim: {reason}" for reason, count in sorted(reasons.items())]
    found = [row for row in tables["entities"] if row["origin"] == "discovered"]
    lines += ["", f"{len(found)} of {len(tables['entities'])} entities discovered rather than known:"]
    lines += [f"  {row['entity_id']}  {row['label']}" for row in sorted(found, key=lambda r: str(r["entity_id"]))]
    return "\n".join(lines)


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with one decimal."""
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
            f"| `{item.document_id}` | {item.letters:,} | {share(item.claimed, item.letters)} | "
            f"{share(item.read, item.letters)} | {len(item.unclaimed)} |"
        )
    for item in items:
        lines += ["", f"## {item.document_id}", "", "| passage | kind | why | begins |", "|---|---|---|---|"]
        for leaf, reason in item.unclaimed:
            words = " ".join(str(leaf["text"]).split())[:70].replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| `{leaf['passage_id']}` | {leaf['kind']} | {reason} | {words} |")
    return ("\n".join(lines) + "\n").encode("utf-8")
