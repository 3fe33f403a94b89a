"""How long a slow phone in a slow network waits for the rating page: `--phones`.

The networks are Chrome's own presets, as puppeteer 24.43 publishes them in
PredefinedNetworkConditions.ts ("generally aligned with DevTools", whose "3G" was "Slow 3G" until
2024). Chrome delays each answer by the latency; looking up a name, connecting and TLS come on top.
"""

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize

from tests.journeys.servers import chromium
from tests.load.report import table
from tests.load.rivals import the_portal

CPU_SLOWDOWN = 4
VISITS = 5
SCREEN: ViewportSize = {"width": 360, "height": 740}
# Presses a face as soon as one is painted, and notes when the page shows it pressed.
PRESS = """window.waited = new Promise((done) => {
  const look = () => {
    const face = document.querySelector(".level input");
    const painted = performance.getEntriesByName("first-contentful-paint")[0];
    if (!face || !painted) return requestAnimationFrame(look);
    face.click();
    requestAnimationFrame(() => setTimeout(() => {
      if (face.checked) done([painted.startTime, performance.now()]);
    }));
  };
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Network:
    """A preset: bytes per second, milliseconds, and the seconds in which a face should react."""

    name: str
    down: float
    up: float
    latency_ms: float
    aim_seconds: float


NETWORKS = (
    Network("Slow 4G", 1_600_000 / 8 * 0.9, 750_000 / 8 * 0.9, 150 * 3.75, aim_seconds=1.5),
    Network("3G", 500_000 / 8 * 0.8, 500_000 / 8 * 0.8, 400 * 5, aim_seconds=5),
)


@dataclass(frozen=True)
class Visit:
    """What one first visit asked for, and the seconds until paint and until a face reacted."""

    requests: int
    wire_bytes: int
    painted: float
    reacted: float


def printed() -> str:
    """Measure a few first visits in each network and return the medians as a table."""
    rows = [["network", "requests", "bytes", "first paint s", "a face reacts s", "aim"]]
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        with the_portal(f"sqlite:///{folder / 'ours.sqlite'}", folder) as portal, chromium() as own:
            url = f"http://127.0.0.1:{portal.target.port}{portal.target.paths[0]}"
            for network in NETWORKS:
                visits = [visit(own, url, network) for _ in range(VISITS)]
                rows.append([network.name, *_medians(visits), f"≤ {network.aim_seconds:g}"])
    head = f"First visit of a rating page, CPU slowed {CPU_SLOWDOWN} times, median of {VISITS}:"
    return f"{head}\n\n{table(rows)}"


def visit(browser: Browser, url: str, network: Network) -> Visit:
    """Open a page as somebody who was never here; nothing is kept from the visit before."""
    page = browser.new_page(viewport=SCREEN, locale="vi-VN")
    protocol = page.context.new_cdp_session(page)
    asked: set[str] = set()
    sizes: dict[str, int] = {}

    def ask(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            asked.add(event["requestId"])

    def finish(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    protocol.on("Network.requestWillBeSent", ask)
    protocol.on("Network.loadingFinished", finish)
    protocol.send("Network.enable")
    protocol.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "downloadThroughput": network.down,
            "uploadThroughput": network.up,
            "latency": network.latency_ms,
        },
    )
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.add_init_script(PRESS)
    page.goto(url, wait_until="networkidle")
    painted, reacted = page.evaluate("window.waited")
    page.close()
    return Visit(len(asked), sum(sizes[each] for each in asked), painted / 1000, reacted / 1000)


def _medians(visits: list[Visit]) -> list[str]:
    return [
        f"{max(one.requests for one in visits)}",
        f"{max(one.wire_bytes for one in visits):,}",
        f"{statistics.median(one.painted for one in visits):.2f}",
        f"{statistics.median(one.reacted for one in visits):.2f}",
    ]
