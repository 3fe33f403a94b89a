"""What stands above and below every paper of the commune: office, state, day, signature."""

from datetime import datetime

from portal.clock import local_day
from portal.documents.official import Head
from portal.words.translate import N_, say

OFFICE = N_("PEOPLE’S COMMITTEE")
STATE = N_("SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = N_("Independence - Freedom - Happiness")


def head_of(commune: str, lang: str, made_at: datetime) -> Head:
    """Return the head of a draft; number and day are left open."""
    place = commune.partition(" ")[2]
    # "Phường 1" is nothing without its first word.
    named = commune if not place or place.isdecimal() else place
    return Head(
        office=(say(lang, OFFICE), commune.upper()),
        number=say(lang, N_("No.:        /BC-UBND")),
        draft=say(lang, N_("DRAFT")),
        state=say(lang, STATE),
        motto=say(lang, MOTTO),
        place_and_day=say(
            lang,
            N_("%(place)s, day       month       year %(year)d"),
            place=named,
            year=local_day(made_at).year,
        ),
    )


def signer(lang: str) -> tuple[str, str, str]:
    return (
        say(lang, N_("ON BEHALF OF THE PEOPLE’S COMMITTEE")),
        say(lang, N_("CHAIRPERSON")),
        say(lang, N_("(signature, full name)")),
    )
