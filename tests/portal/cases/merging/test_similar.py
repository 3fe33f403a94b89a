"""What counts as similar: rare words that both stories have, near in place and day."""

from datetime import date, timedelta
from itertools import permutations

from sqlalchemy import update

from portal.cases.kinds import State, TextPart
from portal.cases.merging.similar import Told, similar
from portal.cases.merging.suggesting import similar_open, similar_published
from portal.cases.models import CaseText
from portal.cases.replies.publishing import PublicCopy, publish
from portal.db import Database
from portal.offices.kinds import Role
from tests.builders import make_staff
from tests.portal.cases.builders import STORY
from tests.portal.cases.handling.builders import NOW, case_at, make_house, received, turn, viewer

DAY = date(2026, 11, 20)
LAMP = "Đèn đường đầu thôn hỏng đã hai tuần, tối om."
SAME = "Đèn đường ở đầu thôn hỏng hai tuần rồi chưa ai sửa."
OTHERS = [
    Told(number, f"Nhà văn hóa {number} mở cửa muộn, bà con phải chờ ngoài sân.", DAY)
    for number in range(2, 12)
]


def test_the_same_lamp_is_found_among_other_matters() -> None:
    found = similar(Told(0, LAMP, DAY), [*OTHERS, Told(1, SAME, DAY)])
    assert [one.key for one in found] == [1]
    assert found[0].shared[:2] == ("đèn đường", "đầu thôn")


def test_words_that_everybody_uses_make_nothing_similar() -> None:
    pool = [Told(n, "Đề nghị Ủy ban xem xét giải quyết sớm cho bà con.", DAY) for n in range(20)]
    told = Told(99, "Đề nghị Ủy ban xem xét giải quyết sớm cho bà con việc khác.", DAY)
    assert similar(told, pool) == []


def test_a_place_and_a_near_day_ask_for_fewer_words() -> None:
    here = Told(1, "Đèn đường tắt", DAY, place=3)
    told = Told(0, "Đèn đường tắt ngóm", DAY, place=3)
    assert [one.key for one in similar(told, [*OTHERS, here])] == [1]
    for other in (Told(1, here.words, DAY, place=4), Told(1, here.words, DAY - timedelta(30), 3)):
        assert similar(told, [*OTHERS, other]) == []


def test_the_order_of_rows_changes_nothing() -> None:
    pool = [Told(90 + n, SAME, DAY - timedelta(n), place=n % 2) for n in range(1, 5)]
    told = Told(0, LAMP, DAY, place=1)
    orders = {
        tuple(one.key for one in similar(told, [*order, *OTHERS])) for order in permutations(pool)
    }
    assert orders == {(91, 93, 92, 94)}


def test_diacritics_left_out_hide_nothing() -> None:
    found = similar(Told(0, LAMP, DAY), [*OTHERS, Told(1, "den duong dau thon hong hai tuan", DAY)])
    assert [one.key for one in found] == [1]


def test_the_desk_sees_open_ones_and_a_unit_only_its_own(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        open_one = case_at(session, house, State.ASSIGNED, number=1)
        case_at(session, house, State.ANSWERED, number=2)
        case = received(session, house, number=3)
        found = similar_open(session, viewer(house.clerk), case)
        assert [one.reference for one in found] == [open_one.reference]
        assert "đèn đường" in found[0].alike.shared
        assert similar_open(session, viewer(house.colleague), case) == []
        assert similar_open(session, viewer(house.stranger), case) == []


def test_a_sender_is_shown_published_words_only(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        authority = house.authority.id
        case = case_at(session, house, State.ANSWERED, number=1)
        case_at(session, house, State.ASSIGNED, number=2)
        assert similar_published(session, authority, STORY, DAY) == []
        deputy = make_staff(session, house.authority, "pho", Role.DEPUTY)
        copy = PublicCopy("Đèn đường đầu thôn hỏng hai tuần.", "Đã sửa.")
        publish(session, turn(deputy, case), copy, now=NOW)
        original = update(CaseText).where(CaseText.part == TextPart.STORY)
        session.execute(original.values(body="Bà Lành ở nhà số 7 kể rằng hàng rào đổ."))
        found = similar_published(session, authority, STORY, DAY)
        assert [one.story for one in found] == [copy.story]
        private = "Bà Lành ở nhà số 7 kể rằng hàng rào đổ."
        assert similar_published(session, authority, private, DAY) == []
        assert similar_published(session, house.stranger.authority_id, STORY, DAY) == []
