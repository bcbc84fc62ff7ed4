"""The end of a download that takes too long: a server that sends a byte now and then never meets the time-out of one read."""

from __future__ import annotations

from threading import Timer
from types import TracebackType

import requests

from roa_dataset.errors import DownloadFailedError


class Patience:
    """So many seconds for each answer; then its reading is ended from another thread, and no other answer is waited for."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address, self._seconds = address, seconds
        self._timer: Timer | None = None
        self._over = False

    def __enter__(self) -> Patience:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def error(self) -> DownloadFailedError | None:
        """What to say when the time is over; None before."""
        if not self._over:
            return None
        found = f"no whole file after {self._seconds:,.0f} seconds"
        return DownloadFailedError(
            f"{self._address}: found {found}; expected a faster answer. Try again, or elsewhere."
        )

    def begin(self, answer: requests.Response) -> None:
        """Starts the time of an answer whose body is about to be read."""
        self._stop()
        self._timer = Timer(self._seconds, self._end, [answer])
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _end(self, answer: requests.Response) -> None:
        self._over = True
        shutdown = getattr(answer.raw, "shutdown", None)  # urllib3 2.3; before, only the time-out of one read holds
        if shutdown:
            shutdown()
