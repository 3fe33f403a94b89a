"""The kinds of authority, unit and role; their values appear in rows and addresses."""

from enum import StrEnum


class AuthorityType(StrEnum):
    """Commune-level units since 1 July 2025."""

    XA = "xa"
    PHUONG = "phuong"
    DAC_KHU = "dac_khu"


class UnitKind(StrEnum):
    """Only internal units are assigned cases; the others receive a transfer slip."""

    INTERNAL = "internal"
    VERTICAL = "vertical"
    EXTERNAL = "external"


class Role(StrEnum):
    """What a member of staff is in the house."""

    ONE_STOP_CLERK = "one_stop_clerk"
    CASE_OFFICER = "case_officer"
    UNIT_HEAD = "unit_head"
    CHIEF_OF_OFFICE = "chief_of_office"
    CHAIRPERSON = "chairperson"
    DEPUTY = "deputy"
    RECORDS_CLERK = "records_clerk"
    REFORM_COORDINATOR = "reform_coordinator"
    ADMINISTRATOR = "administrator"
    OBSERVER = "observer"
    SURVEY_KEEPER = "survey_keeper"
    PAPER_TYPIST = "paper_typist"


# What names one of them is not the commune's to judge.
HEADS = frozenset({Role.CHAIRPERSON, Role.DEPUTY})
