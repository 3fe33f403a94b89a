"""A tablet in a test: a browser with a profile of its own that can be killed, and its fingers."""

import os
import shutil
import signal
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Error, Page, expect

from portal.config import Config
from tests.journeys.servers import CHROMIUM_FLAGS, serving
from tests.portal.fieldwork.kiosks.builders import Counter


@dataclass
class Box:
    """The commune's machine: it can be down, and come back at the same address."""

    environ: Mapping[str, str]
    port: int
    counter: Counter
    _running: AbstractContextManager[None] | None = None

    @property
    def config(self) -> Config:
        return Config.from_env(self.environ)

    def up(self) -> None:
        self._running = serving(self.environ, self.port)
        self._running.__enter__()

    def down(self) -> None:
        if self._running is not None:
            self._running.__exit__(None, None, None)
            self._running = None


@dataclass
class Tablet:
    """A browser that keeps its profile on disk, as a tablet keeps it through a power cut."""

    chromium: BrowserType
    profile: Path
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)

    def start(self, script: str = "") -> Page:
        """Open the page; `script` runs before any of its own."""
        context = self.chromium.launch_persistent_context(
            self.profile,
            executable_path=shutil.which("chromium"),
            args=CHROMIUM_FLAGS,
            viewport={"width": 1280, "height": 800},
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.pages[0]
        if script:
            context.add_init_script(script)
        page.goto(self.address)
        page.wait_for_selector("body[data-ready]")
        return page

    def kill(self) -> None:
        """Kill every process of this browser, and none other: they name its profile."""
        mark = f"--user-data-dir={self.profile}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)
            except (OSError, ProcessLookupError):
                continue
        time.sleep(0.5)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def stop(self) -> None:
        while self.contexts:
            try:
                self.contexts.pop().close()
            except Error:  # it was killed
                continue


def touch(page: Page, selector: str) -> None:
    page.locator(f"{selector}:visible").first.click()


def rate(page: Page, level: int, tongue: str = "vi") -> None:
    """Rate the visit as a whole and hand it in; returns once the tablet has it."""
    touch(page, f"[data-start={tongue}]")
    touch(page, f"[data-value='{level}']")
    touch(page, "[data-screen=more] [data-finish]")
    expect(page.locator("[data-screen=thanks]:visible")).to_have_count(1)


def anew(page: Page) -> None:
    """Open the page again, which is quicker than waiting for the thanks to end."""
    page.reload()
    page.wait_for_selector("body[data-ready]")


def send_now(page: Page, left: int) -> None:
    """Press the button for staff and see how many are not sent yet."""
    page.locator("#staff-open").click()
    page.locator("#send-now").click()
    expect(page.locator("#waiting")).to_have_text(str(left), timeout=15_000)
    page.locator("#staff-close").click()
