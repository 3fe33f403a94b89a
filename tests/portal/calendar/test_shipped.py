from collections import Counter
from datetime import date

import pytest

from portal.calendar.days import SATURDAY, DayCode, DayKind, DayStatus, SpecialDay
from portal.calendar.rules import RuleCode, RuleScope
from portal.calendar.shipped import (
    reference_rules,
    shipped_calendar,
    shipped_days,
    shipped_rules,
    shipped_years,
)
from portal.calendar.terms import Term, TermUnit

SWAPS = [
    (date(2024, 4, 29), date(2024, 5, 4)),
    (date(2025, 5, 2), date(2025, 4, 26)),
    (date(2026, 1, 2), date(2026, 1, 10)),
    (date(2026, 8, 31), date(2026, 8, 22)),
]
TET = {
    2024: ["02-08", "02-09", "02-12", "02-13", "02-14"],
    2025: ["01-27", "01-28", "01-29", "01-30", "01-31"],
    2026: ["02-16", "02-17", "02-18", "02-19", "02-20"],
    2027: ["02-04", "02-05", "02-08", "02-09", "02-10"],
}
OTHER_WEEKDAYS_OFF = {
    2024: ["01-01", "04-18", "04-29", "04-30", "05-01", "09-02", "09-03"],
    2025: ["01-01", "04-07", "04-30", "05-01", "05-02", "09-01", "09-02"],
    2026: [
        *["01-01", "01-02", "04-27", "04-30", "05-01", "08-31", "09-01", "09-02", "11-24"],
    ],
    2027: ["01-01", "04-16", "04-30", "05-03", "09-02", "09-03", "11-24"],
}


def day_of(day: date) -> SpecialDay:
    return shipped_calendar().days[day]


def test_four_years_are_shipped() -> None:
    assert shipped_years() == {2024, 2025, 2026, 2027}


@pytest.mark.parametrize("year", sorted(TET))
def test_the_weekdays_off_of_a_year_are_these(year: int) -> None:
    off = [
        special.day
        for special in shipped_days()
        if special.day.year == year
        and special.kind is DayKind.REST
        and special.day.weekday() < SATURDAY
    ]
    wanted = sorted(
        date.fromisoformat(f"{year}-{day}") for day in TET[year] + OTHER_WEEKDAYS_OFF[year]
    )
    assert off == wanted


@pytest.mark.parametrize(("off", "worked"), SWAPS)
def test_a_swap_ties_a_weekday_off_to_a_saturday_worked(off: date, worked: date) -> None:
    assert not shipped_calendar().is_working(off)
    assert shipped_calendar().is_working(worked)
    assert day_of(off).swaps_with == worked
    assert day_of(worked).swaps_with == off
    assert day_of(off).decision == day_of(worked).decision


def test_there_are_no_other_worked_saturdays() -> None:
    worked = [special.day for special in shipped_days() if special.kind is DayKind.WORKED]
    assert worked == sorted(worked for _, worked in SWAPS)


def test_the_second_of_january_2026_is_off_by_a_numbered_decision() -> None:
    swap = day_of(date(2026, 1, 2))
    assert swap.decision == "12729/VPCP-KGVX ngày 25/12/2025"
    assert swap.status is DayStatus.OFFICIAL


def test_culture_day_starts_in_2026_and_is_not_yet_official() -> None:
    assert date(2025, 11, 24) not in shipped_calendar().days
    assert day_of(date(2026, 11, 24)).status is DayStatus.ANNOUNCED
    assert day_of(date(2026, 11, 24)).code is DayCode.CULTURE_DAY


def test_what_the_notice_for_2027_must_decide_is_an_estimate() -> None:
    estimates = {special.day for special in shipped_days() if special.status is DayStatus.ESTIMATE}
    tet = {date(2027, 2, day) for day in range(4, 11)}
    assert estimates == tet | {date(2027, 9, 3)}


def test_every_year_has_its_eleven_days_of_the_labour_code() -> None:
    lawful = set(DayCode) - {
        DayCode.COMPENSATION,
        DayCode.SWAP_OFF,
        DayCode.SWAP_WORKED,
        DayCode.CULTURE_DAY,
    }
    counts = Counter(special.day.year for special in shipped_days() if special.code in lawful)
    assert counts == dict.fromkeys(range(2024, 2028), 11)


def test_a_holiday_on_a_weekend_gives_one_weekday_off_in_lieu() -> None:
    for year in shipped_years():
        of_year = [special for special in shipped_days() if special.day.year == year]
        on_weekend = [
            special
            for special in of_year
            if special.kind is DayKind.REST and special.day.weekday() >= SATURDAY
        ]
        in_lieu = [special for special in of_year if special.code is DayCode.COMPENSATION]
        assert len(in_lieu) == len(on_weekend)


def test_every_day_is_named_in_both_languages_and_has_a_decision() -> None:
    for special in shipped_days():
        assert special.name.vi
        assert special.name.en
        assert special.decision


def test_days_come_once_each_and_in_order() -> None:
    days = [special.day for special in shipped_days()]
    assert days == sorted(set(days))


def test_the_rules_the_portal_applies_are_these() -> None:
    applied = {
        rule.code: (rule.term, rule.scope)
        for rule in shipped_rules()
        if rule.scope is not RuleScope.REFERENCE
    }
    assert applied == {
        RuleCode.PAKN_TRANSFER: (Term(5, TermUnit.WORKING), RuleScope.NATIONAL),
        RuleCode.CLASSIFY: (Term(2, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.REPLY_OWN: (Term(10, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.REPLY_LONGEST: (Term(15, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.DUE_SOON: (Term(2, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.GROSSLY_LATE: (Term(5, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.REPLY_INQUIRY: (Term(5, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.REPLY_PRAISE: (Term(5, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.EXPLAIN: (Term(3, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.COMPLAINT_TAKEN_UP: (Term(7, TermUnit.WORKING), RuleScope.NATIONAL),
        RuleCode.DENUNCIATION_TAKEN_UP: (Term(7, TermUnit.WORKING), RuleScope.NATIONAL),
        RuleCode.VERIFY_MATTER: (Term(10, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
        RuleCode.CONFIRM_REPLY: (Term(15, TermUnit.WORKING), RuleScope.COMMUNE_DEFAULT),
    }


def test_the_commune_s_own_terms_name_no_law() -> None:
    for rule in shipped_rules():
        assert bool(rule.source) == (rule.scope is not RuleScope.COMMUNE_DEFAULT)


def test_models_of_other_provinces_are_never_rules_the_portal_applies() -> None:
    references = reference_rules()
    assert {rule.term.days for rule in references} == {5, 7, 10}
    assert not {rule.code for rule in references} & set(RuleCode)
    assert all("tỉnh" in rule.source for rule in references)


def test_a_rule_is_valid_from_its_day_on_and_up_to_its_last() -> None:
    rule = next(rule for rule in shipped_rules() if rule.code == RuleCode.PAKN_TRANSFER)
    assert rule.is_valid(rule.valid_from)
    assert not rule.is_valid(date(2017, 9, 24))
