"""All console pages about cases, in one tuple for the application."""

from portal.web.console import (
    assigning,
    case,
    extending,
    feeds,
    kept,
    publishing,
    queue,
    replies,
    sender,
    triage,
)

CONSOLE = (
    assigning.bp,
    case.bp,
    extending.bp,
    feeds.bp,
    kept.bp,
    publishing.bp,
    queue.bp,
    replies.bp,
    sender.bp,
    triage.bp,
)
