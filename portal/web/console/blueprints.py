"""The console pages about cases and surveys, in one tuple for the application."""

from portal.web.console import (
    assigning,
    case,
    extending,
    feeds,
    incidents,
    kept,
    publishing,
    questionnaires,
    queue,
    replies,
    sender,
    served,
    slips,
    survey_judging,
    surveys,
    triage,
)

CONSOLE = (
    assigning.bp,
    case.bp,
    extending.bp,
    feeds.bp,
    incidents.bp,
    kept.bp,
    publishing.bp,
    questionnaires.bp,
    queue.bp,
    replies.bp,
    sender.bp,
    served.bp,
    slips.bp,
    survey_judging.bp,
    surveys.bp,
    triage.bp,
)
