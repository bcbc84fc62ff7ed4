"""Names of tables and codes of the vocabulary as types, made from metadata/ by the build."""

from __future__ import annotations

from typing import Literal

#: The tables, in reading order.
TableName = Literal[
    "documents",
    "passages",
    "mentions",
    "claims",
    "claim_spans",
    "rules",
    "entities",
    "names",
    "identity_judgements",
    "persons",
    "units",
    "allegiances",
    "unit_relations",
    "collectives",
    "postings",
    "strengths",
    "events",
    "event_participants",
    "fates",
    "places",
    "provenance",
    "bibliography",
    "links",
    "images",
    "ranks",
    "alignments",
    "conflicts",
    "conflict_claims",
    "reviews",
    "vocabulary",
    "retired_ids",
]

#: The codes of the scheme alignment_change.
AlignmentChangeCode = Literal[
    "identical",
    "reworded",
    "moved",
    "split",
    "merged",
    "only_left",
    "only_right",
]

#: The codes of the scheme archive_basis.
ArchiveBasisCode = Literal[
    "stated",
    "inherited",
]

#: The codes of the scheme bibliography_kind.
BibliographyKindCode = Literal[
    "citation",
    "note",
    "external_link",
]

#: The codes of the scheme conflict_class.
ConflictClassCode = Literal[
    "contradiction",
    "differing_detail",
    "revision",
]

#: The codes of the scheme conflict_scope.
ConflictScopeCode = Literal[
    "between_texts",
    "within_text",
    "with_summary_of_other_article",
]

#: The codes of the scheme conflict_type.
ConflictTypeCode = Literal[
    "commander",
    "number",
    "date",
    "place",
    "side",
    "order_or_consent",
    "denied_and_affirmed",
    "only_one",
    "decision",
    "account_of_decision",
    "reason",
    "motive",
    "motive_replaced",
    "promise",
    "subordination",
    "existence",
    "designation",
    "circumstance",
    "fate",
    "liberation",
    "custody",
    "translation",
    "founder",
    "date_precision",
    "number_exactness",
    "share",
    "picture_place",
    "captor",
    "two_captors",
    "more_named",
    "field",
    "composition",
    "wording",
    "framing",
    "hedge",
    "certainty",
    "spelling",
]

#: The codes of the scheme date_basis.
DateBasisCode = Literal[
    "stated",
    "context",
    "inherited",
    "relative",
    "convention",
]

#: The codes of the scheme date_role.
DateRoleCode = Literal[
    "point",
    "as_of",
    "start",
    "end",
    "throughout",
    "within",
    "no_earlier_than",
    "no_later_than",
    "before",
    "after",
]

#: The codes of the scheme entity_origin.
EntityOriginCode = Literal[
    "vocabulary",
    "discovered",
]

#: The codes of the scheme entity_scope.
EntityScopeCode = Literal[
    "actor",
    "author",
    "context",
]

#: The codes of the scheme entity_type.
EntityTypeCode = Literal[
    "person",
    "unit",
    "group",
    "organization",
    "polity",
    "place",
    "event",
    "rank",
    "work",
    "object",
]

#: The codes of the scheme event_role.
EventRoleCode = Literal[
    "participant",
    "combatant",
    "opponent",
    "aided",
    "changed_sides",
    "mutineer",
    "order_giver",
    "ordered",
    "permission_giver",
    "permitted",
    "refuser",
    "seeker",
    "asked",
    "demanded",
    "decision_maker",
    "promise_giver",
    "promise_receiver",
    "persuader",
    "persuaded",
    "speaker",
    "addressed_or_named",
    "captive",
    "captor",
    "surrendering",
    "surrender_receiver",
    "handed_over",
    "giver",
    "receiver",
    "tried",
    "sentenced",
    "executed",
    "dead",
    "formed",
    "former",
    "disbanded",
    "disbander",
    "reorganised",
    "user",
    "used",
    "successor",
    "renamed",
    "moving",
    "subordinate",
    "superior",
    "component",
    "whole",
]

#: The codes of the scheme event_type.
EventTypeCode = Literal[
    "war",
    "battle",
    "uprising",
    "mutiny",
    "founding",
    "renaming",
    "disbandment",
    "proclamation",
    "decision",
    "negotiation",
    "report",
    "meeting",
    "movement",
    "capture",
    "surrender",
    "hand-over",
    "trial",
    "execution",
    "other",
]

#: The codes of the scheme judgement.
JudgementCode = Literal[
    "same",
    "different",
    "unsure",
]

#: The codes of the scheme layout.
LayoutCode = Literal[
    "article_mirror",
    "wiki_dump",
    "plain",
]

#: The codes of the scheme link_kind.
LinkKindCode = Literal[
    "see_also",
    "related_article",
    "category",
    "interlanguage",
]

#: The codes of the scheme location_basis.
LocationBasisCode = Literal[
    "geonames",
    "doubtful",
    "none",
]

#: The codes of the scheme mention_kind.
MentionKindCode = Literal[
    "name",
    "short_name",
    "abbreviation",
    "description",
]

#: The codes of the scheme mention_resolution.
MentionResolutionCode = Literal[
    "vocabulary",
    "grammar",
    "coreference",
    "unresolved",
]

#: The codes of the scheme modality.
ModalityCode = Literal[
    "asserted",
    "reported",
    "denied",
    "planned",
    "attempted",
]

#: The codes of the scheme name_kind.
NameKindCode = Literal[
    "official",
    "short",
    "abbreviation",
    "full_form",
    "alias",
    "nickname",
    "designation",
    "transliteration",
    "translation",
    "spelling",
    "description",
]

#: The codes of the scheme number_exactness.
NumberExactnessCode = Literal[
    "exact",
    "about",
    "at_least",
    "at_most",
    "range",
    "vague",
]

#: The codes of the scheme occurrence.
OccurrenceCode = Literal[
    "article",
    "summary_of_other_article",
    "reference",
    "list",
    "claim_only",
]

#: The codes of the scheme passage_kind.
PassageKindCode = Literal[
    "title",
    "infobox_field",
    "heading",
    "paragraph",
    "sentence",
    "caption",
    "list_item",
    "table",
    "table_row",
    "note",
    "reference",
    "related_article",
    "see_also",
    "external_link",
    "category",
    "interlanguage",
    "residue",
]

#: The codes of the scheme place_kind.
PlaceKindCode = Literal[
    "town",
    "region",
    "river",
    "front",
    "camp",
    "country",
    "cemetery",
    "building",
    "other",
]

#: The codes of the scheme polarity.
PolarityCode = Literal[
    "affirmed",
    "negated",
]

#: The codes of the scheme posting_basis.
PostingBasisCode = Literal[
    "words",
    "genitive",
    "list_position",
]

#: The codes of the scheme posting_role.
PostingRoleCode = Literal[
    "commander",
    "member",
    "position",
]

#: The codes of the scheme predicate.
PredicateCode = Literal[
    "has_name",
    "renamed_to",
    "named_after",
    "same_as",
    "is_a",
    "described_as",
    "comparable_to",
    "has_emblem",
    "awarded",
    "infobox_value",
    "depicts",
    "sided_with",
    "allegiance_to",
    "subordinate_to",
    "part_of",
    "member_of",
    "composed_of",
    "originates_from",
    "commands",
    "holds_rank",
    "holds_position",
    "formed",
    "formed_from",
    "active",
    "has_state",
    "has_strength",
    "has_count",
    "equipped_with",
    "used_force",
    "had_task",
    "reorganised_into",
    "disbanded",
    "located_in",
    "served_in",
    "moved_to",
    "left",
    "took_place",
    "took_part_in",
    "fought_against",
    "aided",
    "changed_sides",
    "mutinied",
    "had_outcome",
    "ordered",
    "permitted",
    "refused",
    "sought",
    "decided",
    "promised",
    "persuaded",
    "said",
    "held_opinion",
    "met",
    "issued_by",
    "captured_by",
    "surrendered_to",
    "handed_over_to",
    "tried",
    "sentenced_to",
    "executed",
    "died",
    "cause",
    "purpose",
    "condition",
]

#: The codes of the scheme relation_basis.
RelationBasisCode = Literal[
    "declared",
    "nominal",
    "de_jure",
    "factual",
    "list_position",
    "unspecified",
]

#: The codes of the scheme rule_layer.
RuleLayerCode = Literal[
    "layout",
    "structure",
    "prose",
]

#: The codes of the scheme section_basis.
SectionBasisCode = Literal[
    "heading",
    "lost",
    "lead",
    "none",
]

#: The codes of the scheme span_role.
SpanRoleCode = Literal[
    "trigger",
    "subject",
    "object",
    "value",
    "number",
    "measure",
    "date",
    "date_context",
    "place",
    "hedge",
    "qualifier",
    "attribution",
    "citation",
    "citation_needed",
]

#: The codes of the scheme verdict.
VerdictCode = Literal[
    "right",
    "wrong",
    "doubtful",
]
