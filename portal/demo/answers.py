"""How the demonstration answers: each story's reply, set down as one point."""

from collections.abc import Mapping
from datetime import datetime

from portal.cases.replies.points.point import Point
from portal.clock import local_day
from portal.words.translate import short_date

GROUND = "Biên bản kiểm tra tại chỗ có trưởng thôn cùng ký."
NEXT_STEP = (
    "Nếu việc lặp lại, Ông/Bà gọi số của địa phương, hoặc chọn “Chưa hài lòng” để người ở trên "
    "đơn vị xem lại."
)


def points_of(story: Mapping[str, str], now: datetime) -> list[Point]:
    """Return an answer: what was found are the first words of the reply, what was done the rest."""
    found, _dot, done = story["reply"].partition(". ")
    return [
        Point(
            raised=story["text"].partition(".")[0].format(village="thôn"),
            found=f"{found.rstrip('.')}.",
            done=done or f"{found.rstrip('.')}.",
            when=short_date(local_day(now), "vi"),
            by_whom=story["unit"],
            ground=GROUND,
            next_step=NEXT_STEP,
        )
    ]
