"""The rating page: built once per place, language and survey, with a fresh submission id each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Response, render_template, url_for
from flask_babel import LazyString

from portal.errors import NotFoundError
from portal.fieldwork.places import Place
from portal.fieldwork.questionnaire_store import text_of
from portal.fieldwork.questionnaires import instrument_of
from portal.web.citizen.rating_sheet import sheet_of, steps
from portal.web.citizen.spliced import SplicedPage
from portal.web.citizen.tongues import spoken_as, voice_at
from portal.web.i18n import other_size, size, wanted
from portal.web.session import AuthorityView, config, database, request_now
from portal.web.submission import issue
from portal.web.wire import takes_gzip
from surveys.instrument import Instrument

# A letter of no alphabet (Unicode private use), so that no name of a place contains it.
MARK = "\ue000"
PAGES_KEPT = 256
TEMPLATES = {"easy": "citizen/easy.html"}
"""Doors with a form of their own."""


class Door(NamedTuple):
    """By which address one came to a place: the code of its sign, or that of a slip.

    `name` is the blueprint that shows the form, takes it and thanks.
    """

    name: str
    code: str


def sign_of(place: Place) -> Door:
    return Door("rating", place.code)


@dataclass(frozen=True)
class ChosenProcedure:
    """The administrative procedure a citizen came for."""

    id: int
    name: str


@dataclass(frozen=True)
class Typed:
    """What someone has filled in so far and what is wrong with it.

    `problems` maps a question to a sentence; `general` speaks of the form as a whole.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, LazyString] = field(default_factory=dict)
    general: LazyString | None = None


def instrument_at(place: Place) -> Instrument:
    """Return the questionnaire of the survey open at a place, in the languages it is asked in."""
    asked, digest, languages = place.questionnaire_id, place.digest, place.languages
    if asked is None or digest is None or languages is None:
        raise NotFoundError(code=place.code)
    whole = instrument_of(digest, lambda: _text_of(asked))
    return spoken_in(whole, languages)


def spoken_in(instrument: Instrument, languages: str) -> Instrument:
    """Return an instrument in some of its languages, given as a survey keeps them."""
    return replace(instrument, languages=tuple(languages.split()))


def fresh_page(
    place: Place, procedure: ChosenProcedure | None, door: Door | None = None
) -> Response:
    """Return the empty form; it costs little more than its submission id."""
    setting = (wanted(), size(), config().languages, config().production)
    page = _kept_page(place, procedure, door or sign_of(place), setting)
    token = issue(config().keys, request_now())
    if not takes_gzip():
        return Response(page.plain(token), mimetype="text/html")
    response = Response(page.gzipped(token), mimetype="text/html")
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _text_of(questionnaire_id: int) -> str:
    with database().glancing() as connection:
        return text_of(connection, questionnaire_id)


def filled_page(
    place: Place,
    procedure: ChosenProcedure | None,
    typed: Typed,
    token: str,
    door: Door | None = None,
) -> str:
    """Return the form with everything typed still in it."""
    return _render(place, procedure, typed, token, door or sign_of(place))


def shown_with(place: Place, door: Door | None = None) -> dict[str, object]:
    """Return what every page about a place is rendered with."""
    return {
        "place": place,
        "door": door or sign_of(place),
        "site": url_for("home.commune", slug=place.slug),
        "authority": AuthorityView(
            id=place.authority_id,
            name=place.authority_name,
            province=place.province,
            slug=place.slug,
            is_demo=place.is_demo,
            hotline=place.hotline,
            address=place.address,
            hours=place.hours,
            reception=place.reception,
        ),
    }


@lru_cache(maxsize=PAGES_KEPT)
def _kept_page(
    place: Place,
    procedure: ChosenProcedure | None,
    door: Door,
    _setting: tuple[str, str, tuple[str, ...], bool],
) -> SplicedPage:
    # The setting only tells pages apart: rendering takes it from the request.
    return SplicedPage(_render(place, procedure, Typed(), MARK, door), MARK)


def _render(
    place: Place, procedure: ChosenProcedure | None, typed: Typed, token: str, door: Door
) -> str:
    with voice_at(place, instrument_at(place)) as voice:
        return render_template(
            TEMPLATES.get(door.name, "citizen/rating.html"),
            **shown_with(place, door),
            **spoken_as(voice),
            procedure=procedure,
            typed=typed,
            submission=token,
            sheet=sheet_of(voice.instrument, voice.tongue, voice.clips),
            steps_of=steps,
            lang_url=lambda code: _shown(door, procedure, lang=code),
            size_url=lambda: _shown(door, procedure, size=other_size()),
        )


def thanks_page(place: Place, door: Door | None = None) -> str:
    """Return the thanks, in the language of the form if a survey is still open."""
    about = shown_with(place, door)
    if not place.is_asked:
        return render_template("citizen/thanks.html", **about)
    with voice_at(place, instrument_at(place)) as voice:
        return render_template("citizen/thanks.html", **about, **spoken_as(voice))


def _shown(door: Door, procedure: ChosenProcedure | None, **changed: Any) -> str:
    """Return the form's address, made of what the page is kept for.

    Any other argument of one visitor's address must not get into a page kept for all.
    """
    chosen = procedure.id if procedure else None
    return url_for(f"{door.name}.show", code=door.code, procedure=chosen, **changed)
