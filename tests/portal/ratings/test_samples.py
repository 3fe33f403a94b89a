"""Sample surveys and walk-up ratings never meet in a figure."""

from dataclasses import replace
from datetime import date, datetime

from portal.db import Database
from portal.fieldwork.kinds import SurveyKind
from portal.keys import Keys
from portal.ratings.contents import Contents
from portal.ratings.counting import check_counts
from portal.ratings.folding import fold
from portal.ratings.remarks import Remarks, remarks
from portal.ratings.result_store import responses_by_survey
from portal.ratings.results import PeriodResults, results
from tests.builders import make_survey
from tests.portal.ratings.builders import Commune, make_commune, rate

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
SAID = Contents(
    {"overall": 1, "manner": 1},
    purpose="ask",
    texts={"comment": "Từ phiếu mẫu"},
    profile={"sex": ["woman"]},
)


def shown(database: Database, commune: Commune) -> tuple[PeriodResults, Remarks]:
    with database.reading() as session:
        order = (session, commune.authority.id, *NOVEMBER)
        return results(*order, is_final=True), remarks(*order, is_final=True)


def another_survey(database: Database, commune: Commune, **values: object) -> Commune:
    with database.writing() as session:
        survey = make_survey(session, commune.authority, **values)  # type: ignore[arg-type]
        return replace(commune, survey_id=survey.id)


def test_a_sample_changes_no_figure_and_no_remark(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=7)
    fold(database, keys)
    before = shown(database, commune)
    sample = another_survey(
        database, commune, kind=SurveyKind.SAMPLE, code="sipas-full", opens_at=now
    )
    rate(database, keys, sample, now, times=6, contents=SAID)
    # Neither while it waits sealed, nor once it is counted.
    assert shown(database, commune) == before
    assert fold(database, keys) == 6
    assert shown(database, commune) == before
    assert before[0].is_settled
    with database.reading() as session:
        assert check_counts(session) == {}
        assert responses_by_survey(session, commune.authority.id) == {
            commune.survey_id: 7,
            sample.survey_id: 6,
        }


def test_a_question_of_another_questionnaire_is_not_taken_for_one_of_ours(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=5, contents=Contents({"fees": 5, "overall": 5}))
    school = another_survey(database, commune, code="school", unit=commune.units[1])
    said = Contents({"fees": 1, "overall": 1})
    rate(database, keys, school, now, times=5, point=2, contents=said)
    fold(database, keys)
    figures, _ = shown(database, commune)
    assert figures.total.responses == 10
    assert figures.total.counts["overall"] == {1: 5, 5: 5}
    # The school asks about its own fees under the same code.
    assert figures.total.counts["fees"] == {5: 5}
    assert figures.instrument is not None
    assert figures.instrument.code == "counter-short"
