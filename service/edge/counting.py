"""How are the answers of a server counted, over all of its processes and without naming anybody?

Addresses are counted by their pattern, never as they were asked: what stands in an address may name
a case. Where several processes answer, the library adds up their figures from files that lie where
``PROMETHEUS_MULTIPROC_DIR`` points; ``tongpan serve`` sets it.
"""

import os
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE"})
_OTHER: Final = "other"
# Seconds; the aims of the pages (0.3) and of a search (0.1) are bounds of their own.
_BUCKETS: Final = (0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0)


class AnswerFigures:
    """What was answered, by one process or by all that share a folder."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tongpan_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "tongpan_request_seconds",
            "Seconds until an answer was complete.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._is_shared = FOLDER_VARIABLE in os.environ
        if not self._is_shared:
            ProcessCollector(namespace="tongpan", registry=self._registry)

    def count(self, *, method: str, route: str | None, status: int, seconds: float) -> None:
        """Count an answer.

        Args:
            method: The method; unheard-of ones count together.
            route: The pattern of the address, or None where none answers.
            status: The HTTP status.
            seconds: How long it took.
        """
        counted = route or _OTHER
        self._requests.labels(
            method=method if method in _METHODS else _OTHER, route=counted, status=str(status)
        ).inc()
        self._seconds.labels(route=counted).observe(seconds)

    def text(self) -> bytes:
        """Return the figures in the text format of Prometheus."""
        if not self._is_shared:
            return generate_latest(self._registry)
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return generate_latest(shared)
