"""The codes of metadata/vocabulary that rules and entries refer to, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from roa_dataset.vocabulary_files import load_vocabulary

METADATA = Path(__file__).resolve().parents[2] / "metadata"


@cache
def codes(scheme: str) -> tuple[str, ...]:
    """The codes of a scheme, in the order of its file; SchemaError where a file of the vocabulary is damaged."""
    return _schemes()[scheme]


@cache
def _schemes() -> dict[str, tuple[str, ...]]:
    return {name: scheme.code_names for name, scheme in load_vocabulary(METADATA).items()}
