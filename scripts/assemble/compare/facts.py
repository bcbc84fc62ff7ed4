"""Claims as they are compared: each with where it stands, whom its words name, and its bounds in time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assemble.compare.words import stems
from assemble.elsewhere import Elsewhere, belonging, united
from extract.model import Row
from roa_dataset.checks.mentioned import Mentions, mentions_by_text, mentions_within, named_in, place_of

OPEN_START, OPEN_END = "0000-00-00", "9999-99-99"
#: dates of these roles are bounds of one side of what lasts, not its time
ONE_SIDED = frozenset(["start", "end", "before", "after", "no_earlier_than", "no_later_than"])


@dataclass(frozen=True)
class Named:
    """Words of a passage that name somebody or something; positions in the passage's text."""

    start: int
    end: int
    entity: str
    label: str
    entity_type: str


@dataclass(frozen=True)
class Fact:
    """One claim; `entities` are those that its quote names, its object and its place, `scene` those of the whole passage."""

    row: Row = field(repr=False, hash=False, compare=False)
    claim_id: str
    document_id: str
    passage_id: str
    kind: str
    about_title: str
    #: position of the document among the versions of its article, older first
    order: int
    entities: frozenset[str] = field(repr=False)
    scene: frozenset[str] = field(repr=False)
    #: the words of the whole passage, and where they begin in the document
    passage_text: str = field(repr=False, default="")
    passage_start: int = field(repr=False, default=0)
    #: what the passage names, in text order
    named: tuple[Named, ...] = field(repr=False, default=())

    def get(self, column: str) -> str:
        """A cell as text, "" where it is empty."""
        value = self.row[column]
        return "" if value is None else str(value)

    @property
    def subject(self) -> str:
        return self.get("subject_id")

    @property
    def predicate(self) -> str:
        return self.get("predicate")

    @property
    def words(self) -> str:
        """What a word pattern of a rule is sought in."""
        return " | ".join(self.get(c) for c in ("value", "qualifier", "number_measure", "hedge", "quote"))

    @property
    def start(self) -> int:
        return int(self.get("char_start"))

    @property
    def position(self) -> tuple[int, str, int, str]:
        """Where it stands: older versions first, then text order."""
        return self.order, self.document_id, self.start, self.claim_id

    def bounds(self) -> tuple[str, str] | None:
        """First and last day as ISO text, an open side as the least or greatest; None without a computed day."""
        first, last = self.get("date_earliest"), self.get("date_latest")
        if not first and not last:
            return None
        return first or OPEN_START, last or OPEN_END

    def number(self) -> tuple[float, float] | None:
        """Lower and upper bound, an open side as infinity; None without a number."""
        low, high = self.row["number_min"], self.row["number_max"]
        if low is None and high is None:
            return None
        return (
            float(str(low)) if low is not None else float("-inf"),
            float(str(high)) if high is not None else float("inf"),
        )


@dataclass(frozen=True)
class Context:
    """What the rules may look at besides two claims."""

    facts: Sequence[Fact]
    labels: Mapping[str, str]
    types: Mapping[str, str]
    #: entity → names in the texts, for finding a formation in the words for its soldiers
    names: Mapping[str, frozenset[str]]
    #: entity → what it belongs to, by any text
    above: Mapping[str, frozenset[str]]
    #: pairs of passages (older, newer) that correspond
    aligned: frozenset[tuple[str, str]]
    claims: Mapping[str, Fact]
    #: what the editors decided on two entities: (left, right) → judgement, reason
    judgements: Mapping[tuple[str, str], tuple[str, str]]
    #: (document, subject) → the words for those of them who were handed over
    handed_over: Mapping[tuple[str, str], tuple[frozenset[str], ...]]
    #: passages that call something false
    denied: frozenset[str]
    #: document → its own words, without the summaries of other articles that it holds
    own_words: Mapping[str, str]

    def says(self, document: str, words: str) -> bool:
        """Whether the text has these words, letter by letter, in its own passages."""
        return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.own_words.get(document, "")))

    def belongs(self, part: str, whole: str) -> bool:
        """Whether the texts make `part` a part or member of `whole`, directly or through others."""
        seen, front = {part}, {part}
        while front:
            front = {above for one in front for above in self.above.get(one, frozenset())} - seen
            if whole in front:
                return True
            seen |= front
        return False


def context(tables: Mapping[str, Sequence[Row]], elsewhere: Elsewhere | None = None) -> Context:
    """The claims of all documents with what the comparison needs of the other tables.

    Where the tables are those of some of the texts, `elsewhere` is what the others add.
    """
    passages = {str(p["passage_id"]): p for p in tables["passages"]}
    named = mentions_by_text(tables["mentions"])
    orders = {str(d["document_id"]): int(str(d["version_order"] or 0)) for d in tables["documents"]}
    labels = {str(e["entity_id"]): str(e["label"]) for e in tables["entities"]}
    types = {str(e["entity_id"]): str(e["entity_type"]) for e in tables["entities"]}
    in_passage = {
        key: tuple(
            Named(first - start, last - start, entity, labels.get(entity, ""), types.get(entity, ""))
            for first, last, entity in mentions_within(place_of(passage), named.get(str(passage["document_id"]), ()))
        )
        for key, passage in passages.items()
        for start in [int(str(passage["char_start"]))]
    }
    facts = [
        replace(_fact(row, passages[key], named, orders), named=in_passage[key])
        for row in tables["claims"]
        for key in [str(row["passage_id"])]
    ]
    return Context(
        facts=facts,
        labels=labels,
        types=types,
        names=united(_names(tables["names"]), elsewhere.names if elsewhere else {}),
        above=united(belonging(tables["claims"], named), elsewhere.above if elsewhere else {}),
        aligned=frozenset(
            (str(a["left_passage_id"]), str(a["right_passage_id"]))
            for a in tables["alignments"]
            if a["left_passage_id"] and a["right_passage_id"]
        ),
        claims={fact.claim_id: fact for fact in facts},
        judgements={
            (str(j["left_id"]), str(j["right_id"])): (str(j["judgement"]), str(j["reason"]))
            for j in tables["identity_judgements"]
            if j["left_id"] != j["right_id"]
        },
        handed_over=_handed_over(facts),
        denied=frozenset(fact.passage_id for fact in facts if fact.get("modality") == "denied"),
        own_words=_own_words(tables["passages"]),
    )


def _own_words(passages: Iterable[Row]) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in passages:
        if not row["about_title"]:
            found[str(row["document_id"])].append(" ".join(str(row["text"]).split()))
    return {document: "\n".join(texts) for document, texts in found.items()}


def _fact(row: Row, passage: Row, named: Mentions, orders: Mapping[str, int]) -> Fact:
    spans = named.get(str(row["document_id"]), ())
    own = frozenset(str(row[c]) for c in ("object_id", "place_id") if row[c])
    return Fact(
        row=row,
        claim_id=str(row["claim_id"]),
        document_id=str(row["document_id"]),
        passage_id=str(row["passage_id"]),
        kind=str(passage["kind"]),
        about_title=str(passage["about_title"] or ""),
        order=orders[str(row["document_id"])],
        entities=own | named_in(row, spans),
        scene=own | named_in(passage, spans),
        passage_text=str(passage["text"]),
        passage_start=int(str(passage["char_start"])),
    )


def _names(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[str(row["entity_id"])].add(str(row["name"]))
    return {entity: frozenset(names) for entity, names in found.items()}


def _handed_over(facts: Iterable[Fact]) -> dict[tuple[str, str], tuple[frozenset[str], ...]]:
    found: defaultdict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    for fact in facts:
        stated = fact.get("polarity") == "affirmed" and fact.get("modality") == "asserted"
        if fact.predicate == "handed_over_to" and fact.get("subject_text") and stated:
            found[fact.document_id, fact.subject].add(frozenset(fact.get("subject_text").split()))
    return {key: tuple(sorted(groups, key=sorted)) for key, groups in found.items()}


def value_stems(fact: Fact) -> frozenset[str]:
    """The stems of the claim's value, or of its quote when it has none."""
    return stems(fact.get("value") or fact.get("quote"))
