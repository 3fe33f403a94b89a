"""Questions and factors of a group as rows of a page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from portal.ratings.breakdown.factors import FactorResults, factor_results
from portal.ratings.figures import GroupResults
from portal.web.i18n import lang
from portal.web.result_rows import RatingRow, question_row
from surveys.instrument import Instrument


@dataclass(frozen=True)
class CriterionRow:
    """A question with its official code and its levels."""

    code: str
    row: RatingRow


@dataclass(frozen=True)
class FactorRow:
    """A factor with the pooled share of its criteria."""

    name: str
    found: FactorResults


def criterion_rows(asked: Instrument | None, group: GroupResults) -> list[CriterionRow]:
    """Return every rated question of a group in the order of the form."""
    if asked is None:
        return []
    language = asked.language_for(lang())
    return [
        CriterionRow(
            question.criterion or str(_("all in all")),
            question_row(question.text(language), group, question.code),
        )
        for question in asked.rated
    ]


def factor_rows(asked: Instrument | None, group: GroupResults) -> list[FactorRow]:
    if asked is None:
        return []
    language = asked.language_for(lang())
    return [FactorRow(one.factor.text(language), one) for one in factor_results(asked, group)]
