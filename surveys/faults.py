"""What can be wrong with a questionnaire or content pack: codes and places, never sentences."""

from dataclasses import dataclass
from enum import StrEnum

Place = tuple[str, ...]
"""Where in the file, outermost first: `("questions", "polite", "text")`; empty is the file."""


class FaultCode(StrEnum):
    """Every fault `lint` knows."""

    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    BAD_CODE = "bad_code"
    BAD_NUMBER = "bad_number"
    EMPTY_RANGE = "empty_range"
    DUPLICATE_CODE = "duplicate_code"
    DUPLICATE_CRITERION = "duplicate_criterion"
    BAD_LANGUAGE = "bad_language"
    DUPLICATE_LANGUAGE = "duplicate_language"
    NO_LANGUAGE = "no_language"
    MISSING_TRANSLATION = "missing_translation"
    UNDECLARED_LANGUAGE = "undeclared_language"
    SCALE_LEVELS = "scale_levels"
    THREE_LEVELS = "three_levels"
    SCALE_NUMBERS = "scale_numbers"
    SCALE_WITHOUT_LABELS = "scale_without_labels"
    SCALE_OR_LEVELS = "scale_or_levels"
    NOT_A_LEVEL = "not_a_level"
    SATISFIED_OF_FIVE = "satisfied_of_five"
    NO_SCALE = "no_scale"
    UNKNOWN_SCALE = "unknown_scale"
    UNUSED_SCALE = "unused_scale"
    WRONG_SCALE = "wrong_scale"
    REVERSED_WITHOUT_SCALE = "reversed_without_scale"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_FACTOR = "unknown_factor"
    UNUSED_FACTOR = "unused_factor"
    FACTOR_OF_THREE = "factor_of_three"
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_FEW_ROWS = "too_few_rows"
    OTHER_WITHOUT_WORDS = "other_without_words"
    PROFILE_OF_SERVICE = "profile_of_service"
    PROFILE_WITH_WORDS = "profile_with_words"
    NOTHING_RATED = "nothing_rated"
    SECOND_COMMENT = "second_comment"
    UNKNOWN_PART = "unknown_part"
    UNKNOWN_METHOD = "unknown_method"
    MISSING_WEIGHT = "missing_weight"
    UNUSED_WEIGHT = "unused_weight"
    CONDITION_UNKNOWN = "condition_unknown"
    CONDITION_LATER = "condition_later"
    CONDITION_ON_KIND = "condition_on_kind"
    CONDITION_FORM = "condition_form"
    CONDITION_ANSWER = "condition_answer"
    UNREACHABLE = "unreachable"
    UNKNOWN_SIGNAL = "unknown_signal"
    SIGNAL_ON_KIND = "signal_on_kind"
    BAD_TONGUE = "bad_tongue"
    TONGUE_THERE = "tongue_there"
    BAD_NAME = "bad_name"
    BAD_DIRECTION = "bad_direction"
    NO_QUESTIONNAIRE = "no_questionnaire"
    OTHER_QUESTIONNAIRE = "other_questionnaire"
    MISSING_WORDS = "missing_words"
    NOT_PLAIN = "not_plain"
    PLACEHOLDERS = "placeholders"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: what, where, and the word or value it is about."""

    code: FaultCode
    place: Place = ()
    detail: str = ""
