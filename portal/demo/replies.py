"""What the demonstration shows of replies: a template, a draft half written, a leader's task."""

from datetime import datetime, timedelta

from portal.cases.handling.queues.kinds import Horizon, Narrowing, Queue
from portal.cases.handling.queues.store import queue_page
from portal.cases.kinds import State
from portal.cases.replies.directives.giving import Task, give
from portal.cases.replies.drafts.keeping import NOTHING_YET, Written, save
from portal.cases.replies.drafts.templates import keep_template
from portal.cases.replies.points.point import Point
from portal.clock import local_day
from portal.demo.petitions import Stage
from portal.offices.kinds import Role

UNIT = "Phòng Kinh tế"
TEMPLATE = {
    "found": "{unit} đã ra xem tại chỗ ngày {today}.",
    "ground": "Biên bản kiểm tra tại chỗ có trưởng thôn cùng ký.",
    "next_step": "Nếu việc lặp lại, Ông/Bà gọi số của địa phương và nêu mã {reference}.",
}
BEGUN = Point(
    raised="Việc Ông/Bà nêu trong phản ánh",
    found="Đã ra xem cùng trưởng thôn, đúng như Ông/Bà nêu.",
    by_whom=UNIT,
)
DIRECTIVE = "Kiểm tra thêm các điểm tương tự trong toàn địa bàn và báo lại."


def show_replies(stage: Stage, now: datetime) -> None:
    """Let a unit begin an answer with a draft, own a template and be given a task."""
    unit_id, today = stage.commune.units[UNIT].id, local_day(now)
    with stage.database.writing() as session:
        viewer = stage.viewer(Role.CASE_OFFICER, unit_id)
        keep_template(session, viewer, None, "Sự cố tại chỗ", TEMPLATE, now=now)
        waiting = Narrowing(queue=Queue.MY_UNIT, state=State.ASSIGNED)
        case = queue_page(session, viewer, waiting, Horizon(today, today)).rows[0].case
        officer = stage.turn(Role.CASE_OFFICER, case, unit_id)
        save(session, officer, Written([BEGUN]), NOTHING_YET, now=now - timedelta(minutes=40))
        task = Task(unit_id, DIRECTIVE, today + timedelta(days=7))
        give(session, stage.turn(Role.CHAIRPERSON, case), task, now=now)
