"""What happens to a rating sent with a one-time slip: the slip is taken, the rest is as ever."""

from datetime import date

from portal.fieldwork.slips.errors import SlipRefusedError
from portal.fieldwork.slips.spending import spend
from portal.fieldwork.slips.states import FoundSlip, SlipState
from portal.ratings.contents import SLIP, half_month_of
from portal.ratings.errors import SubmissionDiffersError
from portal.web.citizen.rating_desk import Answer, RatingDesk
from portal.web.citizen.rating_page import Door
from portal.web.session import config, database
from surveys.answers import Answers


class SlipDesk(RatingDesk):
    """The form of this request, opened by a slip."""

    channel = SLIP

    def __init__(self, slip: FoundSlip, door: Door) -> None:
        super().__init__(slip.place, door)
        self._slip = slip

    def _take(self, answers: Answers) -> Answer:
        try:
            return super()._take(answers)
        except SlipRefusedError as error:
            if error.state is SlipState.OPEN:  # so it was the survey that ended
                return self._closed()
            raise

    def _claim(self, number: bytes) -> None:
        """Take the slip in a transaction of its own, before the rating is stored."""
        with database().jotting() as connection:
            spend(connection, config().keys, self._slip, number, now=self._now)

    def _given_on(self) -> date:
        """Return the first day of the half month.

        The attack: whoever learns on which day a slip was used would look for the one response of
        that day. All slips of a half month are of one day, and no period tells them apart.
        """
        return half_month_of(super()._given_on())

    def _differs(self, error: SubmissionDiffersError) -> Answer:
        """Say that the slip was used: by this very form, with other answers."""
        raise SlipRefusedError(self._slip._replace(state=SlipState.SPENT)) from error
