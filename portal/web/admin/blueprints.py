"""All set-up pages, in one tuple for the application."""

from portal.web.admin import (
    calendar,
    calendar_moves,
    commune,
    places,
    poster_log,
    poster_prints,
    posters,
    procedures,
    setup,
    staff,
    staff_import,
    terms,
    units,
    villages,
    wall_notice,
)

ADMIN = (
    calendar.bp,
    calendar_moves.bp,
    commune.bp,
    places.bp,
    posters.bp,
    poster_log.bp,
    poster_prints.bp,
    procedures.bp,
    setup.bp,
    staff.bp,
    staff_import.bp,
    terms.bp,
    units.bp,
    villages.bp,
    wall_notice.bp,
)
