"""Why a petition is not accepted; each reason comes with words and with the right address."""

from enum import StrEnum


class Refusal(StrEnum):
    """Reasons not to accept, after NĐ 20/2008 Điều 7 and 9 and Luật Tiếp công dân 2013 Điều 9."""

    UNCLEAR = "unclear"
    SENDER_UNKNOWN = "sender_unknown"  # feedback on a regulation needs name and address
    COMPLAINT_OR_DENUNCIATION = "complaint_or_denunciation"
    OTHER_OFFICE = "other_office"
    ALREADY_ANSWERED = "already_answered"  # in writing, and nothing new has come up
    WITH_ANOTHER_OFFICE = "with_another_office"  # or decided by a court
    ABUSIVE = "abusive"
