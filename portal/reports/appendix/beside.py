"""The first and the last sheets of an appendix: what it is, and every figure entered by hand."""

from collections.abc import Iterator

from portal.clock import local_time
from portal.reports.appendix.grid import Row, Table, heads
from portal.reports.byhand.figures import FIGURES
from portal.reports.choosing import ShownPeriod
from portal.reports.definitions import CAVEATS, SUPPRESSION
from portal.reports.errata import erratum_sentence, kept_sentence
from portal.reports.labels import OWN_NAME, period_name
from portal.reports.method import STATUS
from portal.reports.paper import BEFORE_THE_PORTAL
from portal.reports.paper_hand import APART
from portal.reports.report import Report
from portal.words.translate import N_, say, short_date

ABOUT, BY_HAND = "about", "by-hand"
HEADS = (
    (N_("Period"), 22),
    (N_("Figure"), 40),
    (N_("Value"), 12),
    (N_("Document"), 24),
    (N_("Of the day"), 14),
    (N_("Entered by"), 22),
    (N_("Checked by"), 22),
)
ABOUT_HEADS = ((N_("What"), 26), (N_("Explanation"), 110))


def about_table(report: Report) -> Table:
    lang = report.order.lang
    rows = [(say(lang, name), value) for name, value in _about(report)]
    k = report.overview.ratings.smallest_group
    rows += [("", say(lang, words, k=k)) for words in (*CAVEATS, SUPPRESSION)]
    title = say(lang, N_("Appendix to the report of the period"))
    return Table(ABOUT, say(lang, N_("About")), title, heads(ABOUT_HEADS, lang), rows)


def by_hand_table(report: Report) -> Table:
    """Return every figure by hand of this period and its neighbours; none is in a sum above."""
    lang = report.order.lang
    names = {one.key: one.name for one in _periods(report)}
    rows: list[Row] = [
        (
            period_name(key, names[key], lang),
            say(lang, FIGURES[code].name),
            value.value,
            value.document,
            value.document_on,
            value.entered_by,
            value.checked_by,
        )
        for key, own in report.by_hand.items()
        for code, value in own.figures.items()
    ]
    title = say(lang, N_("Figures entered by hand, with their sources"))
    tab = say(lang, N_("10 By hand"))
    return Table(BY_HAND, tab, title, heads(HEADS, lang), rows, [say(lang, APART)])


def _about(report: Report) -> list[tuple[str, str]]:
    lang, period = report.order.lang, report.overview.period
    made = local_time(report.made_at)
    lines = [
        (N_("Commune"), report.authority_name),
        (N_("Satisfaction figures"), say(lang, OWN_NAME)),
        (N_("Period"), period_name(period.key, period.name, lang)),
        (N_("From"), short_date(period.from_on, lang)),
        (N_("To"), short_date(period.to_on, lang)),
        (N_("Cut-off date"), short_date(period.cutoff_on, lang)),
        (N_("Status"), say(lang, STATUS[period.is_final])),
        (N_("Made at"), f"{made:%H:%M}, {short_date(made.date(), lang)}"),
    ]
    if report.is_demo:
        made_up = say(lang, N_("This commune and everyone in it are made up."))
        lines.insert(0, (N_("Demonstration data"), made_up))
    return [*lines, *_standing(report)]


def _standing(report: Report) -> Iterator[tuple[str, str]]:
    """Yield since when the figures stand, and what was found wrong in them."""
    lang, closed = report.order.lang, report.closed
    if report.own_hand.is_all:
        yield N_("Entered by hand"), say(lang, BEFORE_THE_PORTAL)
    if closed is not None:
        yield N_("Closed"), kept_sentence(closed, lang)
        yield N_("Fingerprint (SHA-256)"), closed.sha256
        for one in closed.errata:
            yield N_("Erratum"), erratum_sentence(one, lang)


def _periods(report: Report) -> list[ShownPeriod]:
    return [report.overview.period, *(one.overview.period for one in report.compared.all)]
