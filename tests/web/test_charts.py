"""Marks of charts stand where their numbers say."""

import pytest

from portal.web.charts import (
    EDGE,
    TREND_FOOT,
    TREND_TOP,
    Bar,
    Dot,
    bar_chart,
    shortened,
    trend_chart,
)


def dot(share: float, *, is_break: bool = False) -> Dot:
    return Dot("9/2026", Bar("", share, share - 0.05, share + 0.02), is_break)


def test_bars_stand_below_each_other_with_their_ranges() -> None:
    chart = bar_chart([Bar("A", 0.625, 0.5, 0.75), Bar("B", 1.0, 0.8, 1.0)])
    assert [(mark.share, mark.low, mark.high) for mark in chart.marks] == [
        (62.5, 50.0, 75.0),
        (100.0, 80.0, 100.0),
    ]
    assert [mark.percent for mark in chart.marks] == ["63%", "100%"]
    assert chart.marks[1].y - chart.marks[0].y == 46
    assert chart.height == 8 + 2 * 46


def test_a_name_too_long_for_a_phone_is_cut_with_a_sign() -> None:
    assert shortened("Trạm Y tế") == "Trạm Y tế"
    long = shortened("Trung tâm Phục vụ hành chính công xã Suối Mơ")
    assert len(long) <= 40
    assert long.endswith("…")


def test_a_trend_goes_from_its_foot_to_a_hundred() -> None:
    chart = trend_chart([dot(0.55), dot(0.98)])
    assert chart is not None
    assert [mark.x for mark in chart.dots] == [EDGE, 100 - EDGE]
    assert chart.ticks == [(TREND_FOOT, 50), (68.8, 80), (TREND_TOP, 100)]
    first, last = chart.dots
    assert first.y == pytest.approx(TREND_FOOT - 0.1 * (TREND_FOOT - TREND_TOP))
    assert (first.is_last, last.is_last) == (False, True)
    assert len(chart.lines) == 1


def test_no_line_crosses_a_gap_or_a_break() -> None:
    hidden = Dot("10/2026", None)
    gap = trend_chart([dot(0.9), hidden, dot(0.9), dot(0.92)])
    assert gap is not None
    assert [line.x1 for line in gap.lines] == [gap.dots[1].x]
    broken = trend_chart([dot(0.9), dot(0.8, is_break=True), dot(0.82)])
    assert broken is not None
    assert [line.x1 for line in broken.lines] == [50.0]
    assert broken.breaks == [27.0]


def test_one_period_is_no_trend() -> None:
    assert trend_chart([dot(0.9)]) is None
    assert trend_chart([Dot("9/2026", None), dot(0.9)]) is None


def test_of_many_periods_only_the_ends_are_named() -> None:
    few, many = trend_chart([dot(0.9)] * 6), trend_chart([dot(0.9)] * 7)
    assert few is not None
    assert many is not None
    assert len(few.names) == 6
    assert [name.anchor for name in many.names] == ["start", "end"]


def test_a_target_is_a_line_across_and_within_the_scale() -> None:
    chart = trend_chart([dot(0.95), dot(0.98)], [95, 70, 95])
    assert chart is not None
    assert chart.goals == [(TREND_FOOT, 70), (38.0, 95)]
    assert [value for _, value in chart.ticks] == [70, 90, 100]
