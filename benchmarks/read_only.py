"""Reads every text of a raw folder, one after the other, and keeps nothing but the number of claims.

python benchmarks/read_only.py RAW
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("scripts", "src")]

from extract.documents import read_rows, read_text  # noqa: E402
from extract.model import Document  # noqa: E402
from extract.read import extract  # noqa: E402
from extract.vocabulary import for_articles, load  # noqa: E402


def main(raw: Path) -> int:
    """The number of claims of all texts."""
    rows = read_rows(raw / "documents.csv")
    vocabularies = for_articles(load(ROOT / "metadata" / "entities"), {str(row["article"]) for row in rows})
    claims = 0
    for row in rows:
        text = read_text(raw / Path(str(row["path"])).name, str(row["path"]))
        names = (str(row[column]) for column in ("document_id", "title", "article", "layout"))
        claims += len(extract(Document(*names, text, row), vocabularies[str(row["article"])]).claims)
    return claims


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
