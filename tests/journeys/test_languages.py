"""A question is recorded on a telephone, opened by a second person, and heard by a citizen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from portal.clock import utc_now
from portal.offices.kinds import Role
from portal.offices.models import Authority
from portal.people.models import Base as _Base  # noqa: F401
from tests.builders import make_staff
from tests.journeys.conftest import PHONE, LiveServer
from tests.journeys.servers import CHROMIUM_FLAGS
