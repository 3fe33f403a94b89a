"""A remedial plan as a Word file in official form, ready to check and sign."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from portal.clock import local_day
from portal.documents.official import Grid, OfficialPaper
from portal.documents.official_head import official_head, signer
from portal.offices.models import Authority
from portal.remedies.kinds import MeasureState, Occasion
from portal.remedies.labels import (
    HEAD_OF_UNIT,
    OCCASIONS,
    STATES,
    compared_text,
    figure_name,
)
from portal.remedies.plan_file import FindingFile, PlanFile
from portal.remedies.store import MeasureLine
from portal.words.translate import N_, say, short_date

NUMBER = N_("No.:        /KH-UBND")
BASIS = N_("Occasion: %(occasion)s, %(day)s.")
BASIS_WITH_PAPER = N_("Occasion: %(occasion)s, %(day)s (document %(number)s).")
ARCHIVE = N_("Archive: records clerk.")
WIDTHS = (62, 42, 24, 32)


@dataclass(frozen=True)
class PlanPaper:
    """A plan, whose it is, in which language and when it is printed."""

    file: PlanFile
    authority: Authority
    lang: str
    made_at: datetime

    def say(self, msgid: str, **values: object) -> str:
        return say(self.lang, msgid, **values)


def write_plan(order: PlanPaper, file: IO[bytes]) -> None:
    """Write the paper into an open binary file."""
    plan, authority = order.file.plan, order.authority
    office = f"{authority.name}, {authority.province}"
    paper = OfficialPaper(plan.title, office, order.lang, order.made_at)
    number = order.say(NUMBER)
    paper.head(official_head(authority.name, number, order.lang, order.made_at))
    paper.title(
        order.say(N_("PLAN")), [order.say(N_("for putting right: %(title)s"), title=plan.title)]
    )
    if authority.is_demo:
        paper.text(order.say(N_("This commune and everyone in it are made up.")), italic=True)
    paper.text(_basis(order))
    for number_of, found in enumerate(order.file.findings, start=1):
        _finding(paper, order, number_of, found)
    day = short_date(local_day(order.made_at), order.lang)
    paper.note(order.say(N_("As it stands on %(day)s."), day=day))
    receivers = [order.say(N_("Receivers:")), "- ……;", f"- {order.say(ARCHIVE)}"]
    paper.signature(receivers, signer(order.lang))
    paper.save(file)


def _basis(order: PlanPaper) -> str:
    plan = order.file.plan
    occasion = order.say(OCCASIONS[Occasion(plan.occasion)])
    day = short_date(plan.occasion_on, order.lang)
    if not plan.document_no:
        return order.say(BASIS, occasion=occasion, day=day)
    return order.say(BASIS_WITH_PAPER, occasion=occasion, day=day, number=plan.document_no)


def _finding(paper: OfficialPaper, order: PlanPaper, number: int, found: FindingFile) -> None:
    paper.heading(f"{number}. {found.finding.words}")
    paper.text(order.say(N_("Cause: %(cause)s"), cause=found.finding.cause))
    for figure in found.figures:
        name = figure_name(figure.code, figure.unit, order.lang)
        compared = compared_text(figure.code, figure.compared, order.lang)
        paper.text(f"– {name}: {compared}.")
    if found.cases:
        references = ", ".join(case.reference for case in found.cases)
        paper.text(order.say(N_("Cases: %(references)s."), references=references))
    if found.measures:
        paper.grid(_measures(order, found))


def _measures(order: PlanPaper, found: FindingFile) -> Grid:
    headers = [N_("Measure"), N_("Who answers for it"), N_("Until"), N_("Where it stands")]
    rows = [_row(order, line) for line in found.measures]
    return Grid([order.say(name) for name in headers], rows, WIDTHS, words=len(headers))


def _row(order: PlanPaper, line: MeasureLine) -> list[str]:
    person = line.person or order.say(HEAD_OF_UNIT)
    return [
        line.measure.words,
        f"{line.unit} ({person})",
        short_date(line.measure.due_on, order.lang),
        order.say(STATES[MeasureState(line.measure.state)]),
    ]
