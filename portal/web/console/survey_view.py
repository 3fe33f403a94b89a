"""A survey as staff read it: its phase in words, its window, how many answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString
from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.fieldwork import store
from portal.fieldwork.drafting import Desk
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.phases import SurveyPhase, phase
from portal.fieldwork.sheets import SurveySheet
from portal.fieldwork.windows import last_day
from portal.offices.store import authority_by_id
from portal.ratings.result_store import responses_by_survey
from portal.web.console.survey_words import KINDS, PHASES, SCOPES, TONES
from portal.web.i18n import NAMES
from surveys.disclosure import in_steps, shown

ON_PAPER = {SurveyPhase.DRAFT, SurveyPhase.RETURNED, SurveyPhase.WITHDRAWN}


@dataclass(frozen=True)
class SurveyLine:
    """One survey of the list; `responses` in steps, at least so many, None for too few."""

    id: int
    title: str
    questionnaire: str
    digest: str
    kind: LazyString
    is_sample: bool
    where: str
    from_on: date
    to_on: date | None
    languages: str
    co_organiser: str
    phase: SurveyPhase
    words: LazyString
    tone: str
    responses: int | None
    version: int
    note: str
    author_id: int | None
    author: str | None
    created_at: datetime
    approver: str | None
    approved_at: datetime | None
    has_expired: bool

    @property
    def is_on_paper(self) -> bool:
        """Whether it was never approved, so that nobody can have answered."""
        return self.phase in ON_PAPER

    @property
    def is_open_draft(self) -> bool:
        """Whether its author may still change it."""
        return self.phase in {SurveyPhase.DRAFT, SurveyPhase.RETURNED}


def lines(session: Session, desk: Desk, now: datetime) -> list[SurveyLine]:
    """Return all surveys this desk may see, the latest first."""
    authority_id = desk.actor.authority_id
    counted = _shown(session, authority_id)
    sheets = store.sheets_of(session, authority_id, desk.only_unit)
    return [_line(sheet, counted, now) for sheet in sheets]


def line(session: Session, desk: Desk, survey_id: int, now: datetime) -> SurveyLine:
    """Return one survey, else raise `NotFoundError`."""
    authority_id = desk.actor.authority_id
    sheet = store.sheet_of(session, authority_id, desk.only_unit, survey_id)
    return _line(sheet, _shown(session, authority_id), now)


def _shown(session: Session, authority_id: int) -> Mapping[int, int]:
    smallest = authority_by_id(session, authority_id).smallest_group
    counted = responses_by_survey(session, authority_id)
    return {survey: in_steps(n, smallest) for survey, n in counted.items() if shown(n, smallest)}


def _line(sheet: SurveySheet, counted: Mapping[int, int], now: datetime) -> SurveyLine:
    survey, asked = sheet.survey, sheet.questionnaire
    stands = phase(SurveyState(survey.state), survey.opens_at, survey.closes_at, now)
    return SurveyLine(
        **_as_written(survey),
        questionnaire=f"{asked.code}/{asked.version}",
        digest=asked.digest.hex(),
        where=_where(survey, sheet.unit),
        phase=stands,
        words=PHASES[stands],
        tone=TONES[stands],
        responses=counted.get(survey.id),
        author=sheet.author,
        approver=sheet.approver,
        has_expired=survey.closes_at is not None and survey.closes_at <= now,
    )


def _as_written(survey: Survey) -> dict[str, Any]:
    return {
        "id": survey.id,
        "title": survey.title,
        "kind": KINDS[SurveyKind(survey.kind)],
        "is_sample": survey.kind == SurveyKind.SAMPLE,
        "from_on": local_day(survey.opens_at),
        "to_on": last_day(survey.closes_at),
        "languages": ", ".join(NAMES.get(code, code) for code in survey.languages.split()),
        "co_organiser": survey.co_organiser,
        "version": survey.version,
        "note": survey.note,
        "author_id": survey.created_by_id,
        "created_at": survey.created_at,
        "approved_at": survey.approved_at,
    }


def _where(survey: Survey, unit: str | None) -> str:
    if survey.scope == Scope.UNIT:
        return str(unit)
    words = str(SCOPES[Scope(survey.scope)])
    return f"{words} ({unit})" if unit else words
