"""All set-up pages, in one tuple for the application."""

from portal.web.admin import (
    calendar,
    calendar_moves,
    commune,
    kiosks,
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
    kiosks.bp,
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
