"""Words of the report on one survey: channels, ways to answer, rules, limits."""

from collections.abc import Mapping

from portal.words.translate import N_, say
from surveys.kind import Part

KIND_WORDS: Mapping[Part, str] = {
    Part.NUMBER: N_("a number"),
    Part.TEXT: N_("own words"),
    Part.COMMENT: N_("own words"),
    Part.ROWS: N_("each row on a scale"),
    Part.LEVEL: N_("a level"),
    Part.GRADE: N_("a level"),
    Part.CHOICE: N_("one of several answers"),
    Part.PICKS: N_("any of several answers"),
}
CHANNELS: Mapping[str, str] = {
    "qr": N_("QR code"),
    "paper": N_("paper form"),
    "kiosk": N_("kiosk"),
    "phone": N_("phone"),
    "slip": N_("one-time slip"),
}
WALK_UP_RULE = N_(
    "Walk-up: whoever scanned the code at one of the places could answer, without an account and "
    "without a name; nobody was chosen."
)
SAMPLE_RULE = N_(
    "Sample: people chosen by a plan were asked, apart from the codes at the counters."
)
LIMITS = (
    N_(
        "Shares are of those who answered a question; blanks and “This did not concern me” are not "
        "among them. A factor counts answers of its criteria, several of one person, and so states "
        "no range."
    ),
    N_(
        "Questions that are not answered on five levels are listed above and have no table here; "
        "what people wrote is read by the commune and never printed."
    ),
)
SAMPLE_LIMITS = (
    N_(
        "The ranges hold for a random sample that everybody chosen answered. Whoever did not "
        "answer may think otherwise."
    ),
)


def channel_name(code: str, lang: str) -> str:
    """Return what a channel is called; one without words shows its code."""
    return say(lang, CHANNELS[code]) if code in CHANNELS else code


def rule_of(lang: str, *, is_sample: bool) -> str:
    return say(lang, SAMPLE_RULE if is_sample else WALK_UP_RULE)
