"""Many texts, one after the other or spread over processes: the same extractions in the same order.

Nothing that is read from one text depends on another, so a process is given texts and gives back what it read from them,
without the texts themselves and without the sentences that it worked on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from extract.model import Document, Extraction
from extract.read import extract
from extract.vocabulary import Vocabulary

#: characters for which a further process is worth its start
WORTH_A_PROCESS = 400_000
#: how many times each process is given texts of a part: few enough that handing over costs little, many enough that none
#: waits long
TURNS = 4
#: parts that are read while an earlier one is assembled: what the processes give back is kept until it is asked for
AHEAD = 2


class ReadingStoppedError(RuntimeError):
    """A process that was reading texts is gone: ended from outside, or out of memory."""


@dataclass(frozen=True)
class Reader:
    """What a process is given once: the vocabularies by article."""

    vocabularies: Mapping[str, Vocabulary]

    def read(self, document: Document) -> Extraction:
        extraction = extract(document, self.vocabularies[document.article])
        return replace(extraction, document=replace(document, text=""))


def default_jobs(documents: Sequence[Document]) -> int:
    """One process for each WORTH_A_PROCESS characters, at most one for each processor."""
    characters = sum(int(str(d.row.get("characters") or len(d.text))) for d in documents)
    return max(1, min(os.cpu_count() or 1, characters // WORTH_A_PROCESS))


def extract_all(
    documents: Sequence[Document], vocabularies: Mapping[str, Vocabulary], jobs: int | None = None
) -> list[Extraction]:
    """The extractions of all documents, in their order, read by `jobs` processes; without a number, as many as are worth
    their start.

    Raises what `extract` raises, for the first text in order that fails; ReadingStoppedError where a process is gone.
    """
    jobs = min(jobs or default_jobs(documents), len(documents))
    return [extraction for part in extract_parts([documents], vocabularies, jobs) for extraction in part]


def extract_parts(
    parts: Iterable[Sequence[Document]], vocabularies: Mapping[str, Vocabulary], jobs: int
) -> Generator[list[Extraction], None, None]:
    """The extractions of one part of the documents after the other; `jobs` processes read no more than AHEAD parts ahead.

    Raises as `extract_all` does. Who does not take all of it closes it, which ends the processes.
    """
    if jobs <= 1:
        for part in parts:
            yield [extract(document, vocabularies[document.article]) for document in part]
        return
    yield from _read_apart(parts, Reader(vocabularies), jobs)


def _read_apart(parts: Iterable[Sequence[Document]], reader: Reader, jobs: int) -> Iterator[list[Extraction]]:
    # a copy of this process has the rules already; elsewhere a new one has to load them
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    given: deque[tuple[Sequence[Document], list[Future[list[Extraction]]]]] = deque()
    with ProcessPoolExecutor(jobs, context, _begin, (reader,)) as pool:
        try:
            for part in parts:
                given.append((part, _hand_over(pool, part, jobs)))
                if len(given) > AHEAD:
                    yield _taken(*given.popleft())
            while given:
                yield _taken(*given.popleft())
        except BrokenProcessPool as error:
            raise ReadingStoppedError(
                f"{jobs} processes: found one of them gone; expected all to read on. It was ended from outside or had no"
                " memory left: try again with --jobs 1."
            ) from error
        except (KeyboardInterrupt, GeneratorExit):
            # the pool's own thread finds its processes gone, and would say so; whoever interrupts knows
            threading.excepthook = lambda arguments: None
            for process in multiprocessing.active_children():
                process.kill()
            pool.shutdown(wait=False)
            raise
        except BaseException:
            pool.shutdown(cancel_futures=True)  # texts that are being read are read to their end: a few seconds
            raise


def _hand_over(pool: ProcessPoolExecutor, part: Sequence[Document], jobs: int) -> list[Future[list[Extraction]]]:
    """Gives the processes the texts of a part, several at a time."""
    turn = max(1, len(part) // (jobs * TURNS))
    with _interrupts_held():
        return [pool.submit(_read, part[start : start + turn]) for start in range(0, len(part), turn)]


def _taken(part: Sequence[Document], given: Sequence[Future[list[Extraction]]]) -> list[Extraction]:
    read = (extraction for future in given for extraction in future.result())
    return [replace(extraction, document=document) for document, extraction in zip(part, read, strict=True)]


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keeps an interrupt back while processes are started: in the middle of a start Python would lose it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_reader: Reader | None = None


def _begin(reader: Reader) -> None:
    """In a new process: what it reads with; an interrupt ends it without a word, for the first process has the word."""
    global _reader
    _reader = reader
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _read(documents: Sequence[Document]) -> list[Extraction]:
    assert _reader is not None
    return [_reader.read(document) for document in documents]
