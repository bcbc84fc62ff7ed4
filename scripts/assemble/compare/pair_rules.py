"""The rules of metadata/conflicts.toml over claims: pairs that have something in common and differ in something else.

Claims are compared between neighbouring versions of one article, inside one text, and inside one text with the summaries of
other articles that it holds. Pairs that share a claim are one conflict with all their readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assemble.compare.facts import Context, Fact
from assemble.compare.findings import Finding, in_passage, reading, without_parts
from assemble.compare.notes import NOTES
from assemble.compare.relations import APART, SAME, Relation, concern_the_same, shared_place
from assemble.compare.rule_file import BETWEEN, SUMMARY, WITHIN, Pattern, Rule
from assemble.compare.words import content
from roa_dataset.reading.compared_words import words

Pair = tuple[Fact, Fact]


@dataclass(frozen=True, eq=False)
class Part:
    """The claims of a text without its summaries, or of one summary, in text order."""

    facts: Sequence[Fact] = ()
    by_predicate: Mapping[str, Sequence[Fact]] = field(default_factory=dict)

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(fact.document_id for fact in self.facts)

    def candidates(self, patterns: Sequence[Pattern]) -> Sequence[Fact]:
        """The claims of the predicates that the patterns name; all of them where one names none."""
        if not all(pattern.predicates for pattern in patterns):
            return self.facts
        predicates = {predicate for pattern in patterns for predicate in pattern.predicates}
        found = [fact for predicate in predicates for fact in self.by_predicate.get(predicate, ())]
        return sorted(found, key=lambda fact: fact.position)


@dataclass(frozen=True)
class Setting:
    """Which claims meet: those of `left` with those of `right` (the same part inside one text or one summary)."""

    scope: str
    left: Part
    right: Part
    #: the summaries that stand beside, for rules that show their readings too
    beside: Sequence[Part] = ()

    @property
    def inside(self) -> bool:
        return self.left is self.right


def settings(context: Context, pairs: Iterable[tuple[str, str]]) -> list[Setting]:
    """Every meeting of claims: for each pair of versions, inside each text and each summary, and of each text with each
    summary that it holds."""
    parts = _parts(context.facts)
    found = []
    for older, newer in pairs:
        beside = [part for (document, title), part in parts.items() if title and document in (older, newer)]
        found.append(Setting(BETWEEN, parts.get((older, ""), Part()), parts.get((newer, ""), Part()), beside))
    for (document, title), part in parts.items():
        if title:
            found.append(Setting(SUMMARY, parts.get((document, ""), Part()), part))
            found.append(Setting(WITHIN, part, part))  # two places of one summary: nothing of the article is compared
        else:
            found.append(Setting(WITHIN, part, part))
    return found


def _parts(facts: Iterable[Fact]) -> dict[tuple[str, str], Part]:
    """(document, title of the summary or "") → its claims."""
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: f.position):
        grouped.setdefault((fact.document_id, fact.about_title), []).append(fact)
    parts = {}
    for key, own in grouped.items():
        by_predicate: dict[str, list[Fact]] = {}
        for fact in own:
            by_predicate.setdefault(fact.predicate, []).append(fact)
        parts[key] = Part(own, by_predicate)
    return parts


def apply_rule(rule: Rule, context: Context, meetings: Iterable[Setting]) -> list[Finding]:
    """The conflicts that one rule finds in the settings of its scopes."""
    found: list[Finding] = []
    for setting in meetings:
        if setting.scope in rule.scopes:
            found += _Application(rule, context, setting).findings()
    return without_parts(found)


@dataclass
class _Application:
    """One rule in one setting; `shown` has the reading of each claim that came in."""

    rule: Rule
    context: Context
    setting: Setting
    shown: dict[str, str] = field(default_factory=dict)
    #: for each of them the pattern and the parts of the reading that it asks for
    asked: dict[str, tuple[Pattern, Sequence[str]]] = field(default_factory=dict)

    def findings(self) -> list[Finding]:
        related = [pair for pair in self._meetings() if self._holds(self.rule.same, SAME, pair)]
        differing = [pair for pair in related if self._holds(self.rule.apart, APART, pair)]
        lists = (self.rule.sets or self.rule.more) and not self.setting.inside
        if self.rule.more:
            seeds = self._more_named(related, differing)
        else:
            if lists:
                differing = self._without_counterpart(related, differing)
            elif self.setting.scope == BETWEEN:
                differing = self._not_in_both(differing)
            seeds = {fact.claim_id for pair in differing for fact in pair}
        groups = _components(related if lists else differing, self._about) if seeds else []
        groups = [(about, facts) for about, facts in groups if any(f.claim_id in seeds for f in facts)]
        if self.rule.beside:
            groups = [(about, [*facts, *more]) for about, facts in groups if (more := self._grounds(facts))]
        found = [self._finding(about, [*facts, *self._beside(about)]) for about, facts in groups]
        if self.setting.scope == BETWEEN or not self.rule.at_most:
            return found
        return [finding for finding in found if _different(finding) <= self.rule.at_most]

    def _meetings(self) -> Iterator[Pair]:
        first, second = self.rule.first, self.rule.second or self.rule.first
        sides = [(self.setting.left, self.setting.right)]
        if not self.rule.symmetric and not self.setting.inside:
            sides.append((self.setting.right, self.setting.left))
        once = self.setting.inside and self.rule.symmetric
        for left, right in sides:
            others = self._fitting(right, second)
            for a in self._fitting(left, first):
                for b in others:
                    if a.position < b.position if once else a.claim_id != b.claim_id:
                        yield a, b

    def _fitting(self, part: Part, patterns: Sequence[Pattern]) -> list[Fact]:
        found = []
        for fact in part.candidates(patterns):
            pattern = next((p for p in patterns if p.fits(fact, self.context)), None)
            shown = reading(fact, pattern.reading or self.rule.reading) if pattern else ""
            if pattern and shown:
                self.shown.setdefault(fact.claim_id, pattern.lead + shown)
                self.asked.setdefault(fact.claim_id, (pattern, pattern.reading or self.rule.reading))
                found.append(fact)
        return found

    def _holds(self, names: Sequence[str], relations: Mapping[str, Relation], pair: Pair) -> bool:
        return all(relations[name](*pair, self.context) for name in names)

    @staticmethod
    def _without_counterpart(related: Sequence[Pair], differing: Sequence[Pair]) -> list[Pair]:
        """The differing pairs of which neither side is also told by the other text."""
        apart = {(a.claim_id, b.claim_id) for a, b in differing}
        told = {f.claim_id for a, b in related if (a.claim_id, b.claim_id) not in apart for f in (a, b)}
        return [(a, b) for a, b in differing if a.claim_id not in told and b.claim_id not in told]

    def _not_in_both(self, differing: Sequence[Pair]) -> list[Pair]:
        """Without the pairs of which both texts tell both sides: that disagreement is inside each of them, not between them."""
        said = _spelt if "spelling" in self.rule.apart else _content
        told = {d: {said(f) for f in p.facts} for p in (self.setting.left, self.setting.right) for d in p.documents}
        return [
            (a, b) for a, b in differing if said(a) not in told[b.document_id] or said(b) not in told[a.document_id]
        ]

    @staticmethod
    def _more_named(related: Sequence[Pair], differing: Sequence[Pair]) -> set[str]:
        """The claims that only one of two lists has, where the lists share something."""
        apart = {(a.claim_id, b.claim_id) for a, b in differing}
        told = {f.claim_id for a, b in related if (a.claim_id, b.claim_id) not in apart for f in (a, b)}
        shared = {f.passage_id for a, b in related if a.claim_id in told for f in (a, b)}
        return {f.claim_id for pair in related for f in pair if f.claim_id not in told and f.passage_id in shared}

    def _grounds(self, facts: Sequence[Fact]) -> list[Fact]:
        """What either text tells besides, of the kinds that the rule asks for, of those whom one of the claims concerns."""
        both = (self.setting.left,) if self.setting.inside else (self.setting.left, self.setting.right)
        told = [fact for part in both for fact in self._fitting(part, self.rule.beside)]
        return [fact for fact in told if any(concern_the_same(fact, other, self.context) for other in facts)]

    def _beside(self, about: str) -> list[Fact]:
        """What the summaries of other articles say to the same matter."""
        if not self.rule.summaries:
            return []
        said = [fact for part in self.setting.beside for fact in self._fitting(part, self.rule.first)]
        return [fact for fact in said if fact.subject == about]

    def _about(self, pair: Pair) -> str:
        if self.rule.about == "shared_place":
            return shared_place(*pair, self.context)
        fact = pair[1] if self.rule.about == "second_subject" else pair[0]
        return fact.get("object_id") if self.rule.about == "first_object" else fact.subject

    def _finding(self, about: str, facts: Sequence[Fact]) -> Finding:
        facts = sorted(facts, key=lambda fact: (bool(fact.about_title), fact.position)) if self.rule.beside else facts
        shown = [(fact, self._told(fact, facts)) for fact in facts]
        predicate = self.rule.predicate or facts[0].predicate
        told = NOTES.get(self.rule.conflict_type)
        note = told(about, facts, self.context) if told else ""
        return Finding(
            self.rule.conflict_class, self.rule.conflict_type, self.setting.scope, about, predicate, tuple(shown), note
        )

    def _told(self, fact: Fact, facts: Sequence[Fact]) -> str:
        """The claim's own reading, or one for all claims of the finding in its passage where the rule asks for their span."""
        pattern, parts = self.asked[fact.claim_id]
        if "span" not in parts:
            return self.shown[fact.claim_id]
        beside = [f for f in facts if f.passage_id == fact.passage_id and "span" in self.asked[f.claim_id][1]]
        return pattern.lead + in_passage(beside, parts)


def _content(fact: Fact) -> tuple[object, ...]:
    """What a claim says, apart from the words around it."""
    cells = [fact.get(c) for c in ("subject_id", "predicate", "object_id", "polarity", "modality", "place_id")]
    return (*cells, fact.number(), fact.bounds(), frozenset(content(words(fact.get("value")))))


def _spelt(fact: Fact) -> tuple[object, ...]:
    """The same with the value letter by letter."""
    return (*_content(fact), fact.get("value"))


def _different(finding: Finding) -> int:
    return len({text for _, text in finding.readings})


def _components(pairs: Sequence[Pair], about: Callable[[Pair], str]) -> list[tuple[str, list[Fact]]]:
    """Groups of claims joined by pairs about one entity, each in text order."""
    groups: list[tuple[str, dict[str, Fact]]] = []
    for pair in pairs:
        entity = about(pair)
        joined = {fact.claim_id: fact for fact in pair}
        rest = []
        for known, facts in groups:
            if known == entity and joined.keys() & facts.keys():
                joined |= facts
            else:
                rest.append((known, facts))
        groups = [*rest, (entity, joined)]
    return [(e, sorted(f.values(), key=lambda fact: fact.position)) for e, f in groups]
