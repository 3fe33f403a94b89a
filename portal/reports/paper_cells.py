"""Figures as an official paper writes them: a share never without its n and how sure it is."""

from fractions import Fraction

from babel.numbers import format_decimal

from portal.ratings.figures import GroupResults
from portal.ratings.shares import Share
from portal.reports.keeping import Kept
from portal.words.translate import N_, say
from surveys.scoring import half_up

NONE = "–"
HIDDEN = N_("hidden")
NOT_YET = N_("not final")
OF_PEOPLE = N_("%(share)s\n(%(n)s ratings; about %(low)d–%(high)d of 100)")
OF_ANSWERS = N_("%(share)s\n(%(n)s answers)")
OF_CASES = N_("%(share)s\n(%(part)s of %(n)s)")


def number(value: int | None, lang: str) -> str:
    return NONE if value is None else str(format_decimal(value, locale=lang))


def percent(share: Fraction, lang: str) -> str:
    """Write a share with one decimal, rounded half up: "88,5%"."""
    return f"{format_decimal(half_up(share * 100, 1), locale=lang, format='0.0')}%"


def range_of(share: Share) -> str:
    """Write the range in people of a hundred; a pooled share has none."""
    if share.interval is None:
        return NONE
    low, high = share.interval.per_hundred
    return f"{low}–{high}"


def share_text(share: Share, lang: str) -> str:
    values = {"share": percent(share.share, lang), "n": number(share.n, lang)}
    if share.interval is None:
        return say(lang, OF_ANSWERS, **values)
    low, high = share.interval.per_hundred
    return say(lang, OF_PEOPLE, **values, low=low, high=high)


def rating_text(code: str, kept: Kept | None, lang: str) -> str:
    """Write a figure of ratings of the whole commune by its code, or why there is none."""
    if kept is None:
        return NONE
    group = kept.overview.ratings.total
    value = _rating(code, group)
    if value is None:
        return missing(group, lang, is_settled=kept.overview.ratings.is_settled)
    return share_text(value, lang) if isinstance(value, Share) else number(value, lang)


def missing(group: GroupResults, lang: str, *, is_settled: bool) -> str:
    """Say why a group shows nothing: not final, nobody came, or too few to be hidden among."""
    if not group.is_hidden and not group.responses:
        return NONE
    return say(lang, HIDDEN if is_settled else NOT_YET)


def petition_text(code: str, kept: Kept | None, lang: str) -> str:
    """Write a figure of petitions by its code; they are all counted, so there is no range."""
    if kept is None:
        return NONE
    figures = kept.overview.petitions.total
    if code != "in_time_share":
        return number(getattr(figures, code), lang)
    if figures.in_time_share is None:
        return NONE
    part, n = figures.answered_in_time, figures.answered + figures.open_overdue
    share = percent(figures.in_time_share, lang)
    return say(lang, OF_CASES, share=share, part=number(part, lang), n=number(n, lang))


def _rating(code: str, group: GroupResults) -> int | Share | None:
    shares = {"satisfied_share": group.overall, "index": group.index}
    if code in shares:
        return shares[code]
    if code == "responses":
        return group.responses
    if group.overall is None:
        return None
    return group.overall.n if code == "answers" else group.overall.satisfied
