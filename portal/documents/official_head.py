"""What every official paper of the commune begins and ends with (Decree 30/2020/NĐ-CP)."""

from datetime import datetime

from portal.clock import local_day
from portal.documents.official import Head
from portal.words.translate import N_, say

REPORT_NUMBER = N_("No.:        /BC-UBND")
OFFICE = N_("PEOPLE’S COMMITTEE")
STATE = N_("SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = N_("Independence - Freedom - Happiness")


def official_head(commune: str, number: str, lang: str, made_at: datetime) -> Head:
    """Return the head of a draft; `number` is the line with the sign of its kind, as "/BC-UBND"."""
    place = commune.partition(" ")[2]
    # "Phường 1" is nothing without its first word.
    named = commune if not place or place.isdecimal() else place
    year = local_day(made_at).year
    return Head(
        office=(say(lang, OFFICE), commune.upper()),
        number=number,
        draft=say(lang, N_("DRAFT")),
        state=say(lang, STATE),
        motto=say(lang, MOTTO),
        place_and_day=say(
            lang, N_("%(place)s, day       month       year %(year)d"), place=named, year=year
        ),
    )


def signer(lang: str) -> tuple[str, str, str]:
    """Return who signs: the chairperson on behalf of the committee."""
    return (
        say(lang, N_("ON BEHALF OF THE PEOPLE’S COMMITTEE")),
        say(lang, N_("CHAIRPERSON")),
        say(lang, N_("(signature, full name)")),
    )
