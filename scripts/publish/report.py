"""What a build tells at its end, and docs/coverage.md: what of each text became claims, what did not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assemble.evidence import Tables
from publish.stored import StoredTables
from roa_dataset.claims.coverage import Coverage, coverage


@dataclass(frozen=True)
class ReadText:
    """One text: its letters and digits, those in claims, those in any row, and how many leaves hold no claim, by reason."""

    document_id: str
    letters: int
    claimed: int
    read: int
    reasons: Mapping[str, int]


def read_texts(tables: Tables, texts: Mapping[str, str]) -> list[tuple[ReadText, str]]:
    """For each of these texts what was read of it, and its section of docs/coverage.md."""
    return [
        (
            ReadText(
                item.document_id, item.letters, item.claimed, item.read, Counter(reason for _, reason in item.unclaimed)
            ),
            "\n".join(_section(item)),
        )
        for item in coverage(tables, texts)
    ]


def summary(tables: StoredTables, texts: Sequence[ReadText]) -> Iterator[str]:
    """The report at the end of a build: tables and rows, coverage, leaves without a claim by reason, discovered entities."""
    yield from ("", "table                    rows", "-----------------------------")
    yield from (f"{name:22}{len(rows):7,}" for name, rows in tables.items())
    for item in texts:
        yield ""
        yield (f"{item.document_id}: {share(item.claimed, item.letters)} of letters and digits lie in claims, "
               f"{share(item.read, item.letters)} in claims or other rows")  # fmt: skip
        yield from (f"  {count:4} leaves without a claim: {reason}" for reason, count in sorted(item.reasons.items()))
    found = sum(row["origin"] == "discovered" for row in tables["entities"])
    yield from ("", f"{found} of {len(tables['entities'])} entities discovered rather than known:")
    yield from (f"  {row['entity_id']}  {row['label']}" for row in tables["entities"] if row["origin"] == "discovered")


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def coverage_lines(texts: Sequence[ReadText], sections: Iterable[str]) -> Iterator[str]:
    """docs/coverage.md: the same, with every leaf that holds no claim; `sections` are those of the texts in their order."""
    yield from (
        "# Coverage", "",
        "Made by the build: what of each text lies in a claim's quote, and every leaf that holds no claim, with the reason.",
        "",
        "| text | letters and digits | in claims | in claims or other rows | leaves without a claim |",
        "|---|---|---|---|---|",
    )  # fmt: skip
    for item in texts:
        yield (
            f"| `{item.document_id}` | {item.letters:,} | {share(item.claimed, item.letters)} | "
            f"{share(item.read, item.letters)} | {sum(item.reasons.values())} |"
        )
    yield from sections


def _section(item: Coverage) -> Iterator[str]:
    yield from ("", f"## {item.document_id}", "", "| passage | kind | why | begins |", "|---|---|---|---|")
    for leaf, reason in item.unclaimed:
        words = " ".join(str(leaf["text"]).split())[:70].replace("|", "\\|").replace("<", "&lt;")
        yield f"| `{leaf['passage_id']}` | {leaf['kind']} | {reason} | {words} |"
