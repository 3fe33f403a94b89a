"""A real server and a real browser: gunicorn on a given database, Chromium in Vietnamese."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from portal.config import Config
from portal.db import Database
from tests.journeys.demonstration import Demonstration, demonstration
from tests.journeys.servers import SECRET, chromium, free_port, serving

PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass(frozen=True)
class LiveServer:
    """A running portal: its address, its database and its configuration."""

    url: str
    database: Database
    config: Config


@pytest.fixture
def live_server(database: Database, tmp_path: Path) -> Iterator[LiveServer]:
    """The portal as a commune runs it, without the worker, on a free port."""
    port = free_port()
    environ = {
        **os.environ,
        "PORTAL_ENV": "demo",
        "PORTAL_DATA_DIR": str(tmp_path),
        "PORTAL_DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
        "PORTAL_SECRET_KEY": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    with serving(environ, port):
        yield LiveServer(environ["PUBLIC_URL"], database, Config.from_env(environ))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 px, once with and once without JavaScript."""
    context = browser.new_context(
        viewport=PHONE, locale="vi-VN", java_script_enabled=request.param, accept_downloads=True
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration commune, made once and only read by the tests that share it."""
    with demonstration(tmp_path_factory.mktemp("demo")) as running:
        yield running
