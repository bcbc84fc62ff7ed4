"""The steps of a build, each timed: read, layout, names and slots, rules and claims, other places, assemble, check, write."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import build
import extract.prose.apply as apply
import extract.read as reading
from extract.layouts import LAYOUTS
from extract.many import extract_all
from extract.vocabulary import for_articles
from extract.vocabulary import load as load_entities
from publish.files import write_tree
from publish.package import GENERATED_FOLDERS, package_files


@contextmanager
def counted(module: Any, name: str, seconds: dict[str, float], step: str) -> Iterator[None]:
    """Adds to `seconds[step]` the processor time of each call of a function while the block runs."""
    real: Callable[..., Any] = getattr(module, name)

    def timing(*arguments: Any) -> Any:
        started = time.process_time()
        try:
            return real(*arguments)
        finally:
            seconds[step] = seconds.get(step, 0.0) + time.process_time() - started

    setattr(module, name, timing)
    try:
        yield
    finally:
        setattr(module, name, real)


def profile(raw: Path) -> dict[str, float]:
    """Processor seconds of each step of one build in this process; the steps' times together are the build's."""
    seconds: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        seconds[name] = seconds.get(name, 0.0) + time.process_time() - started
        return result

    schema = step("read", lambda: build.load_schema(build.METADATA))
    documents = step("read", lambda: build.load_documents(raw, LAYOUTS))
    entities = step("read", lambda: load_entities(build.METADATA / "entities"))
    vocabularies = for_articles(entities, {d.article for d in documents})
    step("layout", lambda: [LAYOUTS[d.layout](d.text) for d in documents])
    inner: dict[str, float] = {}
    with (
        counted(apply, "annotate", inner, "names and slots"),
        counted(reading, "read_prose", inner, "prose"),
    ):
        started = time.process_time()
        extractions = extract_all(documents, vocabularies, 1)
        whole = time.process_time() - started
    seconds["names and slots"] = inner["names and slots"]
    seconds["rules and claims"] = inner["prose"] - inner["names and slots"]
    seconds["boxes, lists, references"] = whole - inner["prose"] - seconds["layout"]
    definitions = build.load_definitions(documents, vocabularies, schema, build.METADATA)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = build.Whole(definitions, documents, folder, build.stored_tables(schema, folder))
        texts = {d.document_id: d for d in documents}
        parts = [[texts[d.document_id] for d in part] for part in build.parts_of(documents)]
        read = {e.document.document_id: e for e in extractions}
        step("assemble", lambda: whole.read([read[d.document_id] for d in part] for part in parts))
        finishing = whole.finish(lambda document_id: texts[document_id].text)
        while (finished := step("assemble", lambda: next(finishing, None))) is not None:
            step("check", partial(build.content_findings, finished.contents))
        files = step("write", lambda: package_files(schema, whole.tables, raw, folder))
        step("write", lambda: write_tree(files, folder / "out", GENERATED_FOLDERS))
    return seconds
