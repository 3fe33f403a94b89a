"""The demonstration commune served for journeys and pictures, started as its users start it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from portal.db import Database
from tests.journeys.servers import SECRET, free_port, wait_until_up


@dataclass(frozen=True)
class Demonstration:
    """A running demonstration: its links as `portal demo --show --json` prints them."""

    url: str
    links: dict[str, Any]
    database: Database

    def sign_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.url}/dang-nhap")
        page.fill("[name=username]", username)
        page.fill("[name=password]", self.links["password"])
        page.press("[name=password]", "Enter")
        page.wait_for_url(re.compile(r"/(console|admin)/"))


@contextmanager
def demonstration(directory: Path) -> Iterator[Demonstration]:
    """Make and serve a demonstration commune on embedded SQLite until the block ends."""
    port = free_port()
    environ = {
        **os.environ,
        "PORTAL_ENV": "demo",
        "PORTAL_DATA_DIR": str(directory),
        "PORTAL_SECRET_KEY": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    environ.pop("PORTAL_DATABASE_URL", None)
    portal = [sys.executable, "-m", "portal"]
    subprocess.run([*portal, "demo"], env=environ, check=True, capture_output=True)
    shown = subprocess.run(
        [*portal, "demo", "--show", "--json"], env=environ, check=True, capture_output=True
    )
    server = subprocess.Popen([*portal, "serve", "--bind", f"127.0.0.1:{port}"], env=environ)
    try:
        wait_until_up(f"{environ['PUBLIC_URL']}/ready", server)
        database = Database(f"sqlite:///{directory / 'portal.sqlite'}")
        yield Demonstration(environ["PUBLIC_URL"], json.loads(shown.stdout), database)
        database.dispose()
    finally:
        server.terminate()
        server.wait(timeout=20)
