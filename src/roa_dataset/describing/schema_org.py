"""schema.org JSON-LD, as search engines for datasets read it (https://schema.org/Dataset).

The context is written out (`@vocab`) rather than named by an address, so that a reader needs no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roa_dataset.describing.works import Text, hash_of, of_the_dataset, texts_of

#: formats of tables → their media types; the columns of a table are in the descriptor
_TABLES = {"csv": "text/csv", "apache-parquet": "application/vnd.apache.parquet"}


def schema_org(content: Mapping[str, Any], documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The dataset as a schema.org Dataset. `content` is the descriptor, `documents` are the rows of that table.

    Paths of files are relative to the package's root. What the texts are licensed under stands as their own words, for it
    is no single licence.
    """
    texts = texts_of(documents)
    described = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "name": content.get("title") or content["name"],
        "alternateName": content["name"],
        **of_the_dataset(content),
        "inLanguage": sorted({text.language for text in texts if text.language}),
        "isAccessibleForFree": True,
        "isBasedOn": [_text(text) for text in texts],
        "distribution": [_file(r) for r in content["resources"] if r.get("format") in _TABLES],
    }
    return {key: value for key, value in described.items() if value}


def _text(text: Text) -> dict[str, Any]:
    described = {
        "@type": "Article",
        "name": text.title,
        "author": {"@type": "Organization", "name": text.authors},
        "version": text.version_label,
        "inLanguage": text.language,
        "license": text.license,
        "url": text.url,
        "identifier": f"sha256:{text.sha256}",
    }
    return {key: value for key, value in described.items() if value}


def _file(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": resource.get("title") or resource["name"],
        "contentUrl": resource["path"],
        "encodingFormat": _TABLES[resource["format"]],
        "contentSize": f"{resource['bytes']} B",
        "sha256": hash_of(resource),
    }
