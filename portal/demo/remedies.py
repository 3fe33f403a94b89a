"""A remedial plan two months old, with a measure at every step of its way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.clock import VIETNAM, local_day
from portal.db import Database
from portal.demo.commune import CULTURE, ECONOMY, ONE_STOP, Commune
from portal.offices.permissions import granted
from portal.remedies.doing import Hand, finish, move, note
from portal.remedies.figures import Bookshelf
from portal.remedies.kinds import Occasion
from portal.remedies.linking import FigureLink, link_figure
from portal.remedies.models import RemedyMeasure
from portal.remedies.planning import (
    FindingDraft,
    MeasureDraft,
    PlanDraft,
    add_finding,
    add_measure,
    make_plan,
)
from portal.remedies.rechecking import Judgement, recheck

BEGUN = timedelta(days=60)
PLAN = "Khắc phục hạn chế sau đánh giá mức độ hài lòng"
DOCUMENT = "112/TB-UBND"
WAITING = FindingDraft(
    "Người dân phải chờ lâu ở quầy vào đầu tuần và sau kỳ nghỉ.",
    "Hai quầy cùng mở một giờ; chưa hẹn giờ lấy kết quả nên mọi người đến cùng lúc.",
)
SIGNS = FindingDraft(
    "Nhiều người nói không biết nộp hồ sơ ở quầy nào.",
    "Bảng chỉ dẫn chữ nhỏ, chỉ có ở cửa chính, chưa có tiếng Ê Đê.",
)


@dataclass(frozen=True)
class Scene:
    """Who plays, in whose commune and when the plan was begun."""

    session: Session
    commune: Commune
    begun: datetime

    def viewer(self, username: str) -> Viewer:
        staff = self.commune.staff[username]
        return Viewer(staff.id, staff.authority_id, staff.unit_id, granted(staff.roles))

    def hand(self, username: str, measure: RemedyMeasure) -> Hand:
        return Hand(self.viewer(username), measure.id, measure.version)

    def on(self, days: int) -> datetime:
        return self.begun + timedelta(days=days)

    def day(self, days: int) -> date:
        return local_day(self.on(days))

    def measure(self, finding: int, words: str, unit: str, days: int) -> RemedyMeasure:
        unit_id = self.commune.units[unit].id
        draft = MeasureDraft(words, unit_id, None, self.day(days))
        return add_measure(
            self.session, self.viewer("canbo.vanhoa"), finding, draft, now=self.begun
        )


def plan_remedies(database: Database, commune: Commune, *, now: datetime) -> None:
    """Play the plan up to `now`; a measure is late, one due this week, one waits for a re-check."""
    with database.writing() as session:
        begun = datetime.combine(local_day(now) - BEGUN, time(9), VIETNAM).astimezone(UTC)
        scene = Scene(session, commune, begun)
        coordinator = scene.viewer("canbo.vanhoa")
        draft = PlanDraft(PLAN, Occasion.INDEX, scene.day(-3), DOCUMENT)
        plan = make_plan(session, coordinator, draft, now=scene.begun)
        waiting, signs = (
            add_finding(session, coordinator, plan.id, found, now=scene.begun).id
            for found in (WAITING, SIGNS)
        )
        _link_figures(scene, waiting)
        _queue(scene, waiting)
        _signs(scene, signs)


def _link_figures(scene: Scene, finding: int) -> None:
    """Put the satisfied share and the share in time of the last final month behind a finding."""
    coordinator = scene.viewer("canbo.vanhoa")
    shelf = Bookshelf(scene.session, scene.commune.authority.id, scene.day(0))
    final = [row for row in shelf.begun() if row.cutoff_on < scene.day(0)]
    for code in ("satisfied_share", "in_time_share"):
        if final and shelf.value(final[0].key, code, None):
            link = FigureLink(final[0].key, code, None)
            link_figure(scene.session, coordinator, finding, link, now=scene.begun)


def _queue(scene: Scene, finding: int) -> None:
    shifts = scene.measure(finding, "Bố trí thêm một quầy sáng thứ Hai và thứ Ba.", ONE_STOP, 20)
    note(scene.session, scene.hand("truong.motcua", shifts), "Đã xếp lịch trực.", now=scene.on(7))
    said = "Quầy 4 nhận hồ sơ hộ tịch sáng thứ Hai, thứ Ba từ tuần này."
    finish(scene.session, scene.hand("truong.motcua", shifts), said, now=scene.on(18))
    found = Judgement(True, "Xem tại quầy hai buổi sáng: không còn ai chờ quá 30 phút.")
    recheck(scene.session, scene.hand("chanhvanphong", shifts), found, now=scene.on(40))
    hours = scene.measure(finding, "Ghi giờ hẹn lấy kết quả trên mỗi biên nhận.", CULTURE, 30)
    why = "Phần mềm một cửa chưa in được giờ hẹn, chờ sửa mẫu."
    move(scene.session, scene.hand("chutich", hours), scene.day(53), why, now=scene.on(28))
    note(scene.session, scene.hand("truong.vanhoa", hours), "Đang chờ mẫu mới.", now=scene.on(50))


def _signs(scene: Scene, finding: int) -> None:
    boards = scene.measure(finding, "Làm bảng chỉ dẫn chữ to, có tiếng Ê Đê.", ECONOMY, 45)
    said = "Đã treo bốn bảng ở cổng, cửa chính và trước các quầy."
    finish(scene.session, scene.hand("truong.kinhte", boards), said, now=scene.on(44))
    scene.measure(finding, "Cử người hướng dẫn ở cửa các buổi sáng.", ONE_STOP, 60)
