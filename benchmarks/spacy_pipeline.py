"""What the field would take for the first step alone: spaCy, blank English, sentencizer, EntityRuler with our vocabulary's names.

It finds sentences and known names, and no claims. Run by run.py in the same process as ours, so that both have the same machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.model import Document
from extract.vocabulary import Vocabulary


@dataclass
class SpacyPipeline:
    """Made once; `read` goes over the texts and gives the numbers of sentences and of names."""

    vocabulary: Vocabulary
    pipeline: Any = field(init=False)

    def __post_init__(self) -> None:
        import spacy

        self.pipeline = spacy.blank("en")
        self.pipeline.max_length = 100_000_000
        self.pipeline.add_pipe("sentencizer")
        ruler: Any = self.pipeline.add_pipe("entity_ruler")
        types = {key: entity.entity_type.upper() for key, entity in self.vocabulary.entities.items()}
        ruler.add_patterns(
            [{"label": types[key], "pattern": name} for name, (key, _) in self.vocabulary.names().items()]
        )

    def read(self, documents: Sequence[Document]) -> tuple[int, int]:
        sentences = names = 0
        for document in self.pipeline.pipe(d.text for d in documents):
            sentences += sum(1 for _ in document.sents)
            names += len(document.ents)
        return sentences, names
