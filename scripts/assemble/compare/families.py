"""metadata/alignment.toml: which passages may correspond, and the passages themselves as they are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assemble.passages import Passages
from roa_dataset.reading.compared_words import words
from roa_dataset.schema_files import Schema
from roa_dataset.toml_files import SchemaError, TomlTable, read_toml

FILE = "alignment.toml"
_KEYS: Mapping[str, type] = {
    "name": str, "kinds": list, "remains": list, "ordered": bool, "labelled": bool, "lists": bool,
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """One family of passages; the fields are explained at the head of the file."""

    name: str
    kinds: tuple[str, ...]
    ordered: bool
    labelled: bool
    lists: bool
    remains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statements:
    """What the claims of a passage name as objects, and of whom they assert what: (subject, predicate)."""

    objects: frozenset[str] = frozenset()
    told: frozenset[tuple[str, str]] = frozenset()


#: fewer words of a passage are no trace of it
SHORTEST_REMNANT = 3
#: a passage without claims
SILENT = Statements()


@dataclass(frozen=True)
class Piece:
    """A leaf as it is compared: its own words without label, and its label in lower case ("" without one)."""

    passage_id: str
    text: str
    words: tuple[str, ...]
    label: str = ""
    said: Statements = SILENT


def load_families(metadata: Path, schema: Schema) -> tuple[Family, ...]:
    """The families in the order of the file; SchemaError for unknown keys and kinds and for a kind in two families."""
    top = read_toml(metadata / FILE, metadata)
    top.only({"family": list, "standing": list})
    known = schema.vocabulary["passage_kind"].code_names
    families: list[Family] = []
    for entry in top.entries("family", label="name"):
        entry.only(_KEYS)
        kinds = _known(entry, "kinds", known)
        for kind in kinds:
            if any(kind in family.kinds for family in families):
                raise SchemaError(top.file, entry.key("kinds"), f"{kind!r} again", "each kind in one family")
        families.append(
            Family(
                name=entry.text("name"),
                kinds=kinds,
                ordered=bool(entry.data.get("ordered", False)),
                labelled=bool(entry.data.get("labelled", False)),
                lists=bool(entry.data.get("lists", False)),
                remains=_known(entry, "remains", known) if "remains" in entry.data else (),
            )
        )
    return tuple(families)


def _known(entry: TomlTable, name: str, known: Sequence[str]) -> tuple[str, ...]:
    kinds = entry.texts(name)
    for kind in kinds:
        if kind not in known:
            raise SchemaError(entry.file, entry.key(name), repr(kind), "codes of passage_kind", near=(kind, known))
    return kinds


def load_standing(metadata: Path, schema: Schema) -> frozenset[str]:
    """The predicates that say what somebody is rather than what happened; SchemaError for one that the vocabulary lacks."""
    top = read_toml(metadata / FILE, metadata)
    known = schema.vocabulary["predicate"].code_names
    standing = top.texts("standing")
    for code in standing:
        if code not in known:
            raise SchemaError(top.file, top.key("standing"), repr(code), "predicates", near=(code, known))
    return frozenset(standing)


def pieces(passages: Passages, family: Family, statements: Mapping[str, Statements]) -> list[Piece]:
    """The leaves of the article itself that belong to `family` and say something, in text order; `statements` by passage."""
    found = []
    text = passages.extraction.document.text
    for passage_id, block in zip(passages.ids, passages.blocks, strict=True):
        if block.children or block.kind not in family.kinds or block.about_title:
            continue
        start, end, label = block.start, block.end, ""
        value = block.cell("value") if family.labelled else None
        if value:
            start, end = value.start, value.end
            label = block.marker.casefold() if block.cell("label") else ""
        own = words(text[start:end])
        if own:  # an empty template field says nothing
            found.append(Piece(passage_id, text[start:end], own, label, statements.get(passage_id, SILENT)))
    return found


def labels(passages: Passages, family: Family) -> frozenset[str]:
    """The labels of the fields of `family`, those of empty ones too."""
    fields = (block for block in passages.blocks if block.kind in family.kinds and not block.about_title)
    return frozenset(block.marker.casefold() for block in fields if block.cell("label"))


def remnants(passages: Passages, family: Family, others: Sequence[Piece]) -> list[Piece]:
    """The leaves of the kinds `remains` that are the beginning or the end of just one of the other version's passages:
    what a file has kept of a passage that it lost."""
    text, found = passages.extraction.document.text, []
    for passage_id, block in zip(passages.ids, passages.blocks, strict=True):
        if block.children or block.kind not in family.remains or block.about_title:
            continue
        own = words(text[block.start : block.end])
        if len(own) >= SHORTEST_REMNANT and len([other for other in others if is_edge(own, other.words)]) == 1:
            found.append(Piece(passage_id, text[block.start : block.end], own))
    return found


def is_edge(own: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether `whole` begins or ends with `own` and has more."""
    size = len(own)
    return size < len(whole) and tuple(own) in (tuple(whole[:size]), tuple(whole[-size:]))


def versions(documents: Sequence[Mapping[str, object]]) -> list[tuple[str, str]]:
    """The neighbouring versions of each article as pairs of document ids, older first.

    A document without `version_order` is no version of anything and is compared with nothing.
    """
    by_article: dict[str, list[tuple[int, str]]] = {}
    for row in documents:
        order = row["version_order"]
        if isinstance(order, int):
            by_article.setdefault(str(row["article"]), []).append((order, str(row["document_id"])))
    pairs: list[tuple[str, str]] = []
    for article in sorted(by_article):
        ordered = [document_id for _, document_id in sorted(by_article[article])]
        pairs += pairwise(ordered)
    return pairs
