"""What is wrong with a questionnaire file, for the person at the console who sent it.

`surveys.sentences` says the same to a designer at a command line, in English.
"""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.errors import DomainError
from portal.fieldwork.errors import FileFault, QuestionnaireRefusedError
from surveys.faults import Fault, FaultCode, Place

WORDS: Mapping[FaultCode, LazyString] = {
    FaultCode.MISSING_KEY: _l("“%(detail)s” is missing."),
    FaultCode.UNKNOWN_KEY: _l("“%(detail)s” means nothing here; is it misspelt?"),
    FaultCode.WRONG_TYPE: _l("this must be %(detail)s."),
    FaultCode.BAD_CODE: _l(
        "“%(detail)s” cannot be a code; start with a letter a-z, then small letters, "
        'digits and "_" ("-" in the code of the questionnaire), 40 at most.'
    ),
    FaultCode.BAD_NUMBER: _l("%(detail)s is too small; it must be 1 or more."),
    FaultCode.EMPTY_RANGE: _l("min must be smaller than max; found: %(detail)s."),
    FaultCode.DUPLICATE_CODE: _l(
        "the code “%(detail)s” is given twice; answers could not be told apart."
    ),
    FaultCode.DUPLICATE_CRITERION: _l(
        "two questions measure “%(detail)s”; it would be counted twice."
    ),
    FaultCode.BAD_LANGUAGE: _l("“%(detail)s” is no language code of two or three small letters."),
    FaultCode.DUPLICATE_LANGUAGE: _l("the language “%(detail)s” is named twice."),
    FaultCode.NO_LANGUAGE: _l('say which languages there are, such as languages = ["vi", "en"].'),
    FaultCode.MISSING_TRANSLATION: _l("there is no text in “%(detail)s”."),
    FaultCode.UNDECLARED_LANGUAGE: _l(
        "there is a text in “%(detail)s”, which is not among the languages."
    ),
    FaultCode.SCALE_LEVELS: _l(
        "the levels must be 1, 2, 3, 4, 5 in this order; found: %(detail)s."
    ),
    FaultCode.THREE_LEVELS: _l("the levels must be 1, 2, 3 in this order; found: %(detail)s."),
    FaultCode.SCALE_NUMBERS: _l(
        "the levels must be 1, 2, 3 or 1, 2, 3, 4, 5 in this order; found: %(detail)s."
    ),
    FaultCode.SCALE_WITHOUT_LABELS: _l(
        "level %(detail)s has no label; a number alone can be misread."
    ),
    FaultCode.SCALE_OR_LEVELS: _l(
        'name a scale (scale = "…") or write the levels here, one of both.'
    ),
    FaultCode.NOT_A_LEVEL: _l("satisfied names “%(detail)s”, which is not among the levels."),
    FaultCode.SATISFIED_OF_FIVE: _l(
        "of five levels, 4 and 5 mean satisfied, always; leave satisfied out."
    ),
    FaultCode.NO_SCALE: _l("it is answered on a scale, but there is no [scale] and it names none."),
    FaultCode.UNKNOWN_SCALE: _l(
        "it is answered on the scale “%(detail)s”, which is not among the scales."
    ),
    FaultCode.UNKNOWN_SIGNAL: _l(
        "there is no signal “%(detail)s”; it must be harassment, extra_payment or pressure."
    ),
    FaultCode.SIGNAL_ON_KIND: _l(
        "a signal belongs to yes-no, or to a reversed question of three levels whose first means "
        "nobody; never to one about the person."
    ),
    FaultCode.UNUSED_SCALE: _l("no question is answered on this scale."),
    FaultCode.WRONG_SCALE: _l(
        "the scale “%(detail)s” has another number of levels than this kind needs."
    ),
    FaultCode.REVERSED_WITHOUT_SCALE: _l(
        "only answers on a scale can be reversed; this kind has none."
    ),
    FaultCode.UNKNOWN_KIND: _l("there is no kind of question called “%(detail)s”."),
    FaultCode.UNKNOWN_FACTOR: _l(
        "it belongs to the factor “%(detail)s”, which is not among the factors."
    ),
    FaultCode.UNUSED_FACTOR: _l("no question belongs to this factor."),
    FaultCode.FACTOR_OF_THREE: _l(
        "it belongs to the factor “%(detail)s”, but only questions of five levels make an index."
    ),
    FaultCode.TOO_FEW_OPTIONS: _l("a choice needs at least two options."),
    FaultCode.TOO_FEW_ROWS: _l("a matrix needs at least two rows."),
    FaultCode.OTHER_WITHOUT_WORDS: _l(
        'the code "other" is kept for the option with room for words; write other = { … } instead.'
    ),
    FaultCode.PROFILE_OF_SERVICE: _l(
        "this kind cannot be about the person; profile is for choices and numbers."
    ),
    FaultCode.PROFILE_WITH_WORDS: _l(
        "a question about the person takes no free words; they could give the name away."
    ),
    FaultCode.NOTHING_RATED: _l("no question asks for a level, so nothing could be measured."),
    FaultCode.SECOND_COMMENT: _l("more than one question takes free text; only one is kept."),
    FaultCode.UNKNOWN_PART: _l(
        "there is no other questionnaire “%(detail)s” to take questions from."
    ),
    FaultCode.UNKNOWN_METHOD: _l("there is no scoring method “%(detail)s”."),
    FaultCode.MISSING_WEIGHT: _l("the scoring method needs a weight here."),
    FaultCode.UNUSED_WEIGHT: _l("the method “%(detail)s” takes no notice of this weight."),
    FaultCode.CONDITION_UNKNOWN: _l("it asks about the question “%(detail)s”, which is not there."),
    FaultCode.CONDITION_LATER: _l(
        "it asks about the question “%(detail)s”, which comes later; a rule can only look back."
    ),
    FaultCode.CONDITION_ON_KIND: _l(
        "it asks about “%(detail)s”, but a rule can look only at levels, choices and numbers."
    ),
    FaultCode.CONDITION_FORM: _l(
        "what it wants of “%(detail)s” is unclear; give is = [ … ] for levels and "
        "choices, at_least or at_most for numbers."
    ),
    FaultCode.CONDITION_ANSWER: _l("it waits for %(detail)s, which is no answer there."),
    FaultCode.UNREACHABLE: _l(
        "it can never be asked: no answer to “%(detail)s” fits all that is wanted of it, "
        "here and in the questions before."
    ),
    FaultCode.BAD_TONGUE: _l("“%(detail)s” is no registered language tag (BCP 47)."),
    FaultCode.TONGUE_THERE: _l(
        "the questionnaire has “%(detail)s” already; a pack adds another language."
    ),
    FaultCode.BAD_NAME: _l("give the language its own name, in 60 plain letters at most."),
    FaultCode.BAD_DIRECTION: _l("“%(detail)s” is no direction; it must be ltr or rtl."),
    FaultCode.NO_QUESTIONNAIRE: _l(
        "there is no questionnaire “%(detail)s” for it, neither beside the pack nor built in."
    ),
    FaultCode.OTHER_QUESTIONNAIRE: _l("the pack is for another questionnaire than %(detail)s."),
    FaultCode.MISSING_WORDS: _l("missing; in English “%(detail)s”."),
    FaultCode.NOT_PLAIN: _l(
        'plain words only: no <, >, &, " or %%, and no letters that nobody sees.'
    ),
    FaultCode.PLACEHOLDERS: _l(
        "what is filled in, such as %%(name)s, must be the same as in “%(detail)s”."
    ),
}
TYPES: Mapping[str, LazyString] = {
    "str": _l("a text in quotes"),
    "int": _l("a whole number"),
    "bool": _l("true or false"),
    "list": _l("a list in [ ]"),
    "table": _l("a table of keys"),
    "list of tables": _l("a list of tables"),
    "table of languages": _l('a table of languages, such as { vi = "…", en = "…" }'),
}
PLACES: Mapping[str, LazyString] = {
    "questions": _l("question “%(name)s”"),
    "options": _l("option “%(name)s”"),
    "factors": _l("factor “%(name)s”"),
    "levels": _l("level “%(name)s”"),
    "scales": _l("scale “%(name)s”"),
    "rows": _l("row “%(name)s”"),
    "ask_if": _l("condition “%(name)s”"),
}
FILES: Mapping[FileFault, LazyString] = {
    FileFault.TOO_LARGE: _l("The file is larger than %(kb)d KB."),
    FileFault.NOT_UTF8: _l("The file is not UTF-8 text; save it again as UTF-8."),
    FileFault.NOT_TOML: _l("The file is not TOML: line %(line)d cannot be read."),
}


def refusal_lines(error: DomainError) -> list[str]:
    """Return a line for each thing that is wrong with a file, in the reader's language."""
    if not isinstance(error, QuestionnaireRefusedError):
        return []
    if error.reason is not None:
        return [str(FILES[error.reason]) % error.data]
    return [fault_line(fault) for fault in error.faults]


def fault_line(fault: Fault) -> str:
    """Return a fault as "place: what is wrong", the place from the outside in."""
    detail = str(TYPES.get(fault.detail, fault.detail)) or _("none")
    return f"{_place(fault.place)}: {str(WORDS[fault.code]) % {'detail': detail}}"


def _place(place: Place) -> str:
    words = list(place)
    parts = []
    while words:
        word = words.pop(0)
        named = word in PLACES and words
        parts.append(str(PLACES[word]) % {"name": words.pop(0)} if named else word)
    return ", ".join(parts) or _("the questionnaire")
