"""What people decided and every text of a build is assembled with, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assemble.entities import Known, judgement_rows, known_to_vocabularies
from assemble.views import ViewRules, load_view_rules
from extract.model import Document, Row
from extract.vocabulary import Vocabulary
from roa_dataset.schema_files import Schema
from roa_dataset.wording.forms import load_forms
from roa_dataset.wording.statements import Statements


@dataclass(frozen=True)
class Definitions:
    """Schema, vocabularies by article, statements, rules of the views, all judgements about entities.

    `known` are the entities of all vocabularies, `shared` the ids of those that several articles of the build know: only
    their rows can rest on texts of more than one article, for the id of what was discovered has the article's name in it.
    """

    schema: Schema
    metadata: Path
    vocabularies: Mapping[str, Vocabulary]
    statements: Statements
    views: ViewRules
    known: Mapping[str, Known]
    shared: frozenset[str]
    judgements: Sequence[Row]

    def known_to(self, articles: Collection[str]) -> dict[str, Known]:
        """What the vocabularies of these articles know."""
        ids = {entity_id for article in articles for entity_id in self.vocabularies[article].entities}
        return {entity_id: self.known[entity_id] for entity_id in sorted(ids)}


def load_definitions(
    documents: Sequence[Document], vocabularies: Mapping[str, Vocabulary], schema: Schema, metadata: Path
) -> Definitions:
    """The definitions for a build of these documents."""
    predicates = {code.code: code for code in schema.vocabulary["predicate"].codes}
    articles = list(dict.fromkeys(d.article for d in sorted(documents, key=lambda d: d.document_id)))
    knowing = Counter(entity_id for article in articles for entity_id in vocabularies[article].entities)
    return Definitions(
        schema,
        metadata,
        vocabularies,
        Statements(predicates, load_forms(metadata / "statements.toml", predicates)),
        load_view_rules(metadata, schema),
        known_to_vocabularies(articles, vocabularies),
        frozenset(entity_id for entity_id, count in knowing.items() if count > 1),
        judgement_rows(metadata),
    )
