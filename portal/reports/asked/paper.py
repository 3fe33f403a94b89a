"""The report on one survey in official form: questionnaire, how it was done, results, limits."""

import io
from collections.abc import Iterator
from typing import IO

from portal.clock import local_day
from portal.documents.official import Grid, OfficialPaper
from portal.documents.official_head import REPORT_NUMBER, official_head, signer
from portal.documents.printing import printed
from portal.ratings.shares import Share
from portal.reports.asked.results import SurveyReport
from portal.reports.asked.words import KIND_WORDS, LIMITS, SAMPLE_LIMITS, channel_name, rule_of
from portal.reports.definitions import CAVEATS, SUPPRESSION
from portal.reports.labels import LEVELS
from portal.reports.paper_cells import HIDDEN, NONE, number, percent, range_of
from portal.words.translate import N_, say, short_date
from surveys.instrument import Question
from surveys.intervals import sample_size
from surveys.scale import LEVELS as FIVE

ARCHIVE = N_("Archive: records clerk.")
LEAD = N_(
    "%(n)s people answered the question on the whole visit; %(satisfied)s of them (%(share)s) were "
    "satisfied or very satisfied. Chance alone would put the share at %(low)d–%(high)d of 100, "
    "that is about ±%(margin)s percentage points."
)
QUESTIONNAIRE = N_(
    "Questionnaire “%(title)s” (%(code)s, version %(version)d), word for word as it was asked:"
)
COMMON_SCALE = N_("Levels of satisfaction: %(levels)s.")
NO_LEAD = N_("There is no share to be shown of this survey yet.")
NOT_FINAL = N_(
    "No day of this survey lies in a final period yet, so nothing of its answers is shown; the "
    "report can be made again after the next cut-off."
)


def write_survey_paper(report: SurveyReport, file: IO[bytes]) -> None:
    """Write the paper as Word into an open binary file."""
    lang, title = report.lang, report.survey.title
    paper = OfficialPaper(title, report.authority_name, lang, report.made_at)
    paper.head(official_head(report.commune, say(lang, REPORT_NUMBER), lang, report.made_at))
    paper.title(say(lang, N_("REPORT")), [say(lang, N_("Result of the survey")), title])
    if report.is_demo:
        paper.text(say(lang, N_("This commune and everyone in it are made up.")), italic=True)
    _questionnaire(paper, report)
    _how(paper, report)
    _results(paper, report)
    _limits(paper, report)
    receivers = [
        say(lang, N_("Receivers:")),
        "- ……;",
        f"- {say(lang, ARCHIVE)}",
    ]
    paper.signature(receivers, signer(lang))
    paper.save(file)


def survey_pdf(report: SurveyReport) -> bytes:
    """Return the same paper as PDF. Raises `PrintingError`."""
    file = io.BytesIO()
    write_survey_paper(report, file)
    return printed(file.getvalue())


def _questionnaire(paper: OfficialPaper, report: SurveyReport) -> None:
    lang, asked = report.lang, report.instrument
    words = asked.language_for(lang)
    paper.heading(say(lang, N_("I. What was asked")))
    paper.text(
        say(
            lang,
            QUESTIONNAIRE,
            title=asked.title(words),
            code=asked.code,
            version=asked.version,
        )
    )
    levels = "; ".join(level.text(words) for level in asked.scale.choices)
    if levels:
        paper.text(say(lang, COMMON_SCALE, levels=levels))
    rows = [
        [f"{n}. {question.text(words)}", _answers(question, report)]
        for n, question in enumerate(asked.questions, start=1)
    ]
    heads = [say(lang, N_("What was asked")), say(lang, N_("How it is answered"))]
    paper.grid(Grid(heads, rows, (100, 60), words=2))
    digest = report.sheet.questionnaire.digest.hex()
    paper.note(say(lang, N_("Fingerprint (SHA-256): %(sha256)s"), sha256=digest))


def _answers(question: Question, report: SurveyReport) -> str:
    """Say how a question is answered: its scale, its options, or a number or words."""
    lang, words = report.lang, report.instrument.language_for(report.lang)
    options = getattr(question.kind, "options", ())
    if options:
        return "; ".join(option.text(words) for option in options)
    scale = getattr(question.kind, "scale", None)
    if scale == report.instrument.scale:
        return say(lang, N_("the levels of satisfaction"))
    if scale is not None:
        return "; ".join(level.text(words) for level in scale.choices)
    return say(lang, KIND_WORDS[question.kind.part])


def _how(paper: OfficialPaper, report: SurveyReport) -> None:
    lang = report.lang
    paper.heading(say(lang, N_("II. How it was done")))
    heads = [say(lang, N_("What")), say(lang, N_("Value"))]
    rows = [[say(lang, name), value] for name, value in _facts(report)]
    paper.grid(Grid(heads, rows, (60, 100), words=2))
    paper.text(rule_of(lang, is_sample=report.is_sample))


def _facts(report: SurveyReport) -> Iterator[tuple[str, str]]:
    lang, survey, none = report.lang, report.survey, NONE
    first = short_date(report.from_on, lang)
    last = short_date(report.to_on, lang) if report.to_on else say(lang, N_("no end set"))
    yield N_("Days"), f"{first} – {last}"
    through = short_date(report.through, lang) if report.through else none
    yield N_("Answers counted through"), through
    yield N_("Together with"), survey.co_organiser or none
    yield N_("Places"), "; ".join(report.places) or none
    channels = [
        f"{channel_name(code, lang)}: {number(n, lang)}" for code, n in report.channels.items()
    ]
    yield N_("Ways to answer"), "; ".join(channels) or none
    responses = report.results.responses
    hidden = say(lang, HIDDEN) if report.through else none
    yield N_("Ratings"), hidden if responses is None else number(responses, lang)
    yield N_("People served at these places"), number(report.served, lang)
    if report.served:
        yield N_("Needed for ±5 percentage points"), number(sample_size(report.served), lang)
    approved = survey.approved_at
    if approved is not None:
        day = short_date(local_day(approved), lang)
        yield N_("Approved"), f"{report.sheet.approver or ''} {day}".strip()


def _results(paper: OfficialPaper, report: SurveyReport) -> None:
    lang = report.lang
    paper.heading(say(lang, N_("III. Results")))
    if report.through is None:
        paper.text(say(lang, NOT_FINAL))
        return
    paper.text(_lead(report))
    if report.results.overall is not None:
        paper.caption(say(lang, N_("Table 1. Levels of the question on the whole visit")))
        paper.grid(_levels_grid(report))
    paper.caption(say(lang, N_("Table 2. By factor")))
    paper.grid(_factors_grid(report))
    paper.caption(say(lang, N_("Table 3. By what was asked")))
    paper.grid(_criteria_grid(report))


def _lead(report: SurveyReport) -> str:
    lang, share = report.lang, report.results.overall
    if share is None or share.interval is None:
        return say(lang, NO_LEAD)
    low, high = share.interval.per_hundred
    margin = (share.interval.high - share.interval.low) / 2
    return say(
        lang,
        LEAD,
        n=number(share.n, lang),
        satisfied=number(share.satisfied, lang),
        share=percent(share.share, lang),
        low=low,
        high=high,
        margin=number(round(margin * 100), lang),
    )


def _levels_grid(report: SurveyReport) -> Grid:
    lang, counts = report.lang, report.results.counts.get("overall", {})
    heads = ["", *(say(lang, level) for level in LEVELS)]
    row = [say(lang, N_("Answers")), *(number(counts.get(level, 0), lang) for level in FIVE)]
    return Grid(heads, [row], (30, *(26,) * len(FIVE)))


def _factors_grid(report: SurveyReport) -> Grid:
    lang, asked = report.lang, report.instrument
    words, hidden = asked.language_for(lang), say(lang, HIDDEN)
    rows = []
    for factor in asked.factors:
        share = report.factors.get(factor.code)
        cells = (
            [hidden, NONE] if share is None else [percent(share.share, lang), number(share.n, lang)]
        )
        rows.append([factor.text(words), *cells])
    heads = [
        say(lang, N_("Factor")),
        say(lang, N_("Satisfied share")),
        say(lang, N_("n (answers)")),
    ]
    return Grid(heads, rows, (100, 30, 30))


def _criteria_grid(report: SurveyReport) -> Grid:
    lang, asked = report.lang, report.instrument
    words = asked.language_for(lang)
    rows = [
        [question.text(words), *_share_cells(report.results.question(question.code), lang)]
        for question in asked.rated
    ]
    names = (N_("Satisfied share"), N_("About, of 100"), N_("n"))
    heads = [say(lang, N_("What was asked")), *(say(lang, name) for name in names)]
    return Grid(heads, rows, (94, 22, 22, 22))


def _share_cells(share: Share | None, lang: str) -> list[str]:
    if share is None:
        return [say(lang, HIDDEN), NONE, NONE]
    return [percent(share.share, lang), range_of(share), number(share.n, lang)]


def _limits(paper: OfficialPaper, report: SurveyReport) -> None:
    lang = report.lang
    paper.heading(say(lang, N_("IV. What these figures do not say")))
    own = SAMPLE_LIMITS if report.is_sample else (CAVEATS[0],)
    for words in (*own, CAVEATS[1], *LIMITS, SUPPRESSION):
        paper.text(say(lang, words, k=report.smallest_group))
