"""`portal answers`: what a file of old answers becomes, and taking it over once that is right."""

import argparse
import json
import sys
from pathlib import Path

from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.errors import DomainError, NotFoundError
from portal.fieldwork.imported.guessing import Meaning, guess
from portal.fieldwork.imported.meanings import meaning_from, plain
from portal.fieldwork.imported.reading import Fault, LineFault, Reading, read_lines
from portal.fieldwork.imported.tables import AnswerTable, read_answers
from portal.fieldwork.imported.taking import Brought, Takeover, bring, take_over
from portal.fieldwork.questionnaires import builtin, read_instrument
from portal.offices.events import Actor
from portal.offices.models import ServicePoint
from portal.offices.store import authorities, points_of
from portal.words.translate import DEFAULT_LANGUAGE, LANGUAGES, N_, say, short_date
from surveys.instrument import Instrument
from surveys.loading import builtin_codes, load_builtin

REFUSED = 1
MOST_FAULTS = 50
SENTENCES = {
    "not_found": N_("No place in use has this code."),
    "sheet_refused": N_("This is no table of answers that can be read."),
    "file_repeated": N_("This very file was taken over before. Its answers would count twice."),
    "file_still_open": N_(
        "Some lines cannot be taken over yet: put the file of meanings right, or add "
        "--leave-faulty."
    ),
    "invalid_input": N_("Give the survey a title of at most 200 letters with --title."),
    "meaning_unreadable": N_("The file of meanings cannot be read."),
}
FAULTS = {
    Fault.NO_DAY: N_("no day can be read here"),
    Fault.FUTURE_DAY: N_("this day has not come yet"),
    Fault.UNKNOWN_ANSWER: N_("this answer has no meaning yet"),
    Fault.NOT_FITTING: N_("the line does not fit the questionnaire, or says nothing"),
}


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("answers", help="take over old answers from a CSV or XLSX file")
    parser.add_argument("file", type=Path)
    parser.add_argument("--questionnaire", required=True, choices=sorted(builtin_codes()))
    parser.add_argument("--point", required=True, help="code of the place it was asked at")
    parser.add_argument("--meaning", type=Path, help="JSON file that says what columns mean")
    parser.add_argument(
        "--save-meaning", action="store_true", help="write the guesses to --meaning"
    )
    parser.add_argument("--title", default="", help="what the survey is to be called")
    parser.add_argument(
        "--leave-faulty", action="store_true", help="leave lines with faults behind"
    )
    parser.add_argument("--write", action="store_true", help="take over; without it only look")
    parser.add_argument("--lang", default=DEFAULT_LANGUAGE, choices=LANGUAGES)


def run(args: argparse.Namespace, config: Config, database: Database) -> int:
    """Print what the file becomes and, if asked to, take it over; return 1 when refused."""
    try:
        return _run(args, config, database)
    except DomainError as error:
        if error.code not in SENTENCES:
            raise
        return _refuse(args, SENTENCES[error.code])
    except OSError as error:
        return _refuse(args, N_("Cannot read or write %(path)s."), path=error.filename)


def _run(args: argparse.Namespace, config: Config, database: Database) -> int:
    content, instrument = args.file.read_bytes(), load_builtin(args.questionnaire)
    table, point = read_answers(content), _point(database, args.point)
    meaning = _meaning(args, table, instrument)
    reading = read_lines(table, meaning, instrument, local_day(utc_now()))
    print("\n".join(_told(args.lang, table, meaning, reading)))
    if args.write:
        n = _take(args, config, database, point, content, reading)
        print(say(args.lang, N_("Taken over: %(n)d."), n=n))
    return 0


def _meaning(args: argparse.Namespace, table: AnswerTable, instrument: Instrument) -> Meaning:
    """Return the meaning in the file given, else a guess; written there if that is asked for."""
    if args.meaning is None or args.save_meaning:
        guessed = guess(table, instrument)
        if args.meaning is not None:
            text = json.dumps(plain(table, guessed), ensure_ascii=False, indent=2)
            args.meaning.write_text(text + "\n", encoding="utf-8")
        return guessed
    return meaning_from(table, args.meaning.read_text(encoding="utf-8"))


def _point(database: Database, code: str) -> ServicePoint:
    with database.reading() as session:
        for authority in authorities(session):
            for point in points_of(session, authority.id):
                if point.code == code:
                    return point
    raise NotFoundError(point=code)


def _take(
    args: argparse.Namespace,
    config: Config,
    database: Database,
    point: ServicePoint,
    content: bytes,
    reading: Reading,
) -> int:
    actor, now = Actor(point.authority_id), utc_now()
    with database.writing() as session:
        asked = builtin(session, args.questionnaire, now=now)
        title = args.title or read_instrument(asked).title(args.lang)
        file = bring(session, config.keys, actor, Brought(content, asked.id, point.id), now=now)
        wanted = Takeover(file, title, reading, args.leave_faulty)
        take_over(session, config.keys, actor, wanted, now=now)
    return len(reading.taken)


def _told(lang: str, table: AnswerTable, meaning: Meaning, reading: Reading) -> list[str]:
    lines = [f"{table.heads[at]} → {name}" for at, name in sorted(meaning.fields.items())]
    if reading.dropped:
        left = "; ".join(reading.dropped)
        lines.append(say(lang, N_("Left behind: %(columns)s"), columns=left))
    lines += [_fault(lang, one) for one in reading.faults[:MOST_FAULTS]]
    words = N_("%(taken)d lines can be taken over, %(faulty)d cannot.")
    lines.append(say(lang, words, taken=len(reading.taken), faulty=reading.faulty_lines))
    if reading.first_day and reading.last_day:
        lines.append(
            f"{short_date(reading.first_day, lang)} – {short_date(reading.last_day, lang)}"
        )
    return lines


def _fault(lang: str, one: LineFault) -> str:
    words = N_("Line %(line)d, column “%(column)s”, “%(value)s”: %(fault)s")
    fault = say(lang, FAULTS[one.fault])
    return say(lang, words, line=one.line, column=one.column, value=one.value, fault=fault)


def _refuse(args: argparse.Namespace, words: str, **values: object) -> int:
    print(say(args.lang, words, **values), file=sys.stderr)
    return REFUSED
