"""Keeping the house's tags, and putting them on comments.

Putting one on is recorded nowhere but on the comment: the day it happened would bound the day on
which the comment was written.
"""

import tomllib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from portal.errors import InvalidInputError, NotFoundError
from portal.offices.events import Actor, record
from portal.offices.store import add_unique
from portal.ratings.tagging import store
from portal.ratings.tagging.models import LONGEST_TAG, CommentTag

MOST_TAGS = 40


@cache
def usual_tags() -> tuple[str, ...]:
    """Return the words most houses begin with."""
    text = Path(__file__).with_name("usual_tags.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["names"])


def add_tags(session: Session, actor: Actor, names: Iterable[str], *, now: datetime) -> int:
    """Add tags that are not there; one put away comes back. Return how many are new in use.

    Raises `InvalidInputError` for a name that is empty or too long, or for too many tags.
    """
    wanted = list(dict.fromkeys(name.strip() for name in names))
    there = {tag.name: tag for tag in store.tags_of(session, actor.authority_id)}
    if not all(0 < len(name) <= LONGEST_TAG for name in wanted):
        raise InvalidInputError(name="length")
    if len(there.keys() | set(wanted)) > MOST_TAGS:
        raise InvalidInputError(name="too_many")
    added = [name for name in wanted if _is_added(session, actor, there.get(name), name)]
    if added:
        record(session, actor, "tags_added", now, names=added)
    return len(added)


def _is_added(session: Session, actor: Actor, tag: CommentTag | None, name: str) -> bool:
    if tag is None:
        return add_unique(session, CommentTag(authority_id=actor.authority_id, name=name))
    was_active, tag.is_active = tag.is_active, True
    return not was_active


def put_away(session: Session, actor: Actor, tag_id: int, *, now: datetime) -> None:
    """Offer a tag no longer; it stays on the comments that have it."""
    for tag in store.tags_of(session, actor.authority_id):
        if tag.id == tag_id:
            tag.is_active = False
            record(session, actor, "tag_put_away", now, name=tag.name)
            return
    raise NotFoundError(tag=tag_id)


def tag_comment(
    session: Session, authority_id: int, comment_id: bytes, tags: Iterable[int]
) -> None:
    """Give a comment exactly these tags; raise `NotFoundError` for one that is not ours."""
    known = {tag.id for tag in store.tags_of(session, authority_id)}
    wanted = set(tags)
    if not wanted <= known or not store.put(session, authority_id, comment_id, wanted):
        raise NotFoundError(comment=comment_id.hex())
