"""The page of a tablet: every screen in every language it speaks, and what its script needs."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import NamedTuple

from flask import render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.fieldwork.kiosks.boxes import public_key
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.kiosks.store import KioskAt
from portal.fieldwork.places import Place
from portal.web.assets import static_url
from portal.web.citizen.kiosk_sheet import fits_tablet, screens_of
from portal.web.citizen.rating_page import instrument_at, shown_with
from portal.web.i18n import DEFAULT, NAMES
from portal.web.session import config
from surveys.instrument import Instrument

SCRIPTS = ("box", "shelf", "sending", "answers", "screens", "staff", "start")
ASSETS = ("css/tokens.css", "css/kiosk.css", *(f"js/kiosk/{name}.js" for name in SCRIPTS))


class Tongue(NamedTuple):
    """All screens in one language, ready to be shown."""

    code: str
    title: str
    start: str
    html: str


def kiosk_page(kiosk: KioskAt, place: Place, token: str) -> str:
    """Return the whole page; it is kept on the tablet and asks for nothing more."""
    is_asked = place.is_asked and not place.is_revoked and not kiosk.is_revoked
    instrument = instrument_at(place) if is_asked else None
    if instrument is not None and not fits_tablet(instrument):
        instrument = None
    return render_template(
        "citizen/kiosk.html",
        **shown_with(place),
        settings=json.dumps(_settings(kiosk, place, token), sort_keys=True),
        manifest=url_for("kiosk.manifest", token=token),
        scripts=[static_url(f"js/kiosk/{name}.js") for name in SCRIPTS],
        tongues=[] if instrument is None else _tongues(kiosk, place, instrument),
        is_revoked=kiosk.is_revoked,
    )


def page_version(kiosk: KioskAt, place: Place) -> str:
    """Return what changes whenever the page does, so that a tablet knows when to fetch it anew."""
    shown = (place, kiosk.languages, kiosk.interval_seconds, kiosk.is_revoked, config().languages)
    files = [static_url(path) for path in ASSETS]
    return sha256(repr((shown, files)).encode()).hexdigest()[:12]


def _tongues(kiosk: KioskAt, place: Place, instrument: Instrument) -> list[Tongue]:
    """Return the languages of the tablet that the survey is asked in; without any, its first."""
    both = [code for code in kiosk.languages.split() if code in instrument.languages]
    return [_tongue(code, place, instrument) for code in both or instrument.languages[:1]]


def _tongue(code: str, place: Place, instrument: Instrument) -> Tongue:
    spoken = code if code in config().languages else DEFAULT
    with force_locale(spoken):
        html = render_template(
            "citizen/kiosk_screens.html",
            screens=screens_of(instrument, code),
            tongue=code,
            spoken=spoken,
        )
        # Where our own words are not in this language, its name says more than they would.
        start = _("Touch here to rate") if code == spoken else NAMES.get(code, code)
    return Tongue(code, instrument.title(code), start, html)


def _settings(kiosk: KioskAt, place: Place, token: str) -> dict[str, object]:
    rules, (key_id, point) = shipped(), public_key(config().keys)
    return {
        "kiosk": kiosk.id,
        "survey": place.survey_id,
        "key": key_id,
        "point": urlsafe_b64encode(point).decode().rstrip("="),
        "send": url_for("kiosk.send", token=token),
        "worker": url_for("kiosk.worker"),
        "assets": [static_url(path) for path in ASSETS],
        "version": page_version(kiosk, place),
        "isRevoked": kiosk.is_revoked,
        "interval": kiosk.interval_seconds,
        "silence": rules.silence,
        "warning": rules.warning,
        "thanks": rules.thanks,
        "most": rules.most_sent,
    }
