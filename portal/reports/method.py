"""The first sheet of every export: what, when, how, and what it does not say."""

from collections.abc import Iterator, Sequence

from portal.clock import local_time
from portal.reports.definitions import (
    CAVEATS,
    DEFINITIONS,
    SUPPRESSION,
    Definition,
)
from portal.reports.errata import erratum_sentence, kept_sentence
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.report import Report
from portal.reports.sheets import Cell, Column, Sheet
from portal.words.translate import N_, say, short_date

STATUS = {
    True: N_("Final"),
    False: N_("Provisional: more may come in until the cut-off date"),
}
DECIMALS = N_("In the CSV files the decimal mark is a comma in Vietnamese, a point in English.")
INTERNAL = N_("Internal, not for publication")


def method_sheet(report: Report) -> Sheet:
    """Return labels, texts and formulas: everything needed to read the other sheets."""
    lang = report.order.lang
    headers = [
        Column(say(lang, N_("What")), 30),
        Column(say(lang, N_("Explanation")), 90),
        Column(say(lang, N_("Formula")), 34),
    ]
    return Sheet("method", say(lang, N_("Method")), headers, list(_rows(report)))


def _rows(report: Report) -> Iterator[Sequence[Cell]]:
    lang = report.order.lang
    for name, value in (*_warning(report), *_about(report), *_kept(report)):
        yield say(lang, name), value, ""
    for number, caveat in enumerate((*CAVEATS, SUPPRESSION, DECIMALS), start=1):
        words = say(lang, caveat, k=report.overview.ratings.smallest_group)
        yield say(lang, N_("Note %(number)d"), number=number), words, ""
    for definition in DEFINITIONS.values():
        yield _defined(definition, lang)


def _warning(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what stands above all else in the files of a commune that is made up."""
    if report.is_demo:
        words = N_("This commune and everyone in it are made up.")
        yield N_("Demonstration data"), say(report.order.lang, words)


def _kept(report: Report) -> Iterator[tuple[str, str]]:
    """Yield since when the figures stand, their fingerprint, and what was found wrong in them."""
    lang, closed = report.order.lang, report.closed
    if closed is not None:
        yield N_("Closed"), kept_sentence(closed, lang)
        yield N_("Fingerprint (SHA-256)"), closed.sha256
        for erratum in closed.errata:
            yield N_("Erratum"), erratum_sentence(erratum, lang)


def _about(report: Report) -> list[tuple[str, str]]:
    lang, period, ratings = report.order.lang, report.overview.period, report.overview.ratings
    asked = ratings.instrument
    return [
        (N_("What this is"), say(lang, N_("Figures of one reporting period of a commune"))),
        (N_("Commune"), report.authority_name),
        (N_("Satisfaction figures"), say(lang, OWN_NAME)),
        (N_("Period"), period_name(period.key, period.name, lang)),
        (N_("From"), short_date(period.from_on, lang)),
        (N_("To"), short_date(period.to_on, lang)),
        (N_("Cut-off date"), short_date(period.cutoff_on, lang)),
        (N_("Status"), say(lang, STATUS[period.is_final])),
        (N_("As it stood on"), short_date(report.overview.as_of, lang)),
        *_made(report),
        (N_("Questionnaire"), f"{asked.code}/{asked.version}" if asked else "–"),
        (N_("Method of the shares"), ratings.method),
        (N_("Method of the ranges"), say(lang, N_("Wilson’s interval, 95 %"))),
        (N_("Smallest group shown"), str(ratings.smallest_group)),
    ]


def _made(report: Report) -> list[tuple[str, str]]:
    """Say when a file was made whose figures may still move; the others are always the same."""
    if report.closed is not None:
        return []
    made = local_time(report.made_at)
    return [(N_("Made at"), f"{made:%H:%M}, {short_date(made.date(), report.order.lang)}")]


def _defined(definition: Definition, lang: str) -> Sequence[Cell]:
    formula = say(lang, definition.formula) if definition.formula else ""
    return say(lang, definition.name), say(lang, definition.text), formula
