"""What every journey needs: a free port, a server that is up, a Chromium without a network."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

SECRET = "a secret for journeys only, thirty-two or more"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped at its start"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own loopback address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {seconds} s")


@contextmanager
def serving(environ: Mapping[str, str], port: int) -> Iterator[None]:
    """Serve the portal without its worker until the end of the block."""
    command = [sys.executable, "-m", "portal", "serve", "--no-worker", "--processes", "1"]
    process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], env=environ)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/health", process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield Debian's Chromium; Playwright's own cannot be fetched everywhere."""
    path = shutil.which("chromium")
    assert path, "Chromium is needed by the journeys (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
