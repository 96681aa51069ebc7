"""Which figures of a running server can a monitor collect?"""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from indexing.errors import IndexingError
from service.edge.context import Edge
from service.edge.counting import AnswerFigures
from service.errors import ServiceError

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What was answered, and how the installation stands.

    Args:
        edge: What the figures of the installation are asked of.

    Attributes:
        answers: What was answered.
    """

    def __init__(self, edge: Edge) -> None:
        self.answers = AnswerFigures()
        self._installation = CollectorRegistry()
        self._installation.register(_Installation(edge))

    def text(self) -> bytes:
        """Return all figures in the text format of Prometheus.

        Cost: that of the checks of ``tongpan doctor``, some milliseconds.
        """
        return self.answers.text() + generate_latest(self._installation)


class _Installation(Collector):
    """What is asked of the installation when somebody collects."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def describe(self) -> tuple[Metric, ...]:
        """Name nothing beforehand, so that nothing is asked before somebody collects."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        well = GaugeMetricFamily(
            "tongpan_check_well", "Whether a check of tongpan doctor is well.", labels=["check"]
        )
        for check in self._edge.checks():
            well.add_metric([check.name], float(check.is_well))
        yield well
        yield from self._index()
        enabled = sum(account.is_enabled for account in self._edge.desk.all())
        yield GaugeMetricFamily("tongpan_accounts_enabled", "Open accounts.", value=enabled)

    def _index(self) -> Iterator[Metric]:
        try:
            coverage = self._edge.search.coverage()
        except (IndexingError, ServiceError):
            # Without an index there is no figure; the check above says so.
            return
        yield GaugeMetricFamily(
            "tongpan_index_judgments", "Judgments in the served index.", value=coverage.n_judgments
        )
