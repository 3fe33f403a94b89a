"""The pages that read results more closely, in one tuple for the console."""

from portal.web.console.figures import (
    schedule,
    survey,
    tags,
    targets,
    unit,
    visits,
    voices,
)

FIGURES = (
    schedule.bp,
    survey.bp,
    tags.bp,
    targets.bp,
    unit.bp,
    visits.bp,
    voices.bp,
)
