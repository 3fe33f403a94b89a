"""What is said beside a figure: changes, targets, channels, who speaks."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.offices.kinds import Role
from portal.reports.labels import period_name
from portal.reports.targets.judging import Judged, Standing
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.trend import Change
from portal.web.channel_words import ways_in
from portal.web.i18n import lang, number
from surveys.differences import Verdict
from surveys.scoring import half_up

OBJECTS: Mapping[TargetObject, LazyString] = {
    TargetObject.COMMUNE_SERVICE: _l("The commune’s service as a whole"),
    TargetObject.PROCEDURES: _l("Administrative procedures"),
    TargetObject.ONLINE: _l("Services online"),
    TargetObject.FEEDBACK: _l("Handling of reports and proposals"),
    TargetObject.HEALTH: _l("Health services"),
    TargetObject.EDUCATION: _l("Education services"),
    TargetObject.OTHER: _l("Something else"),
}
METHODS: Mapping[TargetMethod, LazyString] = {
    TargetMethod.WALK_UP: _l("Our own survey at the counters (whoever came and rated)"),
    TargetMethod.SAMPLE: _l("Our own survey of a drawn sample"),
    TargetMethod.SIPAS: _l("The Ministry’s SIPAS index"),
    TargetMethod.HEALTH_MINISTRY: _l("The Ministry of Health’s method (Decision 56/QĐ-BYT)"),
    TargetMethod.RECORDS: _l("Records without complaint (Decision 766/QĐ-TTg)"),
    TargetMethod.UNNAMED: _l("The plan does not say how it is measured"),
}
STANDINGS: Mapping[Standing, LazyString] = {
    Standing.REACHED: _l("reached: even the lower end of the range is there"),
    Standing.MISSED: _l("not reached: even the upper end of the range is not there"),
    Standing.UNDECIDED: _l("cannot be said yet: the target lies within the range of chance"),
    Standing.NO_FIGURE: _l("there is no figure to hold against it"),
    Standing.NOT_COMPARABLE: _l(
        "not held against this figure, because it is measured in another way"
    ),
}
TONES: Mapping[Standing, str] = {
    Standing.REACHED: "done",
    Standing.MISSED: "late",
    Standing.UNDECIDED: "soon",
    Standing.NO_FIGURE: "waiting",
    Standing.NOT_COMPARABLE: "waiting",
}
SPEAKERS: Mapping[Role, LazyString] = {
    Role.CHAIRPERSON: _l("The chairperson"),
    Role.UNIT_HEAD: _l("The head of the unit"),
}


# What a difference between two shares is worth, with both shares and the points between them.
VERDICTS: Mapping[Verdict, LazyString] = {
    Verdict.MORE: _l(
        "%(points)s points higher than in %(period)s (%(before)d%%). That is more than chance "
        "alone would do."
    ),
    Verdict.LESS: _l(
        "%(points)s points lower than in %(period)s (%(before)d%%). That is more than chance "
        "alone would do."
    ),
    Verdict.MAY_BE_CHANCE: _l(
        "%(period)s: %(before)d%%. A difference of %(points)s points may be chance alone."
    ),
    Verdict.TOO_FEW: _l("%(period)s: %(before)d%%. Too few answers to say whether it changed."),
}
NOT_THE_SAME = _l(
    "%(period)s: %(before)d%%, but asked or counted in another way, so it cannot be compared."
)


def change_sentence(change: Change) -> str:
    """Say by how much a share changed against an earlier period, and what that is worth."""
    period = change.before.period
    name = period_name(period.key, period.name, lang())
    before = int(half_up(change.share.share * 100, 0))
    if change.difference is None:
        return str(NOT_THE_SAME) % {"period": name, "before": before}
    points = number(float(abs(half_up(change.difference.change * 100))))
    words = str(VERDICTS[change.difference.verdict])
    return words % {"period": name, "before": before, "points": points}


def target_sentence(judged: Judged) -> str:
    """Say a target with its method and where the figure stands to it."""
    return str(
        _(
            "Target %(percent)d%% (%(object)s): %(standing)s.",
            percent=judged.target.percent,
            object=OBJECTS[TargetObject(judged.target.object)],
            standing=STANDINGS[judged.standing],
        )
    )


def channel_sentence(channels: Mapping[str, int]) -> str:
    """Say how many ratings came which way; nothing where that may not be shown."""
    ways = ways_in(channels)
    return str(_("How they came in: %(ways)s.", ways=ways)) if ways else ""
