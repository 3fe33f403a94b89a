"""Whom a sender may say their petition is about: a unit, or a post that one person holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.cases.intake import store
from portal.cases.named import Named
from portal.offices.kinds import HEADS, Role

# Below them a unit stands for whoever works in it.
POSTS = frozenset({Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE})


@dataclass(frozen=True)
class Nameable:
    """A unit, or with `post` the person who holds it there; `value` stands for it in a form."""

    value: str
    named: Named
    unit: str
    post: Role | None = None


def nameable(session: Session, authority_id: int) -> tuple[Nameable, ...]:
    """Return the units in use, then the posts held by exactly one person each."""
    units = [
        Nameable(f"unit-{unit.id}", Named(unit.id), unit.name)
        for unit in store.units_in_use(session, authority_id)
    ]
    return (*units, *_posts(store.posts_held(session, authority_id)))


def _posts(held: Sequence[store.Post]) -> Iterator[Nameable]:
    """Yield each person once, by a post that nobody shares; heads are named by their office."""
    named = {post.staff_id for post in held if post.role in HEADS}
    times = Counter((post.role, post.unit_id) for post in held)
    for post in held:
        is_listed = post.role in POSTS or post.unit_id is None
        is_one = times[post.role, post.unit_id] == 1
        if is_listed and is_one and post.staff_id not in named:
            named.add(post.staff_id)
            about = Named(post.unit_id, post.staff_id)
            yield Nameable(f"staff-{post.staff_id}", about, post.unit or "", post.role)
