"""All set-up pages, in one tuple for the application."""

from portal.web.admin import (
    calendar,
    calendar_moves,
    commune,
    notices,
    places,
    posters,
    procedures,
    setup,
    staff,
    staff_import,
    terms,
    units,
    villages,
)

ADMIN = (
    calendar.bp,
    calendar_moves.bp,
    commune.bp,
    notices.bp,
    places.bp,
    posters.bp,
    procedures.bp,
    setup.bp,
    staff.bp,
    staff_import.bp,
    terms.bp,
    units.bp,
    villages.bp,
)
