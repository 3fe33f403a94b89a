"""What docs/privacy.md promises about periods is what the program does."""

import re
from datetime import timedelta
from pathlib import Path

from portal.fieldwork.kiosks import rules
from portal.fieldwork.slips import spending
from portal.files import staging
from portal.keeping.plan import Plan
from portal.keeping.retention.periods import Kept, shipped
from portal.offices import links, sessions
from portal.ratings import intake
from portal.web import throttle

ROOT = Path(__file__).resolve().parent.parent.parent
PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
JOURNAL = (ROOT / "docs" / "systemd" / "journald@portal.conf").read_text(encoding="utf-8")
KEEPER = (ROOT / "docs" / "keeper.md").read_text(encoding="utf-8")


def told() -> dict[str, tuple[str, str]]:
    """Return length and beginning of each line of the table of periods."""
    table = PRIVACY.partition("## How long")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)`[^|]*\| ([^|]+?) \| ([^|]+?) \|", table, re.MULTILINE)
    return {name: (length, begins) for name, length, begins in rows}


def test_the_page_tells_every_period_and_no_other() -> None:
    assert told() == {
        kept.value: (f"{one.length} {one.unit}".replace("1 days", "1 day"), one.counted_from)
        for kept, one in shipped().items()
    }


def test_every_kind_has_its_period_and_its_source() -> None:
    assert set(shipped()) == set(Kept)
    assert all(one.source for one in shipped().values())


def test_the_periods_are_those_of_the_program() -> None:
    spans = {kept: one.span for kept, one in shipped().items()}
    assert spans[Kept.STAGED_FILE] == staging.KEPT_FOR
    assert spans[Kept.SUBMISSION] == intake.REMEMBERED_FOR
    assert spans[Kept.KIOSK_SUBMISSION] == rules.shipped().remembered_for
    assert spans[Kept.SLIP_CLAIM] == spending.REMEMBERED_FOR
    assert spans[Kept.SESSION] == sessions.LIVES_FOR
    assert spans[Kept.THROTTLE] == throttle.LONGEST_WINDOW
    assert timedelta(hours=48) == links.LIVES_FOR
    assert "48 hours" in shipped()[Kept.PASSWORD_LINK].counted_from
    assert shipped()[Kept.BACKUP].length == Plan().monthly


def test_the_log_is_kept_as_long_as_its_settings_say() -> None:
    days = shipped()[Kept.LOG].length
    assert f"MaxRetentionSec={days}day" in JOURNAL
    assert f"tự xóa sau {days} ngày" in KEEPER


def test_the_settings_that_change_them_are_named() -> None:
    for name in ("PORTAL_KEEP_CONTACT_DAYS", "PORTAL_KEEP_FILES_DAYS"):
        assert name in PRIVACY
