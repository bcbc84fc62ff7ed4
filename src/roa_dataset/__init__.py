"""roa-dataset: what two versions of one encyclopedia article say about the Russian Liberation Army, claim by claim.

>>> import roa_dataset
>>> claim = roa_dataset.records("claims")[0]
>>> text = roa_dataset.raw_text(claim["document_id"])
>>> text[int(claim["char_start"]) : int(claim["char_end"])] == claim["quote"]
True
"""

from roa_dataset.files import descriptor, raw_text, records, root

__all__ = ["__version__", "descriptor", "raw_text", "records", "root"]


def __getattr__(name: str) -> str:
    if name == "__version__":
        version: str = descriptor()["version"]
        return version
    raise AttributeError(f"module 'roa_dataset' has no attribute {name!r}")
