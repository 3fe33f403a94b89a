"""What can go wrong with a case, beside the common vocabulary."""

from portal.errors import DomainError, NotAllowedError, NotFoundError


class WrongStateError(DomainError):
    """The act does not fit where the case stands; `state` and `action` say which."""

    code = "wrong_state"


class OnlyOnceError(WrongStateError):
    """What may be done once (rating an answer, reopening, publishing) was done before."""

    code = "only_once"


class SamePersonError(NotAllowedError):
    """The second pair of eyes must belong to someone else."""

    code = "same_person"


class AboveTheUnitError(NotAllowedError):
    """A reopened case is decided above the unit whose answer did not satisfy."""

    code = "above_the_unit"


class NotExplainedError(WrongStateError):
    """An answer about an administrative act waits for the unit concerned to explain it."""

    code = "not_explained"


class OnlyForwardedError(WrongStateError):
    """What is said about a regulation is forwarded to whoever decides it, or split."""

    code = "only_forwarded"


class MergedError(WrongStateError):
    """A case is answered together with another one, or another one with it; `action` must wait."""

    code = "merged"


class AuthorRefusedError(NotAllowedError):
    """The author did not agree to publication."""

    code = "author_refused"


class UnknownCodeError(NotFoundError):
    """No case has this access code; which part of it is wrong is never said."""

    code = "unknown_access_code"


class OtherContentError(DomainError):
    """The submission id was spent on another text; the new one must be offered as new."""

    code = "other_content"
