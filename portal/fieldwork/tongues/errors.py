"""What can go wrong with content packs and recordings."""

from collections.abc import Sequence
from enum import StrEnum

from portal.errors import DomainError, NotAllowedError
from surveys.faults import Fault


class PackTakenError(DomainError):
    """Another pack has this questionnaire, language and version."""

    code = "pack_taken"


class PackRefusedError(DomainError):
    """The pack is not whole; `faults` say what is missing."""

    code = "pack_refused"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class OwnWordsError(NotAllowedError):
    """Who brought words or a recording does not open them."""

    code = "own_words"


class ClipFault(StrEnum):
    """Why a recording is not kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NO_SOUND = "no_sound"


class ClipRefusedError(DomainError):
    """The file is no recording that a telephone plays; `fault` says why."""

    code = "clip_refused"

    def __init__(self, fault: ClipFault) -> None:
        super().__init__()
        self.fault = fault
