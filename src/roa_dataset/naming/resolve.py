"""Which entities a name may mean, best first. A likeness is a hint to a reader and never an identity."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from roa_dataset.errors import AmbiguousNameError, UnknownIdError
from roa_dataset.naming.spelling import latin, plain, sound
from roa_dataset.showing.html import html_table
from roa_dataset.showing.text import text_table

if TYPE_CHECKING:
    from roa_dataset.package import Package

#: how a name was found: as written; but for case, accents and punctuation; but for script and ways to write a sound
EXACT, SPELLING, TRANSLITERATION = "exact", "spelling", "transliteration"
#: its words are among those of a longer name; a name is among its words ("General Vlasov"); many letters in common
WORDS, PART, SIMILAR = "words", "part", "similar"
#: below this share of common letters two names are not called similar
_LIKE = 0.75


@dataclass(frozen=True)
class Candidate:
    """An entity that the name may mean: the spelling that was met, how, and a score from 1 (as written) down."""

    entity_id: str
    label: str
    entity_type: str
    name: str
    how: str
    score: float


class Candidates(Sequence[Candidate]):
    """Candidates, best first. Nothing is picked: where two have the same score, both stand there."""

    def __init__(self, name: str, candidates: Sequence[Candidate]) -> None:
        self.name = name
        self._candidates = tuple(candidates)

    def __getitem__(self, index: int) -> Candidate:  # type: ignore[override]
        return self._candidates[index]

    def __len__(self) -> int:
        return len(self._candidates)

    def records(self) -> list[dict[str, object]]:
        """A dict for each candidate: entity_id, label, entity_type, name, how, score."""
        return [dict(vars(candidate)) for candidate in self._candidates]

    def __repr__(self) -> str:
        return text_table(self.records(), width=None) or f"nothing is called {self.name!r} or like it"

    def _repr_html_(self) -> str:
        return html_table(self.records())


def resolve(package: Package, name: str, limit: int = 10) -> Candidates:
    """See Package.resolve."""
    best: dict[str, Candidate] = {}
    for candidate in _matches(package, name):
        known = best.get(candidate.entity_id)
        if known is None or candidate.score > known.score:
            best[candidate.entity_id] = candidate
    ordered = sorted(best.values(), key=lambda c: (-c.score, c.label, c.entity_id))
    return Candidates(name, ordered[:limit])


def entity_id_of(package: Package, name: str, among: Container[str] | None = None) -> str:
    """The id itself, or that of the only entity of this name, whatever its case, accents and script; never a pick.

    `among` are ids that the question is about: with it, words of a name will do where only one of them has a name with
    all of these ("2nd division"). Raises UnknownIdError with the nearest names, or AmbiguousNameError with the ids that
    the name may mean.
    """
    entities = package.index("entities", "entity_id")
    if name in entities:
        return name
    if ":" not in name:
        found = [c for c in resolve(package, name, limit=len(entities)) if among is None or c.entity_id in among]
        certain = [c for c in found if c.how in (EXACT, SPELLING, TRANSLITERATION)]
        by_words = [c for c in found if c.how == WORDS] if among is not None else []
        sure = certain or by_words
        if len(sure) == 1:
            return sure[0].entity_id
        if found:
            raise AmbiguousNameError(name, [c.entity_id for c in (sure or found)[:5]])
    raise UnknownIdError("entity", name, entities, "roa_dataset.resolve(name) finds entities by any spelling.")


def _spellings(package: Package) -> Iterator[tuple[str, str]]:
    for row in package.rows("entities"):
        yield str(row["entity_id"]), str(row["label"])
    for row in package.rows("names"):
        yield str(row["entity_id"]), str(row["name"])


def _matches(package: Package, name: str) -> Iterator[Candidate]:
    entities = package.index("entities", "entity_id")
    shapes = [shape(name) for shape in (plain, latin, sound)]
    if not shapes[0]:
        return
    for entity_id, spelling in _spellings(package):
        how, score = _likeness(name, shapes, spelling)
        if how and entity_id in entities:
            entity = entities[entity_id]
            label, kind = str(entity["label"]), str(entity["entity_type"])
            yield Candidate(entity_id, label, kind, spelling, how, score)


def _likeness(name: str, shapes: Sequence[str], spelling: str) -> tuple[str, float]:
    """How the two are alike, and a score; ("", 0) when they are not."""
    if name == spelling:
        return EXACT, 1.0
    makers: tuple[tuple[Callable[[str], str], str, float], ...] = (
        (plain, SPELLING, 0.98), (latin, TRANSLITERATION, 0.95), (sound, TRANSLITERATION, 0.9)
    )  # fmt: skip
    theirs = [make(spelling) for make, _, _ in makers]
    for mine, other, (_, how, score) in zip(shapes, theirs, makers, strict=True):
        if mine == other:
            return how, score
    mine_words, their_words = set(shapes[2].split()), set(theirs[2].split())
    if mine_words <= their_words:
        return WORDS, round(0.6 + 0.25 * len(mine_words) / len(their_words), 3)
    if their_words < mine_words and any(len(word) > 2 for word in their_words):
        return PART, round(0.6 + 0.25 * len(their_words) / len(mine_words), 3)
    matcher = SequenceMatcher(None, shapes[2], theirs[2])
    if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE:
        return SIMILAR, round(0.6 * matcher.ratio(), 3)
    return "", 0.0
