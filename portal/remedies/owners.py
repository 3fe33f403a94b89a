"""Who answers for a measure: the person named, and the head of its unit."""

from portal.cases.handling.visibility import Viewer
from portal.offices.permissions import May
from portal.remedies.models import RemedyMeasure


def owns(viewer: Viewer, measure: RemedyMeasure) -> bool:
    """Say whether a viewer answers for a measure; `store.owned_by` says it in SQL."""
    if viewer.authority_id != measure.authority_id:
        return False
    if measure.staff_id is not None and measure.staff_id == viewer.staff_id:
        return True
    heads = May.HEAD_REMEDIES in viewer.may and viewer.unit_id is not None
    return heads and measure.unit_id == viewer.unit_id


def may_recheck(viewer: Viewer, measure: RemedyMeasure) -> bool:
    """Say whether a viewer may judge a measure done; `store.judged_by` says it in SQL."""
    if owns(viewer, measure) or viewer.authority_id != measure.authority_id:
        return False
    return May.PLAN_REMEDIES in viewer.may and measure.done_by_id != viewer.staff_id
