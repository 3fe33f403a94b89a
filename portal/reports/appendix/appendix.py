"""The appendix of a period's report: its tables, checked before a byte is written."""

from typing import IO

from portal.reports.appendix import factors, files, petitions, satisfaction, services, silent
from portal.reports.appendix.beside import about_table, by_hand_table
from portal.reports.appendix.checking import Check, check_table, checked
from portal.reports.appendix.grid import Book, Table
from portal.reports.appendix.nine import nine_table
from portal.reports.appendix.writing import write_book
from portal.reports.report import Report


def write_appendix(report: Report, file: IO[bytes]) -> None:
    """Write the workbook into an open binary file.

    Raises `SumsDifferError` before anything is written if two ways to a sum do not agree.
    """
    write_book(file, book_of(report), report)


def book_of(report: Report) -> Book:
    """Return all tables, every total worked out and checked."""
    by_hand = [files.files_table(report)]
    checks = [*files.files_checks(by_hand[0])]
    # Before the portal there was nothing to count: 0 would be a claim.
    counted, more = ([], []) if report.own_hand.is_all else _counted(report)
    if counted:
        by_hand.append(silent.silence_table(report))
        checks += silent.silence_checks(by_hand[-1], report)
    tables = [about_table(report), *counted, *by_hand, nine_table(report), by_hand_table(report)]
    return checked([*tables, check_table([*more, *checks], report.order.lang)])


def _counted(report: Report) -> tuple[list[Table], list[Check]]:
    """Return the tables of what the portal counted, and what has to agree in them."""
    units = satisfaction.units_table(report)
    of_services, of_factors = services.services_table(report), factors.factors_table(report)
    standings = petitions.standings_table(report)
    administrative = petitions.administrative_table(report)
    levels = satisfaction.levels_table(report)
    checks = [
        *satisfaction.units_checks(units, report),
        *services.services_checks(of_services, units, report),
        *factors.factors_checks(of_factors, report),
        *petitions.standings_checks(standings, report),
        *petitions.administrative_checks(administrative, report),
    ]
    return [units, of_services, of_factors, levels, standings, administrative], checks
