"""Points kept beside events, read back, and set as one text."""

from datetime import UTC, datetime

from portal.cases.facts import Happening
from portal.cases.kinds import Action
from portal.cases.models import CaseEvent
from portal.cases.replies.points.composing import composed
from portal.cases.replies.points.point import kept, unkept
from portal.cases.replies.points.reading import latest_points, sent_points
from tests.portal.cases.handling.builders import saying

FIRST, SECOND = saying("Đã thay bóng."), saying("Đã thay cả cột.")
BODIES = {1: "…", 2: kept(FIRST), 3: "…", 4: kept(SECOND), 5: "Trả lời miệng."}


def event(action: Action, reply: int = 0, points: int = 0) -> Happening:
    ids = {"reply": reply, "points": points}
    texts = {part: {"id": id_} for part, id_ in ids.items() if id_}
    at = datetime(2026, 11, 20, tzinfo=UTC)
    return CaseEvent(action=action, at=at, actor_id=1, data={"texts": texts})


def test_points_are_kept_and_read_back() -> None:
    both = (*FIRST, *SECOND)
    assert unkept(kept(both)) == both
    assert unkept("") == ()


def test_the_answer_reads_point_by_point() -> None:
    assert composed((*FIRST, *SECOND)).split("\n\n")[1] == (
        "2. Đèn đường hỏng hai tuần\n"
        "Xem xét thấy: Ba bóng đèn bị cháy.\n"
        "Đã làm: Đã thay cả cột.\n"
        "Thời gian: Ngày 23/11/2026\n"
        "Ai làm: Phòng Kinh tế\n"
        "Căn cứ: Hợp đồng sửa chữa chiếu sáng số 12\n"
        "Ông/Bà có thể làm tiếp: Nếu đèn lại tắt, xin báo lại ở đây."
    )


def test_the_sender_reads_what_left_the_office_not_a_later_draft() -> None:
    events = [event(Action.DRAFT, 1, 2), event(Action.SIGN), event(Action.DRAFT, 3, 4)]
    assert sent_points(events, BODIES) == FIRST
    assert latest_points(events, BODIES) == SECOND
    assert sent_points(events[:1], BODIES) == ()


def test_a_later_answer_in_one_piece_has_no_points() -> None:
    events = [event(Action.DRAFT, 1, 2), event(Action.ANSWER_AT_ONCE, 5)]
    assert latest_points(events, BODIES) == sent_points(events, BODIES) == ()


def test_erased_points_are_none() -> None:
    assert latest_points([event(Action.DRAFT, 1, 2)], {}) == ()
