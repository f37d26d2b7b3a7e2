"""What the server counts, in Prometheus' text format. Numbers only, nothing about any visitor."""

from collections.abc import Iterable

# prometheus_client: the format, and counters that threads can share.
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.hosting.memory import LEDGER
from app.hosting.results import RESULTS
from app.hosting.shares import SHARES
from app.hosting.visitors import VISITORS

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: Upper bounds of the histogram's buckets, in seconds.
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

# Without a second number for each counter, the time of its creation.
disable_created_metrics()  # type: ignore[no-untyped-call]
_registry = CollectorRegistry()

SESSIONS = Gauge("glassnet_sessions", "Visitors who are connected.", registry=_registry)
PLAYING = Gauge("glassnet_playing", "Runs that are playing.", registry=_registry)
PACE = Gauge("glassnet_pace", "Frames per second that each run may show.", registry=_registry)
TICKS = Counter("glassnet_ticks", "Answers of the live view.", registry=_registry)
TICK_SECONDS = Histogram(
    "glassnet_tick_seconds",
    "Seconds that an answer of the live view took to make.",
    buckets=BUCKETS,
    registry=_registry,
)
FRAMES = Counter("glassnet_frames", "Frames of the live view.", registry=_registry)
BYTES = Counter("glassnet_bytes", "Bytes of the live view's answers.", registry=_registry)
REFUSED = Counter(
    "glassnet_refused", "Requests that were refused, by reason.", ["reason"], registry=_registry
)
RESULTS_KEPT = Gauge("glassnet_results", "Results that are kept.", registry=_registry)
RESULTS_BYTES = Gauge("glassnet_results_bytes", "Bytes of these results.", registry=_registry)
ERRORS = Counter("glassnet_errors", "Unexpected errors.", registry=_registry)

SESSIONS.set_function(lambda: float(len(VISITORS)))
PLAYING.set_function(lambda: float(SHARES.playing))
PACE.set_function(lambda: float(SHARES.pace_of_most()))
RESULTS_KEPT.set_function(lambda: float(len(RESULTS)))
RESULTS_BYTES.set_function(lambda: float(RESULTS.n_bytes))


class ResultCounts(Collector):
    """How often a result was there, counted where they are kept."""

    def collect(self) -> Iterable[Metric]:
        """Return both counts."""
        yield CounterMetricFamily(
            "glassnet_results_hits", "Results that were there when asked for.", RESULTS.hits
        )
        yield CounterMetricFamily(
            "glassnet_results_misses", "Results that had to be made.", RESULTS.misses
        )


class MemoryHeld(Collector):
    """What visitors hold of the memory, by owner."""

    def collect(self) -> Iterable[Metric]:
        """Return the bytes of each owner."""
        family = GaugeMetricFamily(
            "glassnet_memory_bytes",
            "Bytes that all visitors hold, by owner: estimated before they were allocated, or "
            "measured.",
            labels=["owner"],
        )
        for owner, n in LEDGER.by_owner().items():
            family.add_metric([owner], n)
        yield family


_registry.register(ResultCounts())
_registry.register(MemoryHeld())
# All exist from the start, so that a rate can be taken of them.
for reason in ("settings", "full", "origin", "token", "size", "command", "rate", "method", "away"):
    REFUSED.labels(reason)


def tick(seconds: float, frames: int, n_bytes: int) -> None:
    """Count an answer of the live view."""
    TICKS.inc()
    TICK_SECONDS.observe(seconds)
    FRAMES.inc(frames)
    BYTES.inc(n_bytes)


def text() -> bytes:
    """Return all numbers in Prometheus' text format."""
    return generate_latest(_registry)
