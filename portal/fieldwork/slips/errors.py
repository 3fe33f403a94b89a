"""What can go wrong with a slip."""

from portal.errors import DomainError
from portal.fieldwork.slips.states import FoundSlip, SlipState


class SlipRefusedError(DomainError):
    """The slip no longer opens a rating; `slip` says why. Nothing was stored."""

    code = "slip_refused"

    def __init__(self, slip: FoundSlip) -> None:
        super().__init__(state=slip.state)
        self.slip = slip

    @property
    def state(self) -> SlipState:
        return self.slip.state
