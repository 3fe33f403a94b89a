"""What happens to one sent rating: throttled, checked, stored once, thanked for."""

from dataclasses import replace
from datetime import date

from flask import redirect, render_template, url_for
from flask_babel import LazyString
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.fieldwork.places import Place
from portal.ratings.contents import SIGN, Contents, contents_of, what_was_marked
from portal.ratings.errors import SubmissionDiffersError, SurveyClosedError
from portal.ratings.intake import Rating, prepare, store_prepared
from portal.web.citizen.rating_form import read_rating, words_typed
from portal.web.citizen.rating_messages import NO_PROCEDURE, TOO_MANY
from portal.web.citizen.rating_page import (
    Door,
    filled_page,
    instrument_at,
    shown_with,
    sign_of,
)
from portal.web.citizen.rating_procedures import procedure_of
from portal.web.messages import sentence
from portal.web.session import client_address, config, database, parts, request_now
from portal.web.submission import (
    SubmissionExpiredError,
    SubmissionForgedError,
    issue,
    read,
)
from portal.web.watch import Rated
from surveys.answers import Answers

# A hall shares one address, and a provider many: only what no queue produces is refused.
WINDOW_SECONDS = 600
FLOOD = 100

Answer = Response | tuple[str, int]


class RatingDesk:
    """The form of this request at one place."""

    channel = SIGN

    def __init__(self, place: Place, door: Door | None = None) -> None:
        self._place = place
        self._door = door or sign_of(place)
        self._now = request_now()

    def handle(self) -> Answer:
        if not self._place.is_asked:
            return self._closed()
        self._sent = read_rating(self._place)
        self._procedure = procedure_of(self._place, self._sent.procedure)
        recent = parts().throttle.hit("rating", client_address(), self._now, WINDOW_SECONDS)
        if recent > FLOOD:
            return self._again(429, TOO_MANY)
        if self._sent.procedure and self._procedure is None:
            return self._again(422, NO_PROCEDURE)
        if self._sent.answers is None:
            return self._again(422, self._sent.typed.general)
        return self._take(self._sent.answers)

    def _take(self, answers: Answers) -> Answer:
        try:
            number = read(config().keys, self._sent.token, self._now)
            self._store(number, answers)
        except (SubmissionExpiredError, SubmissionForgedError) as error:
            return self._again(422, sentence(error))
        except SubmissionDiffersError as error:
            return self._differs(error)
        except SurveyClosedError:
            return self._closed()
        return redirect(url_for(f"{self._door.name}.thanks", code=self._door.code), code=303)

    def _store(self, number: bytes, answers: Answers) -> None:
        contents = self._contents(answers)
        flag = parts().watch.flag(self._rhythm(number, contents), self._now)
        rating = Rating(
            authority_id=self._place.authority_id,
            service_point_id=self._place.service_point_id,
            survey_id=int(self._place.survey_id or 0),
            given_on=self._given_on(),
            contents=replace(contents, flag=flag),
        )
        prepared = prepare(config().keys, number, rating, now=self._now)
        self._claim(number)
        with database().jotting() as connection:
            store_prepared(connection, prepared, now=self._now)

    def _given_on(self) -> date:
        return local_day(self._now)

    def _claim(self, number: bytes) -> None:
        """Take what a form may be sent with only once; the sign of a place takes everybody."""

    def _differs(self, error: SubmissionDiffersError) -> Answer:
        return self._again(409, sentence(error))

    def _contents(self, answers: Answers) -> Contents:
        chosen = self._procedure.id if self._procedure else None
        return contents_of(
            answers, instrument_at(self._place), procedure_id=chosen, channel=self.channel
        )

    def _rhythm(self, number: bytes, contents: Contents) -> Rated:
        return Rated(
            authority_id=self._place.authority_id,
            service_point_id=self._place.service_point_id,
            network=client_address(),
            marks=what_was_marked(contents),
            submission=number,
        )

    def _again(self, status: int, general: LazyString | None) -> Answer:
        """Show the form with everything typed in it, and a fresh submission id.

        A fresh one even where the old one would still do: it is unspent either way, and after
        a refusal for being spent only a fresh one can be sent.
        """
        typed = replace(self._sent.typed, general=general)
        token = issue(config().keys, self._now)
        return filled_page(self._place, self._procedure, typed, token, self._door), status

    def _closed(self) -> Answer:
        words = words_typed()
        page = render_template(
            "citizen/rating_closed.html", **shown_with(self._place), words=words, is_sent=True
        )
        return page, 409
