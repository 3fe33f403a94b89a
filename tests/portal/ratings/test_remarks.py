"""What people came for and wrote: readable by the house, joined to nothing."""

from datetime import date, datetime

from portal.db import Database
from portal.keys import Keys
from portal.offices.models import Procedure
from portal.ratings.breakdown.purposes import visits
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from portal.ratings.remarks import UNNAMED, Remarks, Wanted, remarks
from tests.portal.ratings.builders import Commune, make_commune, rate

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def remarks_of(database: Database, commune: Commune, from_on: date, to_on: date) -> Remarks:
    with database.reading() as session:
        return remarks(session, commune.authority.id, from_on, to_on, is_final=True)


def texts_of(found: Remarks) -> dict[str | None, tuple[str, ...]]:
    """Return what was written by the name of the unit, None for those too small to be named."""
    texts: dict[str | None, tuple[str, ...]] = {}
    for remark in found.texts:
        unit = found.units.get(remark.unit_id)
        texts[unit] = (*texts.get(unit, ()), remark.text)
    return texts


def test_remarks_stand_under_their_unit(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    for point, words in ((0, "Chờ lâu."), (2, "Y tá ân cần.")):
        contents = Contents({"overall": 3}, texts={"comment": words})
        rate(database, keys, commune, now, point=point, contents=contents, times=5)
    fold(database, keys)
    assert texts_of(remarks_of(database, commune, *NOVEMBER)) == {
        "Trung tâm Phục vụ hành chính công": ("Chờ lâu.",) * 5,
        "Trạm Y tế": ("Y tá ân cần.",) * 5,
    }


def test_remarks_about_a_small_unit_stand_under_no_name(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, now, times=9)
    rate(
        database,
        keys,
        commune,
        now,
        point=2,
        contents=Contents({"overall": 1}, texts={"comment": "Tệ."}),
    )
    fold_rest(database, keys, commune.authority.id, now.date())
    assert texts_of(remarks_of(database, commune, *NOVEMBER)) == {None: ("Tệ.",)}


def test_words_below_another_question_are_shown_with_it(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database, code="sipas-full")
    said = Contents({"manner": 3}, texts={"comment": "Tốt.", "news_from.other.text": "Loa xóm"})
    rate(database, keys, commune, now, contents=said, times=5)
    fold(database, keys)
    written = remarks_of(database, commune, *NOVEMBER).texts
    asked = {remark.text: remark.asked("vi") for remark in written}
    assert asked["Tốt."] == ""
    assert asked["Loa xóm"].endswith("?")


def test_rare_purposes_and_procedures_are_left_out(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        field = "Hộ tịch"
        often = Procedure(
            authority_id=commune.authority.id, code="1", name="Khai sinh", field=field
        )
        rarely = Procedure(authority_id=commune.authority.id, code="2", name="Khai tử", field=field)
        session.add_all([often, rarely])
        session.flush()
        ids = often.id, rarely.id
    for purpose, procedure, times in (
        ("ask", ids[0], 6),
        ("submit_file", ids[1], 7),
        ("", None, 3),
    ):
        contents = Contents({"overall": 3}, purpose=purpose, procedure_id=procedure)
        rate(database, keys, commune, now, contents=contents, times=times)
    rate(database, keys, commune, now, contents=Contents({"overall": 3}, purpose="collect_result"))
    fold(database, keys)
    with database.reading() as session:
        found = visits(session, commune.authority.id, *NOVEMBER, is_final=True)
        early = visits(session, commune.authority.id, *NOVEMBER, is_final=False)
    assert found.purposes == {"submit_file": 7}
    assert [(field.field, field.n) for field in found.fields] == [("Hộ tịch", 13)]
    assert found.fields[0].procedures == {"Khai tử": 7, "Khai sinh": 6}
    assert (early.purposes, early.fields) == ({}, ())


def test_a_half_month_belongs_to_every_period_that_begins_in_it(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    rate(
        database,
        keys,
        commune,
        now,
        contents=Contents({"overall": 3}, texts={"comment": "Có."}),
        times=5,
    )
    fold(database, keys)
    assert remarks_of(database, commune, date(2026, 11, 18), date(2026, 11, 30)).texts
    assert not remarks_of(database, commune, date(2026, 11, 1), date(2026, 11, 14)).texts
    assert not remarks_of(database, commune, date(2026, 12, 1), date(2026, 12, 31)).texts


def test_words_are_found_without_marks_and_filters_narrow(
    database: Database, keys: Keys, now: datetime
) -> None:
    commune = make_commune(database)
    for point, words in ((0, "Chờ lâu quá."), (2, "Y tá ân cần, không phải chờ.")):
        contents = Contents({"overall": 3}, texts={"comment": words})
        rate(database, keys, commune, now, point=point, contents=contents, times=5)
    fold(database, keys)
    found = remarks_of(database, commune, *NOVEMBER)

    def count(wanted: Wanted) -> int:
        return sum(map(wanted.takes, found.texts))

    clinic = commune.units[1].id
    assert count(Wanted("CHO")) == 10
    assert count(Wanted("lau cho")) == 5
    assert count(Wanted("chờ", unit_id=clinic)) == 5
    assert count(Wanted(unit_id=UNNAMED)) == 0
    assert count(Wanted(half_month_on=date(2026, 11, 1))) in {0, 10}
    assert count(Wanted(tag=1)) == 0
