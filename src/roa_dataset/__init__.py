"""roa-dataset: what two versions of one encyclopedia article say about the Russian Liberation Army, claim by claim.

>>> import roa_dataset as roa
>>> claim = roa.claim(roa.load("claims", engine="records")[0]["claim_id"])
>>> claim.document.text[claim.char_start : claim.char_end] == claim.quote
True

Everything here works on the data that are installed with the package, without a network. `open` gives the same functions
for another copy or release.
"""

from __future__ import annotations

# `open` is public too and left out here: `from roa_dataset import *` must not take the place of Python's own
__all__ = [
    "Package",
    "__version__",
    "cite",
    "cited_by",
    "claim",
    "compare",
    "conflicts",
    "connect",
    "document",
    "errors",
    "evidence",
    "explain",
    "export",
    "load",
    "order_of_battle",
    "plot",
    "resolve",
    "root",
    "schema",
    "search",
    "tables",
    "timeline",
    "who_commanded",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from roa_dataset import errors, plot
    from roa_dataset.package import Package
    from roa_dataset.remote import opening

    _installed = Package("")  # for a type checker only: the methods of the copy that __getattr__ finds
    __version__ = _installed.version
    cite = _installed.cite
    cited_by = _installed.cited_by
    claim = _installed.claim
    compare = _installed.compare
    conflicts = _installed.conflicts
    connect = _installed.connect
    document = _installed.document
    evidence = _installed.evidence
    explain = _installed.explain
    export = _installed.export
    load = _installed.load
    open = opening.open_package
    order_of_battle = _installed.order_of_battle
    resolve = _installed.resolve
    root = _installed.root
    schema = _installed.schema
    search = _installed.search
    tables = _installed.tables
    timeline = _installed.timeline
    who_commanded = _installed.who_commanded
else:

    def __getattr__(name: str) -> object:
        # PEP 562: nothing is imported or read before it is asked for, so that `import roa_dataset` costs next to nothing
        if name not in __all__ and name != "open":
            raise AttributeError(f"module 'roa_dataset' has no attribute {name!r}")
        if name in ("errors", "plot"):
            from importlib import import_module

            return import_module(f"roa_dataset.{name}")
        if name == "open":
            from roa_dataset.remote.opening import open_package

            return open_package
        from roa_dataset import package

        if name == "Package":
            return package.Package
        return getattr(package.installed(), "version" if name == "__version__" else name)

    def __dir__() -> list[str]:
        return [*__all__, "open"]
