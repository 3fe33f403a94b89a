"""All tables of the portal, imported once so that the metadata is whole."""

from portal.calendar import models as calendar
from portal.cases import models as cases
from portal.db import Base
from portal.fieldwork import models as fieldwork
from portal.files import models as files
from portal.offices import models as offices
from portal.people import models as people
from portal.ratings import models as ratings
from portal.ratings.signals import models as signals
from portal.reports import models as reports

__all__ = [
    "Base",
    "calendar",
    "cases",
    "fieldwork",
    "files",
    "offices",
    "people",
    "ratings",
    "reports",
    "signals",
]
