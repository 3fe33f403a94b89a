"""Notices as lines of a page: what, to whom, how far, and why not. No address is ever shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _

from portal.clock import local_time
from portal.notices.kinds import Kind, Progress, Way
from portal.notices.models import Notice
from portal.notices.writing.troubles import KINDS, PROGRESS, REASONS, TONES
from portal.web.i18n import lang
from portal.words.translate import say, short_date


class NoticeLine(NamedTuple):
    """One notice, ready to be shown."""

    id: int
    what: str
    to_whom: str
    progress: str
    tone: str
    reason: str
    when: str


def lines(notices: Iterable[Notice], names: Mapping[int, str]) -> list[NoticeLine]:
    return [_line(notice, names) for notice in notices]


def _line(notice: Notice, names: Mapping[int, str]) -> NoticeLine:
    code, progress = lang(), Progress(notice.progress)
    return NoticeLine(
        notice.id,
        say(code, KINDS[Kind(notice.kind)]),
        _receiver(notice, names),
        say(code, PROGRESS[progress]),
        TONES[progress],
        say(code, REASONS[notice.reason]) if notice.reason else "",
        _when(notice, code),
    )


def _receiver(notice: Notice, names: Mapping[int, str]) -> str:
    if notice.way == Way.WEBHOOK:
        return str(_("Webhook"))
    if notice.staff_id is not None:
        return names.get(notice.staff_id) or str(_("A colleague"))
    return str(_("The sender"))


def _when(notice: Notice, code: str) -> str:
    if notice.progress == Progress.QUEUED:
        return str(_("not before %(moment)s", moment=_told(notice.not_before, code)))
    return _told(notice.ended_at or notice.created_at, code)


def _told(moment: datetime, code: str) -> str:
    local = local_time(moment)
    return f"{local:%H:%M} {short_date(local.date(), code)}"
