"""What the figures of ratings mean; petitions and lists are defined beside the whole registry."""

from dataclasses import dataclass

from portal.words.translate import N_


@dataclass(frozen=True)
class Definition:
    """One figure: its code, what it is called, what it counts, and its formula if it has one."""

    code: str
    name: str
    text: str
    formula: str = ""


RATINGS = (
    Definition(
        "responses",
        N_("Ratings"),
        N_(
            "Rating forms handed in at the commune’s QR codes on a day of the period. Each counts "
            "once. A form that still waits for others, so that nobody stands out, is not yet in."
        ),
    ),
    Definition(
        "answers",
        N_("Answers"),
        N_(
            "People who ticked one of the five levels. Blanks and “This did not concern me” are "
            "not among them; shares are always of these answers."
        ),
    ),
    Definition(
        "satisfied",
        N_("Satisfied in all"),
        N_("Answers “Satisfied” or “Very satisfied”."),
    ),
    Definition(
        "satisfied_share",
        N_("Satisfied share"),
        N_(
            "Out of all who answered the question on the whole visit, those who were satisfied or "
            "very satisfied."
        ),
        "(n4 + n5) / (n1 + n2 + n3 + n4 + n5)",
    ),
    Definition(
        "low",
        N_("At least, of 100"),
        N_(
            "Where chance alone could put the share: the lower end of Wilson’s 95-percent "
            "interval, rounded outwards to whole people of a hundred."
        ),
    ),
    Definition(
        "high",
        N_("At most, of 100"),
        N_("The upper end of the same interval."),
    ),
    Definition(
        "index",
        N_("All criteria together"),
        N_(
            "The satisfied answers to all criteria among all answers to them. One person gives "
            "several answers, so no range is stated."
        ),
        "Σ(n4 + n5) / Σ(n1 + n2 + n3 + n4 + n5)",
    ),
    Definition(
        "flagged",
        N_("Flagged ratings"),
        N_(
            "Ratings that came in an unusual rhythm: very many or very evenly from one network, "
            "within seconds of each other, alike in every answer, or far more than is usual. No "
            "rating is dropped; all are in every figure. The number is shown where enough ratings "
            "are flagged, and enough are not, that nobody can be found out."
        ),
    ),
    Definition(
        "share_without_flagged",
        N_("Satisfied share without the flagged"),
        N_("The satisfied share of the ratings that carry no flag, with their number."),
        "(n4 + n5) / (n1 + n2 + n3 + n4 + n5)",
    ),
    Definition(
        "not_applicable",
        N_("Did not concern them"),
        N_("People who ticked “This did not concern me”; they enter no share."),
    ),
)

CLOSER = (
    Definition(
        "factor_share",
        N_("By factor"),
        N_(
            "The satisfied answers to all criteria of a factor that may be shown, among all "
            "answers to them. One person gives several answers, so no range is stated."
        ),
        "Σ(n4 + n5) / Σ(n1 + n2 + n3 + n4 + n5)",
    ),
    Definition(
        "change",
        N_("Change between periods"),
        N_(
            "The satisfied share less that of the period before, or of the same period a year "
            "ago. It is called more than chance if the two-proportion z-test (pooled, two-sided) "
            "says so at 95 of 100; where fewer than 5 people would be expected in a cell, nothing "
            "is said. Shares found by another questionnaire or method are not compared."
        ),
        "|p1 − p2| > 1.96 · √(p(1 − p)(1/n1 + 1/n2))",
    ),
    Definition(
        "target",
        N_("Target"),
        N_(
            "What the commune has set itself, with its decision or plan. It is held only against "
            "a figure measured in the same way: reached if even the lower end of the range is "
            "there, not reached if even the upper end is not."
        ),
    ),
    Definition(
        "response_rate",
        N_("Response rate"),
        N_(
            "Ratings among the people served, as the commune entered them for each counter; not "
            "known where nobody has."
        ),
        N_("ratings / people served"),
    ),
)
