"""What surveys are called on the console: kinds, scopes, phases, and what is wrong with a draft."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.fieldwork.kinds import Scope, SurveyKind
from portal.fieldwork.phases import SurveyPhase

KINDS: dict[SurveyKind, LazyString] = {
    SurveyKind.WALK_UP: _l("Walk-up: whoever scans the code may answer"),
    SurveyKind.SAMPLE: _l("Sample: people chosen by a plan are asked"),
    SurveyKind.IMPORTED: _l("Taken over from a file: asked elsewhere, before"),
}
KIND_NOTES: dict[str, LazyString] = {
    SurveyKind.WALK_UP: _l("Its figures are the commune’s own results."),
    SurveyKind.SAMPLE: _l("Kept apart: it is never offered at a code and enters no other figure."),
}
SCOPES: dict[Scope, LazyString] = {
    Scope.AUTHORITY: _l("The whole commune"),
    Scope.UNIT: _l("One unit"),
    Scope.POINTS: _l("Chosen places"),
}
SCOPE_NOTES: dict[str, LazyString] = {
    Scope.AUTHORITY: _l("Asked wherever no survey of the unit or the place is open."),
    Scope.UNIT: _l("Goes before the survey of the whole commune."),
    Scope.POINTS: _l("Goes before all others at these places."),
}
PHASES: dict[SurveyPhase, LazyString] = {
    SurveyPhase.DRAFT: _l("waiting for approval"),
    SurveyPhase.RETURNED: _l("sent back"),
    SurveyPhase.WITHDRAWN: _l("withdrawn"),
    SurveyPhase.UPCOMING: _l("approved, not begun"),
    SurveyPhase.OPEN: _l("asked now"),
    SurveyPhase.CLOSED: _l("over"),
}
TONES: dict[SurveyPhase, str] = {
    SurveyPhase.DRAFT: "soon",
    SurveyPhase.RETURNED: "late",
    SurveyPhase.WITHDRAWN: "waiting",
    SurveyPhase.UPCOMING: "ok",
    SurveyPhase.OPEN: "done",
    SurveyPhase.CLOSED: "waiting",
}
SENTENCES: dict[str, LazyString] = {
    "questionnaire_refused": _l("This file is no questionnaire that can be asked."),
    "questionnaire_taken": _l(
        "Another text already has this code and version. What was asked once never changes: give "
        "the new wording a higher version."
    ),
    "own_draft": _l("You drafted this survey yourself. Somebody else has to look at it."),
    "window_passed": _l("The last day of this survey has passed. Send it back for another window."),
}
FAULTS: dict[str, LazyString] = {
    "required": _l("This field is required."),
    "length": _l("This is empty or too long."),
    "too_long": _l("This is too long."),
    "before_from": _l("The last day lies before the first."),
    "not_translated": _l("The questionnaire does not exist in all these languages."),
    "own_unit_only": _l("Choose your own unit, or places of it that are in use."),
}
