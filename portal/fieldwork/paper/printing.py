"""The sheets of a batch, laid out from the questionnaire of its survey in one of its languages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from sqlalchemy.orm import Session

from portal.documents.questionnaire import Block, Box, Paper, Row, sheets_pdf
from portal.fieldwork.paper import store
from portal.fieldwork.paper.fields import PaperField, Typing, fields_of
from portal.fieldwork.paper.models import PaperBatch
from portal.fieldwork.paper.skips import Skip, Unless, skips_of
from portal.fieldwork.questionnaires import read_instrument
from portal.offices.store import authority_by_id, point_of
from portal.words.translate import N_, say
from surveys.instrument import Instrument

LONGEST_GRID_MARKS = 6
TEXT_LINES = 5

WORDS: Mapping[str, str] = {
    "number": N_("Sheet no."),
    "sheet": N_("Sheet {number} · batch {batch}"),
    "page": N_("page {page}"),
    "promise": N_(
        "You need not answer, and you may leave any question out. Please write no name, telephone "
        "number or address, your own or anybody’s."
    ),
    "how": N_("Put a cross into the box of your answer. The digits in the boxes are for typing."),
    "place": N_("Place"),
    "day": N_("Day ……… month ……… year ………………"),
    "end": N_("Thank you. Please put the sheet into the box."),
    "demo": N_("demonstration"),
}


def pdf_of(session: Session, batch: PaperBatch) -> bytes:
    """Return the PDF of a batch; it can be printed again, with the same numbers."""
    _survey, asked = store.asked(session, batch.authority_id, batch.survey_id)
    authority = authority_by_id(session, batch.authority_id)
    where = batch.service_point_id
    place = point_of(session, authority.id, where).name if where else ""
    instrument, tongue = read_instrument(asked), batch.language
    return sheets_pdf(
        Paper(
            language=tongue,
            commune=f"{authority.name}, {authority.province}",
            title=instrument.title(tongue),
            place=place,
            batch=batch.number,
            numbers=list(range(batch.first_number, batch.last_number + 1)),
            words={name: say(tongue, words) for name, words in WORDS.items()},
            blocks=list(blocks_of(instrument, tongue)),
            is_demo=authority.is_demo,
        )
    )


def blocks_of(instrument: Instrument, tongue: str) -> Iterator[Block]:
    """Yield what is printed together: neighbours on one scale as a grid, all else for itself."""
    skips = {str(number): skip for number, skip in skips_of(instrument).items()}
    factors = _factors(instrument, tongue)

    def together(one: PaperField) -> tuple[object, ...]:
        rule = instrument.question(one.question).ask_if
        is_scale = one.typing is Typing.ONE and _is_level(instrument, one)
        return (one.marks, rule) if is_scale else (one.name, rule)

    lead = ""
    for _key, group in groupby(fields_of(instrument, tongue), together):
        fields = list(group)
        skip = skips.get(fields[0].number.partition(".")[0])
        block = _block(instrument, fields, factors, _told(skip, tongue) if skip else "")
        is_first = block.kind == "grid" and not lead
        lead = lead or (instrument.lead(tongue) if block.kind == "grid" else "")
        yield replace(block, hint=lead) if is_first else block


def _block(
    instrument: Instrument, fields: list[PaperField], factors: Mapping[str, str], note: str
) -> Block:
    first = fields[0]
    boxes = tuple(Box(mark.digit, mark.words) for mark in first.marks)
    if _is_level(instrument, first) and len(boxes) <= LONGEST_GRID_MARKS:
        rows = tuple(Row(one.number, one.words, factors.get(one.name, "")) for one in fields)
        return Block("grid", rows, boxes, note=note)
    alone = (Row(first.number, first.words),)
    if boxes:
        return Block("boxes", alone, boxes, hint=first.hint, note=note)
    lines = {Typing.NUMBER: 0, Typing.LINE: 1}.get(first.typing, TEXT_LINES)
    return Block("room", alone, hint=first.hint, note=note, lines=lines)


def _is_level(instrument: Instrument, field: PaperField) -> bool:
    kind = instrument.question(field.question).kind
    return field.typing is Typing.ONE and bool(kind.levels)


def _factors(instrument: Instrument, tongue: str) -> dict[str, str]:
    """Return the words that stand above the first field of each factor or matrix."""
    names = {factor.code: factor.text(tongue) for factor in instrument.factors}
    found: dict[str, str] = {}
    before = ""
    for question in instrument.questions:
        items = question.items
        heading = question.text(tongue) if len(items) > 1 else names.get(question.factor or "", "")
        if heading and heading != before:
            found[items[0].code] = heading
        before = heading
    return found


def _told(skip: Skip, tongue: str) -> str:
    """Say a skip rule in words: if question 3 is not 1 or 2, go to question 5."""
    parts = say(tongue, N_(", or ")).join(_condition(one, tongue) for one in skip.unless)
    if skip.target is None:
        return say(tongue, N_("If %(condition)s, you have reached the end."), condition=parts)
    words = N_("If %(condition)s, go to question %(target)d.")
    return say(tongue, words, condition=parts, target=skip.target)


def _condition(one: Unless, tongue: str) -> str:
    if one.digits:
        digits = say(tongue, N_(" or ")).join(one.digits)
        words = N_("you did not cross %(digits)s at question %(number)d")
        return say(tongue, words, digits=digits, number=one.number)
    words = N_("your number at question %(number)d is not from %(least)s to %(most)s")
    return say(tongue, words, number=one.number, least=one.at_least, most=one.at_most)
