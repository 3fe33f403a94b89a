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
    survey_judging,
    surveys,
    triage,
)
from portal.web.console.figures.blueprints import FIGURES

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
    survey_judging.bp,
    surveys.bp,
    triage.bp,
    *FIGURES,
)
