"""Templates of a unit: known fields only, filled from the case, over nothing that was typed."""

import pytest

from portal.cases.replies.drafts.models import ReplyTemplate
from portal.cases.replies.drafts.store import templates_of_unit
from portal.cases.replies.drafts.templates import (
    begun_with,
    drop_template,
    filled,
    keep_template,
    unknown_fields,
)
from portal.cases.replies.points.point import Point
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from tests.portal.cases.handling.builders import NOW, make_house, viewer

TEXTS = {"found": "Đã xem hồ sơ {reference} ngày {today}.", "next_step": "Gọi {unit}."}


def test_the_linter_names_each_unknown_field_once() -> None:
    assert unknown_fields("{reference}, {due} và {received}") == []
    assert unknown_fields("{refrence} {số} {refrence} {}") == ["{refrence}", "{số}", "{}"]


def test_a_field_without_a_value_stays_to_be_seen() -> None:
    assert filled("{reference}, hạn {due}", {"reference": "XSM-1", "due": ""}) == "XSM-1, hạn {due}"


def test_nothing_typed_is_written_over() -> None:
    template = ReplyTemplate(texts=TEXTS)
    begun = begun_with(Point(found="Đã có lời."), template, {"unit": "Phòng Kinh tế"})
    assert begun == Point(found="Đã có lời.", next_step="Gọi Phòng Kinh tế.")


def test_a_unit_keeps_changes_and_deletes_its_own(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        me = viewer(house.officer)
        row = keep_template(session, me, None, " Đèn đường ", TEXTS, now=NOW)
        assert (row.name, row.texts["done"]) == ("Đèn đường", "")
        keep_template(session, viewer(house.head), row.id, "Đèn", TEXTS, now=NOW)
        assert [one.name for one in templates_of_unit(session, house.unit.id)] == ["Đèn"]
        drop_template(session, me, row.id)
        assert templates_of_unit(session, house.unit.id) == []


def test_another_unit_neither_changes_nor_deletes_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        row = keep_template(session, viewer(house.officer), None, "Đèn", TEXTS, now=NOW)
        for nosy, error in ((house.colleague, NotFoundError), (house.clerk, NotAllowedError)):
            with pytest.raises(error):
                keep_template(session, viewer(nosy), row.id, "Khác", TEXTS, now=NOW)
            with pytest.raises(error):
                drop_template(session, viewer(nosy), row.id)
        # The same name in another unit is another template.
        keep_template(session, viewer(house.colleague), None, "Đèn", TEXTS, now=NOW)


@pytest.mark.parametrize(
    ("name", "texts", "faults"),
    [
        ("Đèn", TEXTS, {"name": "taken"}),
        (" ", TEXTS, {"name": "required"}),
        ("Khác", {"done": " "}, {"found": "required"}),
        ("Khác", {"done": "{tên}"}, {"done": "unknown_field"}),
        ("Khác", {"ground": "đ" * 301}, {"ground": "too_long"}),
    ],
)
def test_what_does_not_fit_is_named(
    database: Database, name: str, texts: dict[str, str], faults: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        me = viewer(house.officer)
        other = keep_template(session, me, None, "Đèn", TEXTS, now=NOW)
        for template_id in (None, keep_template(session, me, None, "Cột", TEXTS, now=NOW).id):
            with pytest.raises(InvalidInputError) as caught:
                keep_template(session, me, template_id, name, texts, now=NOW)
            assert caught.value.fields == faults
        assert other.name == "Đèn"
