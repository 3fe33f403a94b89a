"""How it stands with asking for ratings, and the two steps that change it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.fieldwork.asking import asking, begin_asking, stop_asking
from portal.web.i18n import lang
from portal.web.session import request_now, signed_in

Step = Literal["stop", "begin"]
STEPS: dict[Step, tuple[Callable[..., None], LazyString]] = {
    "stop": (
        stop_asking,
        _l("Nothing is asked any more. Whoever scans a code reads so and can still write to you."),
    ),
    "begin": (begin_asking, _l("Ratings are asked for again at every place in use.")),
}


@dataclass(frozen=True)
class ShownAsking:
    """What is asked, or was last, in the reader's words; `since` is the local day."""

    title: str
    is_asked: bool
    since: date


def shown_asking(session: Session) -> ShownAsking | None:
    """Return how the commune stands; None if it has never asked anything."""
    found = asking(session, signed_in().authority_id, now=request_now())
    if found is None:
        return None
    instrument = found.instrument
    title = instrument.title(instrument.language_for(lang()))
    return ShownAsking(title, found.is_asked, local_day(found.since))
