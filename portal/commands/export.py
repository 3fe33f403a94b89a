"""`portal export`: the figures of a period as XLSX, CSV, JSON and a draft report in a folder."""

import argparse
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from portal.clock import utc_now
from portal.config import Config
from portal.db import Database
from portal.documents.printing import PrintingError, can_print
from portal.errors import NotFoundError
from portal.offices.store import authorities
from portal.reports.errors import SumsDifferError
from portal.reports.report import Order, Report, take
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say

REFUSED = 1
SENTENCES = {
    "period_not_found": N_("There is no period “%(period)s” that has begun."),
    "not_found": N_("There is no such commune, or there are several: name one with --authority."),
}

UNWRITABLE = N_("Cannot write into %(path)s (%(reason)s): name another folder with --out.")
UNEQUAL = N_(
    "The appendix is not written, for its sums do not agree: %(what)s – %(found)s and %(says)s. "
    "Look at what was entered by hand."
)
UNPRINTED = N_("All files but the PDF are written; LibreOffice could not print that one.")


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "export", help="write the figures of a period as XLSX, CSV, JSON and Word"
    )
    parser.add_argument("--period", required=True, help="key of the period, such as 2026-10")
    parser.add_argument("--out", required=True, type=Path, help="folder; made if it is not there")
    parser.add_argument("--authority", help="code or slug; not needed when there is only one")
    parser.add_argument(
        "--without-counters",
        action="store_true",
        help="leave out counters, remarks and who answered, which are for the house only",
    )
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Write the files and print their paths; return 1 when there is no such period or commune."""
    try:
        with database.reading() as session:
            authority_id = _authority_id(session, args.authority)
        order = Order(
            authority_id, args.period, args.lang, not args.without_counters, config.public_url
        )
        report = take(database, config.keys, order, now=utc_now())
    except NotFoundError as error:
        print(say(args.lang, SENTENCES[error.code], period=args.period), file=sys.stderr)
        return REFUSED
    return _written(args, report)


def _written(args: argparse.Namespace, report: Report) -> int:
    """Write the files; say which one could not be."""
    from portal.reports.files import save  # noqa: PLC0415 pandas is slow to load for the others

    try:
        paths = save(report, args.out, with_pdf=can_print())
    except SumsDifferError as error:
        print(say(args.lang, UNEQUAL, **error.data), file=sys.stderr)
        return REFUSED
    except PrintingError:
        print(say(args.lang, UNPRINTED), file=sys.stderr)
        return REFUSED
    except OSError as error:
        why = {"path": args.out, "reason": error.strerror}
        print(say(args.lang, UNWRITABLE, **why), file=sys.stderr)
        return REFUSED
    print(*paths, sep="\n")
    return 0


def _authority_id(session: Session, wanted: str | None) -> int:
    rows = authorities(session)
    fitting = [row.id for row in rows if wanted is None or wanted in (row.code, row.slug)]
    if len(fitting) != 1:
        raise NotFoundError
    return fitting[0]
