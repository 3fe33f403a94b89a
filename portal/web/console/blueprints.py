"""The console pages about cases and surveys, in one tuple for the application."""

from portal.web.console import (
    assigning,
    case,
    kept,
    publishing,
    questionnaires,
    queue,
    replies,
    sender,
    survey_judging,
    surveys,
    triage,
)

CONSOLE = (
    assigning.bp,
    case.bp,
    kept.bp,
    publishing.bp,
    questionnaires.bp,
    queue.bp,
    replies.bp,
    sender.bp,
    survey_judging.bp,
    surveys.bp,
    triage.bp,
)
