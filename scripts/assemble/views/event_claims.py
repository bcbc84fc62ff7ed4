"""Which event a claim is part of: rules as data for the events that the vocabulary knows, and general rules for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assemble.entities import Known
from assemble.views.conditions import Condition
from assemble.views.index import Evidence, stated
from extract.model import Row
from roa_dataset.checks.view_ids import slug
from roa_dataset.wording.event_dates import capitalised

#: claims that say what an event was, not what happened in it
NAMING = ("has_name", "is_a", "described_as")


@dataclass(frozen=True)
class EventRule:
    """The claims of one known event: those that meet a condition."""

    event_id: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class GeneralRule:
    """Claims of one predicate are an event of their own for each subject (and, where `per_object`, for each object)."""

    predicate: str
    kind: str
    label: str
    per_object: bool


@dataclass(frozen=True)
class Sides:
    """What subject and object of a claim are to its event, codes of `event_role`; empty for none.

    With `not_towards_the_event` the subject has no role where the event is the claim's object, with `only_the_whole` none
    where the text speaks of a part of the subject. Where `mutual` finds its words in the claim's quote, the text does not say
    who of the two gave and who received: both are participants. Where `fought` finds its words, the subject is a combatant.
    Where `demanded` finds its words in the claim's value, the object is the one demanded.
    `qualifier` is the role of whom the claim's qualifier names; with `words` the roles hold only where it finds its words.
    """

    subject: str
    object: str
    not_towards_the_event: bool = False
    only_the_whole: bool = False
    mutual: re.Pattern[str] | None = None
    fought: re.Pattern[str] | None = None
    qualifier: str = ""
    words: re.Pattern[str] | None = None
    demanded: re.Pattern[str] | None = None


@dataclass(frozen=True)
class EventRules:
    """`known` for texts of `articles`, in the order in which they are tried, then `general` for every text.

    `sides` are the roles of subject and object.

    A move whose words `arrival` finds took place where it led. Claims that meet one of `reasons` give the reason of their
    event, though their predicate says something else first. A label that `quoted` finds is the texts' own word and is shown
    in quotation marks.
    """

    articles: tuple[str, ...]
    known: tuple[EventRule, ...]
    general: tuple[GeneralRule, ...]
    sides: Mapping[str, Sides]
    quoted: re.Pattern[str]
    arrival: re.Pattern[str]
    reasons: tuple[Condition, ...] = ()

    def shown(self, label: str) -> str:
        """The label with a capital letter, in quotation marks and as it is where it is not flat."""
        return f"“{label}”" if self.quoted.search(label) else capitalised(label)


def assign(evidence: Evidence, rules: EventRules) -> tuple[dict[str, str], list[Known]]:
    """claim_id → event_id, and the events that the vocabulary does not know.

    A claim about an event, or with an event as its object, belongs to that event; other claims go to the first rule that
    means them. A claim that explains another one (cause, purpose, condition) belongs to the other's event.
    """
    chosen: dict[str, str] = {}
    unnamed: dict[tuple[str, str], list[Row]] = {}
    made: dict[str, Known] = {}
    for claim in evidence.claims:
        if event := _named(evidence, claim) or _known(evidence, rules, claim):
            chosen[str(claim["claim_id"])] = event
        elif new := _general(evidence, rules.general, claim):
            made.setdefault(new.entity_id, new)
            unnamed.setdefault((new.entity_id, str(claim["document_id"])), []).append(claim)
    found: dict[str, Known] = {}
    for (event_id, _), claims in unnamed.items():  # each text by itself: another text changes none of its rows
        for new_id, together in _apart(event_id, claims):
            found.setdefault(new_id, replace(made[event_id], entity_id=new_id))
            chosen |= {str(claim["claim_id"]): new_id for claim in together}
    for claim in evidence.claims:  # a cause may stand before what it explains
        about = claim["about_claim_id"]
        if about and str(about) in chosen:
            chosen.setdefault(str(claim["claim_id"]), chosen[str(about)])
    return chosen, list(found.values())


def _apart(event_id: str, claims: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Claims of one text whose dates exclude each other tell of events apart ("disbanded in May … and again in July").

    Dates of two versions that exclude each other are readings of one event, and stay together. Undated claims belong to
    the one event; where there are several, nobody knows to which, and they have none.
    """
    clusters: list[list[Row]] = []
    dated = [c for c in claims if c["date_earliest"] and c["date_latest"]]
    for claim in sorted(dated, key=lambda c: (str(c["date_earliest"]), str(c["date_latest"]))):
        if clusters and str(claim["date_earliest"]) <= max(str(c["date_latest"]) for c in clusters[-1]):
            clusters[-1].append(claim)
        else:
            clusters.append([claim])
    if len(clusters) < 2:
        return [(event_id, list(claims))]
    head, _, article = event_id.rpartition("--")
    return [(f"{head}-{together[0]['date_earliest']!s}--{article}", together) for together in clusters]


def _named(evidence: Evidence, claim: Row) -> str | None:
    if evidence.type_of(claim["subject_id"]) == "event":
        return str(claim["subject_id"])
    if evidence.type_of(claim["object_id"]) == "event" and claim["predicate"] not in NAMING:
        return str(claim["object_id"])
    return None


def _known(evidence: Evidence, rules: EventRules, claim: Row) -> str | None:
    if evidence.document(claim)["article"] not in rules.articles:
        return None  # another article may speak of the same people, of other events
    return next((r.event_id for r in rules.known if any(c.meets(claim, evidence) for c in r.conditions)), None)


def _general(evidence: Evidence, rules: Sequence[GeneralRule], claim: Row) -> Known | None:
    """An event made from the claim itself; not where only a part of the subject is meant, whose bounds nobody knows."""
    rule = next((r for r in rules if r.predicate == claim["predicate"]), None)
    if rule is None or not stated(claim) or claim["subject_text"]:
        return None
    if evidence.type_of(claim["subject_id"]) not in ("person", "unit", "group", "organization"):
        return None
    if rule.per_object and not claim["object_id"]:
        return None
    parts = [_own(claim["subject_id"]), *([_own(claim["object_id"])] if rule.per_object else [])]
    article = str(evidence.document(claim)["article"])
    event_id = f"event:{rule.predicate.replace('_', '-')}-{'-'.join(parts)}--{article}"
    label = rule.label.format(subject=claim["subject_label"], object=claim["object_label"])
    scope = str(evidence.entities[str(claim["subject_id"])]["scope"])
    return Known(event_id, "event", label, scope, "discovered", "", rule.kind)


def _own(entity_id: object) -> str:
    """The id's own part, without its type and without the article of a discovered entity."""
    return slug(entity_id).partition("--")[0]
