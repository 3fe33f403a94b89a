"""Hundred and fifty petitions of a year, each lived through by its sender and the staff."""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from portal.calendar.days import WorkCalendar
from portal.cases.events import facts_of
from portal.cases.handling import triage
from portal.cases.handling.assigning import assign
from portal.cases.handling.outcomes import Refusal
from portal.cases.handling.turns import Turn
from portal.cases.handling.visibility import Viewer
from portal.cases.intake.petition import NewPetition
from portal.cases.intake.submit import send
from portal.cases.intake.tracking import rate_reply, reopen, supply
from portal.cases.kinds import CaseKind, Channel, ReplyBy, SenderKind, State, Subject
from portal.cases.lanes.explaining import ask_explanation, explain
from portal.cases.models import Case
from portal.cases.replies.answering import SignedDocument, answer_at_once, record_signed
from portal.cases.replies.drafting import approve, draft
from portal.cases.replies.lateness import is_past_due
from portal.cases.replies.publishing import publish, starting_copy
from portal.cases.replies.telling import tell
from portal.clock import VIETNAM, local_day
from portal.db import Database
from portal.demo.answers import points_of
from portal.demo.clockwork import Life, play
from portal.demo.commune import Commune
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.permissions import granted
from portal.people.details import ContactDetails

STORIES: tuple[dict[str, str], ...] = tuple(
    tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))["story"]
)
NAMES = (
    "Nguyễn Thị Lành",
    "Y Bhăm Êban",
    "Trần Văn Khôi",
    "Hồ Thị Nết",
    "Giàng A Chứ",
    "Lò Thị Ón",
)
LATE = "Phải chờ vật tư và thợ nên xong chậm. Xã xin lỗi Ông/Bà."
QUESTION = "Ông/Bà cho biết rõ hơn chỗ nào, gần nhà ai, để người của xã ra xem cho đúng."
SUPPLEMENT = "Ở ngay đoạn cua, cách nhà sinh hoạt chừng năm mươi mét."
TO_EXPLAIN = "Đơn vị cho biết việc này đã làm thế nào, ngày nào, theo quy định nào và vì sao."
EXPLANATION = "Đơn vị đã làm đúng các bước nhưng trễ vì thiếu người trực; xin nhận lỗi và sửa."
NOT_YET = "Mới làm được một nửa, đoạn còn lại vẫn như cũ."
OPENING = time(7, 45)
RESTING = tuple(state for state in State if state.is_open) * 2
Story = dict[str, str]
# Those that a unit of the commune answers.
PLAIN = tuple(
    story for story in STORIES if CaseKind(story["kind"]).is_petition and "reply" in story
)


@dataclass(frozen=True)
class Plot:
    """What is told, and the state in which it stands still, if any."""

    story: Story
    rests: State | None


@dataclass(frozen=True)
class Stage:
    """What all lives share: where it plays, who plays, and the dice."""

    database: Database
    keys: Keys
    commune: Commune
    calendar: WorkCalendar
    rng: random.Random

    def turn(self, role: Role, case: Case, unit_id: int | None = None) -> Turn:
        """Let the first person with a role, of a unit if one is named, act on a case."""
        return Turn(self.viewer(role, unit_id), case.id)

    def viewer(self, role: Role, unit_id: int | None = None) -> Viewer:
        staff = next(
            person
            for person in self.commune.staff.values()
            if role in person.roles and unit_id in {None, person.unit_id}
        )
        return _viewer(staff)

    def later(self, moment: datetime, working_days: int) -> datetime:
        """Return a moment in working hours so many working days later."""
        day = local_day(moment)
        while working_days:
            day += timedelta(days=1)
            working_days -= self.calendar.is_working(day)
        if day == local_day(moment):
            return moment + timedelta(minutes=self.rng.randint(10, 40))
        minutes = self.rng.randint(0, 8 * 60)
        return _local(day, OPENING) + timedelta(minutes=minutes)


def petition_for_a_year(stage: Stage, until: datetime, count: int = 150) -> int:
    """Play the petitions of the year before `until`, more of them lately; return how many.

    Some rest in each open state, so that every list of the console has something to show.
    """
    today = local_day(until)
    lives = []
    for number in range(count):
        rests = RESTING[number] if number < len(RESTING) else None
        days_ago = stage.rng.randint(*_span(rests, number))
        sent_at = _local(today - timedelta(days=days_ago), time(stage.rng.randint(6, 21), 12))
        plot = Plot(PLAIN[number % len(PLAIN)] if rests else STORIES[number % len(STORIES)], rests)
        lives.append(partial(_life, stage, plot, sent_at))
    play(lives, until)
    return count


def _span(rests: State | None, number: int) -> tuple[int, int]:
    """Return how many days ago a petition may be sent: early enough to come to its rest."""
    if rests is not None:
        return (15, 22) if rests in {State.DRAFTED, State.APPROVED} else (3, 12)
    return (6, 20) if number % 4 == 0 else (12, 364)


def _life(stage: Stage, plot: Plot, moment: datetime) -> Life:
    """Live one petition: sent, accepted or not, handled, answered, published, rated."""
    yield moment
    case = _sent(stage, plot.story, moment)
    if plot.rests is State.RECEIVED:
        return
    if plot.rests is State.NEEDS_INFO or (plot.rests is None and stage.rng.random() < 0.08):
        yield (moment := stage.later(moment, 1))
        with stage.database.writing() as session:
            triage.ask(session, stage.turn(Role.ONE_STOP_CLERK, case), QUESTION, now=moment)
        if plot.rests is State.NEEDS_INFO:
            return
        yield (moment := stage.later(moment, 2))
        with stage.database.writing() as session:
            supply(session, session.get_one(Case, case.id), SUPPLEMENT, now=moment)
    yield (moment := stage.later(moment, stage.rng.choice((0, 1, 1, 2))))
    if _goes_on(stage, plot.story, case, moment) and plot.rests is not State.ACCEPTED:
        yield from _handled(stage, plot, case, moment)


def _sent(stage: Stage, story: Story, now: datetime) -> Case:
    rng, commune = stage.rng, stage.commune
    village = rng.choice(commune.villages)
    anonymous = story["subject"] != Subject.REGULATION and rng.random() < 0.45
    point = rng.choice((None, *commune.points))
    details = ContactDetails(name=rng.choice(NAMES), address=village.name, phone="0900 000 000")
    petition = NewPetition(
        authority_id=commune.authority.id,
        story=story["text"].format(village=village.name),
        kind=CaseKind(story["kind"]),
        subject=Subject(story["subject"]),
        sender_kind=SenderKind.PERSON,
        is_anonymous=anonymous,
        reply_by=ReplyBy.CODE if anonymous else rng.choice((ReplyBy.CODE, ReplyBy.PHONE)),
        may_publish=rng.random() < 0.8,
        contact=ContactDetails() if anonymous else details,
        village_id=village.id,
        service_point_id=point.id if point else None,
        channel=Channel.QR if point else Channel.WEB,
    )
    receipt = send(stage.database, stage.keys, petition, rng.randbytes(16), now=now, is_fast=True)
    with stage.database.reading() as session:
        return session.get_one(Case, receipt.case_id)


def _goes_on(stage: Stage, story: Story, case: Case, now: datetime) -> bool:
    """Do what the desk does; True when the case goes on to a unit."""
    turn = stage.turn(Role.ONE_STOP_CLERK, case)
    with stage.database.writing() as session:
        if refusal := story.get("not_accepted"):
            reason, address = story["reason"], story["sent_to"]
            triage.not_accept(session, turn, Refusal(refusal), reason, address, now=now)
        elif receiver := story.get("forward_to"):
            triage.forward(session, turn, receiver, story["forward_reason"], now=now)
        elif not CaseKind(story["kind"]).is_petition:
            answer_at_once(session, turn, story["reply"], now=now)
        else:
            kind, subject = CaseKind(story["kind"]), Subject(story["subject"])
            triage.accept(session, turn, kind, subject, now=now)
            return True
    return False


def _handled(stage: Stage, plot: Plot, case: Case, moment: datetime) -> Life:
    for state, step, days in HANDLING:
        wait = stage.rng.choice(days if plot.rests is None else days[:4])
        yield (moment := stage.later(moment, wait))
        with stage.database.writing() as session:
            step(session, stage, plot.story, case, moment)
        if state is plot.rests:
            return
    yield from _afterwards(stage, plot, case, moment)


def _assign(s: Session, stage: Stage, story: Story, case: Case, now: datetime) -> None:
    unit_id = stage.commune.units[story["unit"]].id
    assign(s, stage.turn(Role.CHIEF_OF_OFFICE, case), unit_id, now=now)


def _draft(s: Session, stage: Stage, story: Story, case: Case, now: datetime) -> None:
    _explained(s, stage, story, case, now)
    officer = stage.turn(Role.CASE_OFFICER, case, stage.commune.units[story["unit"]].id)
    draft(s, officer, points_of(story, now), _why(s, case, now), now=now)


def _explained(s: Session, stage: Stage, story: Story, case: Case, now: datetime) -> None:
    """Let the unit explain an administrative act, before anybody answers about it."""
    row = s.get_one(Case, case.id)
    if not facts_of(row).owes_explanation:
        return
    unit_id = stage.commune.units[story["unit"]].id
    ask_explanation(s, stage.turn(Role.ONE_STOP_CLERK, row), unit_id, TO_EXPLAIN, now=now)
    explain(s, stage.turn(Role.CASE_OFFICER, row, unit_id), EXPLANATION, now=now)


def _approve(s: Session, stage: Stage, _story: Story, case: Case, now: datetime) -> None:
    approve(s, stage.turn(Role.CHAIRPERSON, case), _why(s, case, now), now=now)


def _sign(s: Session, stage: Stage, _story: Story, case: Case, now: datetime) -> None:
    number = f"{stage.rng.randint(1, 400)}/UBND-VP"
    document = SignedDocument(number, local_day(now), "Trần Quốc Bình")
    record_signed(s, stage.turn(Role.RECORDS_CLERK, case), document, _why(s, case, now), now=now)


Step = Callable[[Session, Stage, Story, Case, datetime], None]
# The state a step leads to, the step, and after how many working days it may come.
HANDLING: tuple[tuple[State, Step, tuple[int, ...]], ...] = (
    (State.ASSIGNED, _assign, (0, 1)),
    (State.DRAFTED, _draft, (1, 2, 3, 3, 4, 5, 5, 6, 7, 10)),
    (State.APPROVED, _approve, (0, 1, 1)),
    (State.ANSWERED, _sign, (0, 0, 1)),
)


def _afterwards(stage: Stage, plot: Plot, case: Case, moment: datetime) -> Life:
    way = ReplyBy(case.reply_by)
    if way is not ReplyBy.CODE and stage.rng.random() < 0.9:
        yield (moment := stage.later(moment, 0))
        with stage.database.writing() as session:
            tell(session, stage.turn(Role.ONE_STOP_CLERK, case), way, now=moment)
    if case.may_publish:
        yield (moment := stage.later(moment, stage.rng.choice((1, 2))))
        with stage.database.writing() as session:
            turn = stage.turn(Role.CHIEF_OF_OFFICE, case)
            publish(session, turn, starting_copy(session, case), now=moment)
    if stage.rng.random() < 0.5:
        yield (moment := stage.later(moment, stage.rng.choice((1, 2, 3))))
        if not _judged_well(stage, case, moment):
            yield from _looked_at_again(stage, plot, case, moment)


def _judged_well(stage: Stage, case: Case, now: datetime) -> bool:
    """Let the sender judge the answer; some who are not satisfied ask for a second look."""
    well = stage.rng.random() < 0.8
    again = not well and stage.rng.random() < 0.5
    with stage.database.writing() as session:
        row = session.get_one(Case, case.id)
        rate_reply(session, row, is_satisfied=well, comment="" if well else NOT_YET, now=now)
        if again:
            reopen(session, row, NOT_YET, now=now)
    return not again


def _looked_at_again(stage: Stage, plot: Plot, case: Case, moment: datetime) -> Life:
    for _, step, days in HANDLING:
        yield (moment := stage.later(moment, stage.rng.choice(days)))
        with stage.database.writing() as session:
            step(session, stage, plot.story, case, moment)


def _why(session: Session, case: Case, now: datetime) -> str:
    return LATE if is_past_due(session.get_one(Case, case.id), now) else ""


def _viewer(staff: Staff) -> Viewer:
    return Viewer(staff.id, staff.authority_id, staff.unit_id, granted(staff.roles))


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, VIETNAM).astimezone(UTC)
