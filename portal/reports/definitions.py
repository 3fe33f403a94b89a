"""What every figure means: one registry that feeds the public page, the console and the exports.

Names and texts are messages of the catalogue; a figure without an entry here is shown nowhere.
"""

from collections.abc import Mapping

from portal.reports.rating_definitions import CLOSER, RATINGS, Definition
from portal.words.translate import N_

__all__ = [
    "CAVEATS",
    "CLOSER",
    "DEFINITIONS",
    "LISTS",
    "PETITIONS",
    "RATINGS",
    "REGISTER",
    "SUPPRESSION",
    "Definition",
]

PETITIONS = (
    Definition(
        "carried_over",
        N_("Carried over"),
        N_("Received before the period and not yet finished when it began."),
    ),
    Definition(
        "received",
        N_("Received"),
        N_("Petitions (reports and proposals) that came in on a day of the period."),
    ),
    Definition(
        "to_handle",
        N_("To be handled"),
        N_(
            "Carried over and received, together: everything that waited for the commune in the "
            "period."
        ),
        N_("carried over + received"),
    ),
    Definition(
        "answered_in_time",
        N_("Answered in time"),
        N_(
            "Answered on the due date or before. A date that was put off once beforehand, that "
            "waited for the sender, or that the working calendar moved, counts as moved; each case "
            "shows that it was, and those put off are counted below."
        ),
    ),
    Definition(
        "answered_late",
        N_("Answered late"),
        N_("Answered after the due date, by one day or by many."),
    ),
    Definition(
        "answered_without_due",
        N_("Answered, no due date"),
        N_(
            "Answered, but received in a year whose calendar was not loaded yet, so that no due "
            "date could be counted: neither in time nor late."
        ),
    ),
    Definition(
        "not_accepted",
        N_("Not accepted"),
        N_("Not taken up, with the reason and the right address told to the sender."),
    ),
    Definition(
        "forwarded",
        N_("Forwarded"),
        N_("Passed on to the office in charge. Forwarding is not refusing."),
    ),
    Definition(
        "open_in_time",
        N_("Still open, in time"),
        N_(
            "Not finished at the end of the period (or today, while it runs); the due date is "
            "still ahead or not known."
        ),
    ),
    Definition(
        "open_overdue",
        N_("Still open, overdue"),
        N_(
            "Not finished at the end of the period (or today, while it runs), and the due date "
            "has passed. A clock that stands still, because the sender was asked something before "
            "the due date, is not overdue."
        ),
    ),
    Definition(
        "extended",
        N_("Put off once"),
        N_(
            "Answered or still open, and the answer was put off once, before the due date, with a "
            "reason and a new date. They are among the lines above, judged by the new date."
        ),
    ),
    Definition(
        "in_time_share",
        N_("Share in time"),
        N_(
            "Answered in time among all that were answered or are overdue: leaving a petition "
            "lying does not make this better."
        ),
        N_("answered in time / (answered + overdue)"),
    ),
    Definition(
        "published",
        N_("Published"),
        N_("Answered in the period and readable by everyone when the figures were taken."),
    ),
)

REGISTER = (
    Definition("reference", N_("Reference"), N_("The commune’s own number of the case.")),
    Definition("kind", N_("Kind"), N_("Report, proposal, question or praise.")),
    Definition(
        "is_counted",
        N_("In the figures"),
        N_("Reports and proposals are; questions and praise are listed but never counted."),
    ),
    Definition("subject", N_("Subject"), N_("What the case is about.")),
    Definition("unit", N_("Unit"), N_("The unit that has the case today.")),
    Definition("received_on", N_("Received on"), N_("The day in Việt Nam on which it came in.")),
    Definition("due_on", N_("Due on"), N_("The last day for the answer, as in force today.")),
    Definition(
        "finished_on",
        N_("Finished on"),
        N_(
            "The day it was answered, not accepted or forwarded; empty if open at the end of the "
            "period."
        ),
    ),
    Definition("standing", N_("Standing"), N_("Into which line of the totals the case falls.")),
    Definition(
        "days_late",
        N_("Working days late"),
        N_("Working days after the due date until the answer, or until the end of the period."),
    ),
    Definition("is_published", N_("Published"), N_("Whether everyone can read it today.")),
)

LISTS = (
    Definition(
        "month",
        N_("Month given"),
        N_(
            "The month in which a rating of the list was given. The list has no place, no day and "
            "nothing about the person, and its order is chance. A month with too few ratings in "
            "its first or second half is left out."
        ),
    ),
    Definition(
        "level",
        N_("Level given"),
        N_(
            "In the list of ratings: 1 very dissatisfied to 5 very satisfied, 0 “This did not "
            "concern me”, empty no answer or a question that too few answered."
        ),
        "0…5",
    ),
    Definition(
        "half_month",
        N_("Half month from"),
        N_(
            "The 1st or the 15th with which the half month of a remark begins; empty where its "
            "unit may not be named."
        ),
    ),
    Definition(
        "comment",
        N_("Remark in own words"),
        N_(
            "What somebody wrote below a rating. Nothing joins it to the levels of that rating or "
            "to another answer."
        ),
    ),
    Definition(
        "people",
        N_("People who said so"),
        N_(
            "How many gave an answer about themselves, each question for itself; nothing joins "
            "two answers of one person."
        ),
    ),
)

DEFINITIONS: Mapping[str, Definition] = {
    definition.code: definition for definition in (*RATINGS, *CLOSER, *PETITIONS, *REGISTER, *LISTS)
}

CAVEATS = (
    N_(
        "Satisfaction as found by the commune’s own survey. It is made of ratings by people who "
        "came to the counter and chose to rate; they do not stand for everybody."
    ),
    N_(
        "It is not the Ministry’s SIPAS index, which asks a random sample with another form, and "
        "must not be compared with it or with its targets."
    ),
    N_(
        "Until a period is closed, petition figures show each case as it stands today; closing "
        "keeps them as they are. A case reopened later changes no closed period: it is carried "
        "over into the next, though the one before counts it as answered."
    ),
)
SUPPRESSION = N_(
    "Fewer than %(k)d answers are not shown, and where subtraction would give a small group away, "
    "neither is the next smallest one. Which of them is the small one is not said. This is decided "
    "for the days 1–14 and 15–end of each month: what may not be shown in one of these halves is "
    "not shown in any period around it. Until a period is final, only the number of ratings is."
)
