"""The words in which a questionnaire's designer reads a fault."""

from collections.abc import Mapping

from surveys.faults import Fault, FaultCode, Place

_TYPES = {
    "str": "a text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "list": "a list in [ ]",
    "table": "a table of keys",
    "list of tables": "a list of tables",
    "table of languages": 'a table of languages, such as { vi = "…", en = "…" }',
}

_SENTENCES: Mapping[FaultCode, str] = {
    FaultCode.MISSING_KEY: '"{}" is missing.',
    FaultCode.UNKNOWN_KEY: '"{}" means nothing here; is it misspelt?',
    FaultCode.WRONG_TYPE: "this must be {}.",
    FaultCode.BAD_CODE: '"{}" cannot be a code; start with a letter a-z, then small letters, '
    'digits and "_" ("-" in the code of the questionnaire), 40 at most.',
    FaultCode.BAD_NUMBER: "{} is too small; it must be 1 or more.",
    FaultCode.EMPTY_RANGE: "min must be smaller than max; found: {}.",
    FaultCode.DUPLICATE_CODE: 'the code "{}" is given twice; answers could not be told apart.',
    FaultCode.DUPLICATE_CRITERION: 'two questions measure "{}"; it would be counted twice.',
    FaultCode.NO_LANGUAGE: 'say which languages there are, such as languages = ["vi", "en"].',
    FaultCode.BAD_LANGUAGE: '"{}" is no language code of two or three small letters.',
    FaultCode.DUPLICATE_LANGUAGE: 'the language "{}" is named twice.',
    FaultCode.MISSING_TRANSLATION: 'there is no text in "{}".',
    FaultCode.UNDECLARED_LANGUAGE: 'there is a text in "{}", which is not among the languages.',
    FaultCode.SCALE_LEVELS: "the levels must be 1, 2, 3, 4, 5 in this order; found: {}.",
    FaultCode.THREE_LEVELS: "the levels must be 1, 2, 3 in this order; found: {}.",
    FaultCode.SCALE_NUMBERS: "the levels must be 1, 2, 3 or 1, 2, 3, 4, 5 in this order; "
    "found: {}.",
    FaultCode.SCALE_WITHOUT_LABELS: "level {} has no label; a number alone can be misread.",
    FaultCode.SCALE_OR_LEVELS: 'name a scale (scale = "…") or write the levels here, one of both.',
    FaultCode.NOT_A_LEVEL: 'satisfied names "{}", which is not among the levels.',
    FaultCode.SATISFIED_OF_FIVE: "of five levels, 4 and 5 mean satisfied, always; leave satisfied "
    "out.",
    FaultCode.NO_SCALE: "it is answered on a scale, but there is no [scale] and it names none.",
    FaultCode.UNKNOWN_SCALE: 'it is answered on the scale "{}", which is not among the scales.',
    FaultCode.UNUSED_SCALE: "no question is answered on this scale.",
    FaultCode.WRONG_SCALE: 'the scale "{}" has another number of levels than this kind needs.',
    FaultCode.REVERSED_WITHOUT_SCALE: "only answers on a scale can be reversed; this kind has "
    "none.",
    FaultCode.UNKNOWN_KIND: 'there is no kind of question called "{}".',
    FaultCode.UNKNOWN_FACTOR: 'it belongs to the factor "{}", which is not among the factors.',
    FaultCode.UNUSED_FACTOR: "no question belongs to this factor.",
    FaultCode.FACTOR_OF_THREE: 'it belongs to the factor "{}", but only questions of five levels '
    "make an index.",
    FaultCode.TOO_FEW_OPTIONS: "a choice needs at least two options.",
    FaultCode.TOO_FEW_ROWS: "a matrix needs at least two rows.",
    FaultCode.OTHER_WITHOUT_WORDS: 'the code "other" is kept for the option with room for words; '
    "write other = {{ … }} instead.",
    FaultCode.PROFILE_OF_SERVICE: "this kind cannot be about the person; profile is for choices "
    "and numbers.",
    FaultCode.PROFILE_WITH_WORDS: "a question about the person takes no free words; they could "
    "give the name away.",
    FaultCode.NOTHING_RATED: "no question asks for a level, so nothing could be measured.",
    FaultCode.SECOND_COMMENT: "more than one question takes free text; only one is kept.",
    FaultCode.UNKNOWN_PART: 'there is no other questionnaire "{}" to take questions from.',
    FaultCode.UNKNOWN_METHOD: 'there is no scoring method "{}".',
    FaultCode.MISSING_WEIGHT: "the scoring method needs a weight here.",
    FaultCode.UNUSED_WEIGHT: 'the method "{}" takes no notice of this weight.',
    FaultCode.CONDITION_UNKNOWN: 'it asks about the question "{}", which is not there.',
    FaultCode.CONDITION_LATER: 'it asks about the question "{}", which comes later; a rule can '
    "only look back.",
    FaultCode.CONDITION_ON_KIND: 'it asks about "{}", but a rule can look only at levels, choices '
    "and numbers.",
    FaultCode.CONDITION_FORM: 'what it wants of "{}" is unclear; give is = [ … ] for levels and '
    "choices, at_least or at_most for numbers.",
    FaultCode.CONDITION_ANSWER: "it waits for {}, which is no answer there.",
    FaultCode.UNKNOWN_SIGNAL: 'there is no signal "{}"; it must be harassment, extra_payment or '
    "pressure.",
    FaultCode.SIGNAL_ON_KIND: "a signal belongs to yes-no, or to a reversed question of three "
    "levels whose first means nobody; never to one about the person.",
    FaultCode.UNREACHABLE: 'it can never be asked: no answer to "{}" fits all that is wanted of '
    "it, here and in the questions before.",
    FaultCode.BAD_TONGUE: '"{}" is no registered language tag (BCP 47).',
    FaultCode.TONGUE_THERE: 'the questionnaire has "{}" already; a pack adds another language.',
    FaultCode.BAD_NAME: "give the language its own name, in 60 plain letters at most.",
    FaultCode.BAD_DIRECTION: '"{}" is no direction; it must be ltr or rtl.',
    FaultCode.NO_QUESTIONNAIRE: 'there is no questionnaire "{}" for it, neither beside the pack '
    "nor built in.",
    FaultCode.OTHER_QUESTIONNAIRE: "the pack is for another questionnaire than {}.",
    FaultCode.MISSING_WORDS: 'missing; in English "{}".',
    FaultCode.NOT_PLAIN: 'plain words only: no <, >, &, " or %, and no letters that nobody sees.',
    FaultCode.PLACEHOLDERS: 'what is filled in, such as %(name)s, must be the same as in "{}".',
}

_SINGULAR = {
    "questions": "question",
    "options": "option",
    "factors": "factor",
    "levels": "level",
    "scales": "scale",
    "rows": "row",
    "ask_if": "condition",
}


def sentence(fault: Fault) -> str:
    """Return a fault as "place: what is wrong", the place from the outside in."""
    detail = _TYPES.get(fault.detail, fault.detail) or "none"
    return f"{_where(fault.place)}: {_SENTENCES[fault.code].format(detail)}"


def _where(place: Place) -> str:
    words = list(place)
    parts = []
    while words:
        word = words.pop(0)
        named = word in _SINGULAR and words
        parts.append(f'{_SINGULAR[word]} "{words.pop(0)}"' if named else word)
    return ", ".join(parts) or "the questionnaire"
