"""Every kind of question by the name it has in a questionnaire file."""

from collections.abc import Mapping
from typing import Any

from surveys.kind import Kind
from surveys.kinds.choices import MultipleChoice, SingleChoice, YesNo
from surveys.kinds.levels import FiveLevel, ThreeLevel
from surveys.kinds.matrix import Matrix
from surveys.kinds.numbers import Number, Percent
from surveys.kinds.written import LongText, ShortText

KINDS: Mapping[str, type[Kind[Any]]] = {
    kind.name: kind
    for kind in (
        FiveLevel,
        ThreeLevel,
        YesNo,
        SingleChoice,
        MultipleChoice,
        Number,
        Percent,
        ShortText,
        LongText,
        Matrix,
    )
}
