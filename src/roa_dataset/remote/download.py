"""One archive from an address, by pooch: into a temporary file, checked, tried again when the connection breaks."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from urllib.parse import urljoin

import click
import pooch
import requests

from roa_dataset.errors import ArchiveRefusedError, DownloadFailedError, RoaDatasetError
from roa_dataset.remote.addresses import require_encrypted
from roa_dataset.remote.archive import LARGEST_ARCHIVE
from roa_dataset.remote.leftovers import temporary_folder
from roa_dataset.remote.patience import Patience

RETRIES = 3
#: seconds for one read, and for a whole answer
_TIMEOUT, _LONGEST = 30, 900
_CHUNK = 64 * 1024
_NAME = "package.zip"
#: request time-out, too early, too many requests: the only answers of the 400s that may be others a little later
_WORTH_ANOTHER_TRY = (408, 425, 429)


class _StopError(Exception):
    """Carries an error that another try would not change past pooch, which tries again after a ValueError or OSError."""

    def __init__(self, error: RoaDatasetError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def downloaded(address: str, digest: str | None, cache: Path) -> Iterator[Path]:
    """The archive as a temporary file with this SHA-256 (any, where none is given), gone at the end of the block.

    Raises DownloadFailedError when it cannot be fetched, ArchiveRefusedError when it is another file or too large.
    """
    with temporary_folder(cache, "downloading-") as folder:
        with _Meter(address) as meter, Patience(address, _LONGEST) as patience, _quiet_pooch():
            archive = _fetch(address, digest, folder, meter, patience)
        yield archive


def _fetch(address: str, digest: str | None, folder: Path, meter: _Meter, patience: Patience) -> Path:
    source = pooch.create(
        path=folder,
        base_url="",
        registry={_NAME: f"sha256:{digest}" if digest else None},
        urls={_NAME: address},
        retry_if_failed=RETRIES,
    )
    downloader = pooch.HTTPDownloader(
        progressbar=meter,
        chunk_size=_CHUNK,
        timeout=_TIMEOUT,
        headers={"Accept-Encoding": "identity"},  # an archive is packed already; so its announced length is the file's
        hooks={"response": lambda answer, *rest, **keywords: _look_at_answer(answer, patience)},
    )
    try:
        return Path(source.fetch(_NAME, downloader=downloader))
    except _StopError as stop:
        raise stop.error from None
    except requests.exceptions.RequestException as error:
        tried = f"could not be fetched after {RETRIES + 1} tries: {error}"
        raise patience.error or DownloadFailedError(f"{address}: {tried}") from None
    except ValueError as error:  # how pooch says that the hash is another one
        reason = " ".join(str(error).split())
        refused = ArchiveRefusedError(f"{address}: found another file; expected SHA-256 {digest}. {reason}")
        raise patience.error or refused from None


def _look_at_answer(answer: requests.Response, patience: Patience) -> None:
    """Called for each answer, redirections too: these may not lead to where an address may not."""
    if patience.error:
        raise _StopError(patience.error)
    patience.begin(answer)
    if answer.is_redirect:
        try:
            require_encrypted(urljoin(answer.url, answer.headers["location"]))
        except ArchiveRefusedError as error:
            raise _StopError(error) from None
    elif 400 <= answer.status_code < 500 and answer.status_code not in _WORTH_ANOTHER_TRY:
        found = f"{answer.status_code} {answer.reason}"
        raise _StopError(DownloadFailedError(f"{answer.url}: found {found}; expected the file. Check the address."))


@contextmanager
def _quiet_pooch() -> Iterator[None]:
    """Without pooch's lines about where it puts its files, which are temporary here."""
    logger = pooch.get_logger()
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Meter:
    """What pooch asks of a progress bar: a bar on a terminal, and the end of a download that grows too large."""

    def __init__(self, address: str) -> None:
        self._address, self._received, self._total = address, 0, 0
        shown = sys.stderr.isatty()
        self._bar = click.progressbar(length=0, label=address.rsplit("/", 1)[-1], file=sys.stderr) if shown else None

    def __enter__(self) -> _Meter:
        if self._bar:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    @property
    def total(self) -> int:
        """The bytes that the server announces, 0 when it does not."""
        return self._total

    @total.setter
    def total(self, announced: int) -> None:
        self._received, self._total = 0, announced
        self._refuse_more_than_is_allowed(announced)
        if self._bar:
            self._bar.length, self._bar.pos = announced, 0

    def update(self, received: int) -> None:
        """So many bytes more. Counted in whole chunks, so the last of them may count for too much."""
        self._received += received
        self._refuse_more_than_is_allowed(self._received - _CHUNK)
        if self._bar and self._total:
            self._bar.update(min(received, self._total - self._bar.pos))

    def reset(self) -> None:
        """Begins again at nothing."""
        self._received = 0

    def close(self) -> None:
        """Nothing to do: the block that opened the meter closes it."""

    def _refuse_more_than_is_allowed(self, received: int) -> None:
        if received > LARGEST_ARCHIVE:
            found = f"{received:,} bytes or more"
            raise _StopError(
                ArchiveRefusedError(f"{self._address}: found {found}; expected at most {LARGEST_ARCHIVE:,} bytes.")
            )
