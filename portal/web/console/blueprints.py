"""The console pages about cases and surveys, in one tuple for the application."""

from portal.web.console import (
    assigning,
    case,
    extending,
    feeds,
    incidents,
    kept,
    leader,
    publishing,
    questionnaires,
    queue,
    replies,
    sender,
    served,
    survey_judging,
    surveys,
    triage,
)
from portal.web.console.remedies import acts, findings, measures, plans

CONSOLE = (
    acts.bp,
    assigning.bp,
    case.bp,
    extending.bp,
    feeds.bp,
    findings.bp,
    incidents.bp,
    kept.bp,
    leader.bp,
    measures.bp,
    plans.bp,
    publishing.bp,
    questionnaires.bp,
    queue.bp,
    replies.bp,
    sender.bp,
    served.bp,
    survey_judging.bp,
    surveys.bp,
    triage.bp,
)
