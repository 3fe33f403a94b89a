"""The draft report of a period in official form: satisfaction and petitions, ready to check."""

from collections.abc import Sequence
from typing import IO

from portal.documents.official import OfficialPaper
from portal.documents.official_head import REPORT_NUMBER, official_head, signer
from portal.ratings.shares import Share
from portal.reports import paper_grids as grids
from portal.reports.byhand.figures import OF_PETITIONS, OF_RATINGS
from portal.reports.definitions import CAVEATS, SUPPRESSION
from portal.reports.errata import erratum_sentence, kept_sentence
from portal.reports.keeping import Kept
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.paper_cells import number, percent
from portal.reports.paper_hand import source_lines
from portal.reports.report import Report
from portal.reports.unitparts.asked import TextPart, text_parts
from portal.words.translate import N_, say, short_date

HANDLING = N_("and the handling of reports and proposals")
LEAD = N_(
    "%(n)s people answered the question on the whole visit; %(satisfied)s of them (%(share)s) were "
    "satisfied or very satisfied. Chance alone would put the share at %(low)d–%(high)d of 100."
)
NO_LEAD = N_("There is no share to be shown for this period.")
MORE, LESS, SAME = (
    N_("Higher than in the period before, by more than chance explains."),
    N_("Lower than in the period before, by more than chance explains."),
    N_("The difference to the period before may be chance."),
)
SIGNS = N_(
    "“–”: no such period has been set, or there is nothing to count. “Hidden”: fewer than %(k)d "
    "answers, or others would give a small group away. “Not final”: shown once the period is "
    "closed."
)
PETITION_NOTE = N_(
    "Petitions are all counted, none is sampled; so there is no range. Questions and praise are "
    "not among them."
)
FINGERPRINT = N_("Fingerprint (SHA-256): %(sha256)s")
ARCHIVE = N_("Archive: records clerk.")
BEFORE_THE_PORTAL = N_(
    "The portal had not begun in this period: every figure was entered by hand, with its source."
)
TO_WRITE = N_("(To be written: causes, what was done, what comes next.)")


def write_paper(report: Report, file: IO[bytes]) -> None:
    """Write the paper into an open binary file."""
    lang = report.order.lang
    paper = OfficialPaper(_title(report), report.authority_name, lang, report.made_at)
    paper.head(official_head(report.commune, say(lang, REPORT_NUMBER), lang, report.made_at))
    paper.title(say(lang, N_("REPORT")), [*_about(lang), _span(report)])
    _opening(paper, report)
    _satisfaction(paper, report)
    _petitions(paper, report)
    _remarks(paper, report)
    receivers = [say(lang, N_("Receivers:")), *_receivers(report)]
    paper.signature(receivers, signer(lang))
    paper.save(file)


def _title(report: Report) -> str:
    return f"{' '.join(_about(report.order.lang))} – {_name(report)}"


def _about(lang: str) -> tuple[str, str]:
    return say(lang, OWN_NAME), say(lang, HANDLING)


def _name(report: Report) -> str:
    period = report.overview.period
    return period_name(period.key, period.name, report.order.lang)


def _span(report: Report) -> str:
    period, lang = report.overview.period, report.order.lang
    first, last = (short_date(day, lang) for day in (period.from_on, period.to_on))
    return say(
        lang, N_("%(name)s (%(first)s – %(last)s)"), name=_name(report), first=first, last=last
    )


def _opening(paper: OfficialPaper, report: Report) -> None:
    lang, period = report.order.lang, report.overview.period
    if report.is_demo:
        paper.text(say(lang, N_("This commune and everyone in it are made up.")), italic=True)
    if report.own_hand.is_all:
        paper.text(say(lang, BEFORE_THE_PORTAL))
    elif report.closed is not None:
        paper.text(f"{kept_sentence(report.closed, lang)}.")
    else:
        day = short_date(period.cutoff_on, lang)
        paper.text(
            say(
                lang,
                N_("Provisional figures: they may move until the cut-off on %(day)s."),
                day=day,
            )
        )


def _satisfaction(paper: OfficialPaper, report: Report) -> None:
    lang, ratings = report.order.lang, report.overview.ratings
    paper.heading(f"I. {say(lang, OWN_NAME)}")
    paper.text(_lead(report))
    paper.caption(say(lang, N_("Table 1. The whole commune")))
    paper.grid(grids.ratings_grid(report))
    _notes(paper, source_lines(report, OF_RATINGS))
    paper.note(say(lang, SIGNS, k=ratings.smallest_group))
    if ratings.is_settled and not report.own_hand.is_all:
        paper.caption(say(lang, N_("Table 2. By unit")))
        paper.grid(grids.units_grid(report))
        paper.caption(say(lang, N_("Table 3. By what was asked")))
        paper.grid(grids.criteria_grid(report))
    for caveat in (CAVEATS[0], CAVEATS[1], SUPPRESSION):
        paper.note(say(lang, caveat, k=ratings.smallest_group))


def _lead(report: Report) -> str:
    lang, share = report.order.lang, report.overview.ratings.total.overall
    if share is None or share.interval is None:
        return say(lang, NO_LEAD)
    low, high = share.interval.per_hundred
    lead = say(
        lang,
        LEAD,
        n=number(share.n, lang),
        satisfied=number(share.satisfied, lang),
        share=percent(share.share, lang),
        low=low,
        high=high,
    )
    change = _change(share, report.compared.previous)
    return f"{lead} {say(lang, change)}" if change else lead


def _change(share: Share, before: Kept | None) -> str:
    """Say whether the ranges of two periods leave each other; nothing without both."""
    earlier = before.overview.ratings.total.overall if before else None
    if share.interval is None or earlier is None or earlier.interval is None:
        return ""
    if share.interval.low > earlier.interval.high:
        return MORE
    return LESS if share.interval.high < earlier.interval.low else SAME


def _petitions(paper: OfficialPaper, report: Report) -> None:
    lang = report.order.lang
    paper.heading(say(lang, N_("II. Reports and proposals")))
    paper.caption(say(lang, N_("Table 4. The whole commune")))
    paper.grid(grids.petitions_grid(report))
    _notes(paper, source_lines(report, OF_PETITIONS))
    if not report.own_hand.is_all:
        paper.caption(say(lang, N_("Table 5. By the unit that has the petition")))
        paper.grid(grids.petition_units_grid(report))
    paper.note(say(lang, PETITION_NOTE))
    paper.note(say(lang, CAVEATS[2]))


def _remarks(paper: OfficialPaper, report: Report) -> None:
    lang, closed = report.order.lang, report.closed
    paper.heading(say(lang, N_("III. Assessment and proposals")))
    if not report.unit_texts:
        paper.text(say(lang, TO_WRITE), italic=True)
    for asked in text_parts():
        _unit_texts(paper, report, asked)
    if closed is None:
        return
    if closed.errata:
        paper.heading(say(lang, N_("Errata")), 2)
        for erratum in closed.errata:
            paper.text(erratum_sentence(erratum, lang))
    paper.note(say(lang, FINGERPRINT, sha256=closed.sha256))


def _unit_texts(paper: OfficialPaper, report: Report, asked: TextPart) -> None:
    """Write what the units said under one heading, each with its name."""
    written = [
        (one.unit, one.texts[asked.code]) for one in report.unit_texts if asked.code in one.texts
    ]
    if not written:
        return
    paper.heading(say(report.order.lang, asked.name), 2)
    for unit, text in written:
        first, *others = [line for line in text.splitlines() if line.strip()]
        paper.text(f"{unit}: {first}")
        for line in others:
            paper.text(line)


def _notes(paper: OfficialPaper, lines: Sequence[str]) -> None:
    for line in lines:
        paper.note(line)


def _receivers(report: Report) -> list[str]:
    to = report.receiver or "……"
    return [f"- {to};", f"- {say(report.order.lang, ARCHIVE)}"]
