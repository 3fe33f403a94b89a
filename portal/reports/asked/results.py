"""Everything the report on one survey says, before it is laid out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.fieldwork import counters_store
from portal.fieldwork import store as fieldwork
from portal.fieldwork.kinds import SurveyKind
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import read_instrument
from portal.fieldwork.served import served_by_point
from portal.fieldwork.sheets import SurveySheet
from portal.fieldwork.windows import last_day
from portal.offices.models import Authority
from portal.offices.store import authority_by_id
from portal.ratings.batches import ALL_RESPONSES
from portal.ratings.figures import GroupResults, Terms, group, shown_sums
from portal.ratings.result_store import points as all_points
from portal.ratings.shares import Share, added_up, share_of_answers
from portal.ratings.showing import RESPONSES_ONLY, Visible
from portal.reports import store as periods
from portal.reports.asked import store
from portal.reports.asked.showing import Cells, by_half_month, is_alone, visible_of_survey
from portal.reports.periods import is_final
from surveys.instrument import Instrument
from surveys.scoring import Counts, valid


@dataclass(frozen=True)
class SurveyReport:
    """One survey with its questionnaire and what may be shown of its answers.

    `through` is the last day whose figures are final, None before the first; `served` how many
    people came to its places up to then, if that was entered for all of them. `channels` is empty
    where other surveys were asked at the same time.
    """

    lang: str
    commune: str
    authority_name: str
    is_demo: bool
    made_at: datetime
    sheet: SurveySheet
    instrument: Instrument
    places: Sequence[str]
    through: date | None
    results: GroupResults
    factors: Mapping[str, Share]
    channels: Mapping[str, int]
    served: int | None
    smallest_group: int

    @property
    def survey(self) -> Survey:
        return self.sheet.survey

    @property
    def is_sample(self) -> bool:
        return self.survey.kind == SurveyKind.SAMPLE

    @property
    def from_on(self) -> date:
        return local_day(self.survey.opens_at)

    @property
    def to_on(self) -> date | None:
        return last_day(self.survey.closes_at)


@dataclass(frozen=True)
class _Found:
    """What was counted of a survey and may be shown."""

    results: GroupResults
    factors: Mapping[str, Share]
    channels: Mapping[str, int]


def survey_report(
    session: Session, sheet: SurveySheet, lang: str, *, now: datetime
) -> SurveyReport:
    """Read a survey for its report, up to the last day that a final period holds."""
    survey = sheet.survey
    authority = authority_by_id(session, survey.authority_id)
    places = fieldwork.points_of_survey(session, survey)
    final = _last_final_day(session, survey.authority_id, local_day(now))
    through = _through(survey, final)
    found = _found(session, authority, sheet, final if through else None)
    return SurveyReport(
        **vars(found),
        lang=lang,
        commune=authority.name,
        authority_name=f"{authority.name}, {authority.province}",
        is_demo=authority.is_demo,
        made_at=now,
        sheet=sheet,
        instrument=read_instrument(sheet.questionnaire),
        places=_names(session, authority.id, {point.id for point in places}),
        through=through,
        served=_served(session, survey, {point.id for point in places}, through),
        smallest_group=authority.smallest_group,
    )


def _names(session: Session, authority_id: int, places: set[int]) -> list[str]:
    known = all_points(session, authority_id)
    return [f"{point.name} ({point.unit_name})" for point in known if point.id in places]


def _last_final_day(session: Session, authority_id: int, today: date) -> date | None:
    rows = periods.periods_of(session, authority_id)
    return max((row.to_on for row in rows if is_final(row, today)), default=None)


def _through(survey: Survey, final: date | None) -> date | None:
    """Return the last day of a survey that lies in a final period."""
    if final is None or final < local_day(survey.opens_at):
        return None
    return min(final, last_day(survey.closes_at) or final)


def _found(
    session: Session, authority: Authority, sheet: SurveySheet, final: date | None
) -> _Found:
    survey, asked = sheet.survey, read_instrument(sheet.questionnaire)
    rows = [] if final is None else store.counts(session, survey, asked.code, final)
    own_halves = {row.half_month_on for row in rows if row.survey_id == survey.id}
    rows = [row for row in rows if row.half_month_on in own_halves]
    halves = by_half_month(rows)
    is_settled = final is not None and not store.waits(session, survey.id, final)
    points, k = all_points(session, authority.id), authority.smallest_group
    visible = visible_of_survey(survey.id, halves.values(), points, k)
    if not is_settled or not own_halves:  # that nobody answered may always be said
        visible = RESPONSES_ONLY if not own_halves else visible & RESPONSES_ONLY
    counted = _own(survey.id, halves.values())
    terms = Terms.of(k, asked, is_settled=is_settled)
    shown = group(survey.id, survey.title, counted, visible, terms)
    is_apart = is_settled and all(is_alone(survey.id, cells) for cells in halves.values())
    channels = _channels(rows, k) if is_apart else {}
    return _Found(shown, _factors(asked, counted, visible), channels)


def _own(survey_id: int, halves: Iterable[Cells]) -> Counts:
    return added_up(
        counts for cells in halves for (survey, _), counts in cells.items() if survey == survey_id
    )


def _factors(asked: Instrument, counted: Counts, visible: Visible) -> dict[str, Share]:
    """Return the pooled share of each factor whose answered criteria may all be shown."""
    found = {}
    for factor in asked.factors:
        codes = [item.code for item in asked.items_of(factor.code)]
        answered = {code: counted[code] for code in codes if valid(counted.get(code, {}))}
        share = share_of_answers(answered) if answered.keys() <= visible else None
        if share is not None:
            found[factor.code] = share
    return found


def _channels(rows: Iterable[store.SurveyCount], smallest_group: int) -> dict[str, int]:
    halves: dict[date, Counter[str]] = {}
    for row in rows:
        if row.question == ALL_RESPONSES:
            halves.setdefault(row.half_month_on, Counter())[row.channel] += row.n
    return shown_sums(halves.values(), smallest_group)


def _served(session: Session, survey: Survey, places: set[int], through: date | None) -> int | None:
    """Return how many people came to the places of a survey, if that is known of each."""
    if through is None or not places:
        return None
    span = (local_day(survey.opens_at), through)
    rows = counters_store.served_within(session, survey.authority_id, *span)
    known = served_by_point(rows, *span)
    return sum(known[point] for point in places) if places <= known.keys() else None
