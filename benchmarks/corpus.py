"""Many invented articles: copies of those of tests/data/invented with other names, ordinals, years and counts, by a seed.

Sentences, layouts and marks are those of the invented articles, so the texts read as articles do; no two have the same
names. Nothing in them is real.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extract import grammar, infobox_lines
from extract.documents import COLUMNS, load_documents
from extract.layouts import LAYOUTS
from extract.model import Document
from roa_dataset.reading.date_words import MONTHS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "tests" / "data" / "invented" / "raw"
SEED = 4
ONSETS = "B Br C D Dr F G Gr H K Kr L M N Or P Pr R S St T Tr V W Z".split()
NUCLEI = "a e i o u ei ou ia ar el in or un".split()
CODAS = "l n r s th nd rk lm st v d g x bb nn".split()
WORD = re.compile(r"(?<![\w|])[A-Z][a-zà-ÿ]{3,}(?![\w=])")
#: a capitalised word behind a small one is a name; at a sentence's start it may be any word
INSIDE = re.compile(r"[a-z,] (?P<word>[A-Z][a-zà-ÿ]{3,})\b")
YEAR = re.compile(r"(?<![\d,.-])(?P<year>1[5-9]\d\d)(?![\d,.]\d|\d)")
ORDINAL = re.compile(r"(?<![\w,.-])(?P<number>\d{1,2})(?:st|nd|rd|th)\b(?! [A-Z][a-z]+ \d{4}|,? \d{4})")
COUNT = re.compile(r"(?<![\w,.-])\d{1,3},\d{3}\b")


def articles(megabytes: float, seed: int = SEED) -> Iterator[Document]:
    """Invented articles of together at least `megabytes` million bytes, the same for the same seed."""
    templates = load_documents(TEMPLATES, LAYOUTS)
    keep = _kept_words(templates)
    names = {t.document_id: _names(t.text, keep) for t in templates}
    chance = random.Random(seed)
    written = number = 0
    while written < megabytes * 1_000_000:
        template = templates[number % len(templates)]
        number += 1
        document = _article(template, names[template.document_id], number, chance)
        written += len(document.text.encode())
        yield document


def write_corpus(folder: Path, megabytes: float, seed: int = SEED) -> int:
    """Writes the texts and documents.csv into `folder`; returns the number of bytes of the texts."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for document in articles(megabytes, seed):
            data = document.text.encode()
            (folder / f"{document.document_id}.txt").write_bytes(data)
            pins = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "characters": len(document.text)}
            writer.writerow({**document.row, **pins})
            size += len(data)
    return size


def _kept_words(templates: tuple[Document, ...]) -> frozenset[str]:
    """Words that are no names: months, ranks, echelons, labels of boxes, words of headings."""
    patterns = (
        grammar.RANK_WORD,
        grammar.ECHELON,
        grammar.ARM,
        grammar.EVENT_WORD.pattern,
        grammar.NOT_A_PERSON.pattern,
    )
    words = {w for pattern in patterns for w in re.findall(r"[A-Z][a-z]{3,}", pattern)}
    words |= {m.capitalize() for m in MONTHS}
    words |= {w for line in infobox_lines.lines().values() for label in line.labels for w in re.findall(r"\w+", label)}
    for template in templates:
        for block in LAYOUTS[template.layout](template.text):
            words |= {
                w
                for b in block.walk()
                if b.kind in ("heading", "external_link", "see_also")
                for w in re.findall(r"[A-Z]\w+", template.text[b.start : b.end])
            }
    return frozenset(words)


def _names(text: str, keep: frozenset[str]) -> tuple[str, ...]:
    """The words of the text that are parts of names."""
    small = set(re.findall(r"\b[a-z]{4,}\b", text))
    inside = {m["word"] for m in INSIDE.finditer(text)}
    return tuple(sorted(w for w in inside if w not in keep and w.lower() not in small))


def _article(template: Document, names: tuple[str, ...], number: int, chance: random.Random) -> Document:
    new = {name: _name(chance) for name in names}
    years = chance.randint(-40, 40)
    ordinals = chance.randint(0, 60)

    def ordinal(match: re.Match[str]) -> str:
        value = int(match["number"]) + ordinals
        ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{ending}"

    def renew(text: str) -> str:
        text = WORD.sub(lambda m: new.get(m[0], m[0]), text)
        text = ORDINAL.sub(ordinal, text)
        text = COUNT.sub(lambda m: f"{chance.randint(1, 98)},{chance.randint(100, 999)}", text)
        return YEAR.sub(lambda m: str(int(m["year"]) + years), text)

    slug = f"article-{number:05d}"
    text, title = renew(template.text), renew(template.title)
    row = {**template.row, "document_id": slug, "article": slug, "title": title, "path": f"raw/{slug}.txt"}
    return Document(slug, title, slug, template.layout, text, row)


def _name(chance: random.Random) -> str:
    syllables = chance.randint(2, 3)
    parts = [chance.choice(ONSETS)]
    for position in range(syllables):
        parts += [chance.choice(NUCLEI), chance.choice(CODAS)]
        if position + 1 < syllables:
            parts.append(chance.choice(ONSETS).lower())
    return "".join(parts)
