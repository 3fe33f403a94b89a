"""All tables of the portal, imported once so that the metadata is whole."""

from portal.calendar import models as calendar
from portal.cases import models as cases
from portal.cases.replies.directives import models as directives
from portal.cases.replies.drafts import models as reply_drafts
from portal.cases.routing import models as routing
from portal.db import Base
from portal.fieldwork import models as fieldwork
from portal.fieldwork.imported import models as imported
from portal.fieldwork.kiosks import models as kiosks
from portal.fieldwork.paper import models as paper
from portal.fieldwork.posters import models as posters
from portal.fieldwork.slips import models as slips
from portal.fieldwork.tongues import models as tongues
from portal.files import models as files
from portal.notices import models as notices
from portal.offices import models as offices
from portal.people import models as people
from portal.ratings import models as ratings
from portal.ratings.signals import models as signals
from portal.ratings.tagging import models as tagging
from portal.remedies import models as remedies
from portal.reports import models as reports
from portal.reports.byhand import models as byhand
from portal.reports.schedule import models as schedule
from portal.reports.targets import models as targets
from portal.reports.unitparts import models as unitparts
from portal.reports.voices import models as voices

__all__ = [
    "Base",
    "byhand",
    "calendar",
    "cases",
    "directives",
    "fieldwork",
    "files",
    "imported",
    "kiosks",
    "notices",
    "offices",
    "paper",
    "people",
    "posters",
    "ratings",
    "remedies",
    "reply_drafts",
    "reports",
    "routing",
    "schedule",
    "signals",
    "slips",
    "tagging",
    "targets",
    "tongues",
    "unitparts",
    "voices",
]
