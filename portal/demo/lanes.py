"""What the demonstration shows of lanes: to explain, under seal, and kept from whom it names."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.triage import accept
from portal.cases.handling.turns import Turn
from portal.cases.intake.petition import NewPetition
from portal.cases.intake.submit import send
from portal.cases.kinds import CaseKind, Channel, ReplyBy, SenderKind, Subject
from portal.cases.lanes.explaining import ask_explanation
from portal.cases.models import Case
from portal.cases.named import NOBODY, Named
from portal.cases.sealing.sealing import hand_over, seal
from portal.demo.petitions import TO_EXPLAIN, Stage
from portal.offices.kinds import Role

ACT = "Tôi nộp hồ sơ tách thửa ba lần, lần nào cũng được hẹn lại mà không có giấy hẹn."
DENUNCIATION = "Có người ở bộ phận địa chính nhận tiền để làm nhanh hồ sơ của nhà bên cạnh."
SEALED_BECAUSE = "Người viết nói một người cụ thể vi phạm pháp luật và muốn được xác minh."
ABOUT_A_UNIT = "Ở Phòng Văn hóa – Xã hội, cán bộ nói to tiếng với mẹ tôi khi bà hỏi tiền hỗ trợ."
NAMED_UNIT = "Phòng Văn hóa – Xã hội"
COMPLAINT = "Tôi không đồng ý với quyết định xử phạt và đề nghị xem xét lại."
RECEIVER = "Ban Tiếp công dân tỉnh Minh Họa"
EXPLAINING_UNIT = "Phòng Kinh tế"
# Who seals, and who keeps it.
SEALING = (Role.ONE_STOP_CLERK, Role.CHIEF_OF_OFFICE)


def show_lanes(stage: Stage, now: datetime) -> None:
    """Play petitions as they stand at `now`: to explain, sealed, handed over, naming a unit."""
    asked = _sent(stage, ACT, Subject.ADMINISTRATIVE_ACT, now)
    found = _sent(stage, DENUNCIATION, Subject.SERVICE_QUALITY, now)
    gone = _sent(stage, COMPLAINT, Subject.SERVICE_QUALITY, now)
    named = Named(stage.commune.units[NAMED_UNIT].id)
    _sent(stage, ABOUT_A_UNIT, Subject.SERVICE_QUALITY, now, named)
    unit_id = stage.commune.units[EXPLAINING_UNIT].id
    with stage.database.writing() as session:
        desk = stage.turn(Role.ONE_STOP_CLERK, asked)
        accept(session, desk, CaseKind.REPORT, None, now=now)
        ask_explanation(session, desk, unit_id, TO_EXPLAIN, now=now)
        _sealed(session, stage, found, CaseKind.DENUNCIATION, now)
        keeper = _sealed(session, stage, gone, CaseKind.FORMAL_COMPLAINT, now)
        hand_over(session, keeper, RECEIVER, 1, now=now)


def _sealed(s: Session, stage: Stage, case: Case, kind: CaseKind, now: datetime) -> Turn:
    """Let the desk seal a case, and return its keeper in front of it."""
    desk, keeper = (stage.turn(role, case) for role in SEALING)
    seal(s, desk, kind, keeper.viewer.staff_id, SEALED_BECAUSE, now=now)
    return keeper


def _sent(stage: Stage, story: str, subject: Subject, now: datetime, named: Named = NOBODY) -> Case:
    petition = NewPetition(
        authority_id=stage.commune.authority.id,
        story=story,
        kind=CaseKind.REPORT,
        subject=subject,
        sender_kind=SenderKind.PERSON,
        is_anonymous=True,
        reply_by=ReplyBy.CODE,
        may_publish=False,
        channel=Channel.WEB,
    ).about(named)
    submission_id = stage.rng.randbytes(16)
    receipt = send(stage.database, stage.keys, petition, submission_id, now=now, is_fast=True)
    with stage.database.reading() as session:
        return session.get_one(Case, receipt.case_id)
