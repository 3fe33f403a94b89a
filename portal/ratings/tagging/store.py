"""Every query on tags of comments."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from portal.ratings.models import Comment
from portal.ratings.tagging.models import CommentTag


def tags_of(session: Session, authority_id: int) -> Sequence[CommentTag]:
    """Return all tags of an authority by name, those put away too."""
    tags = select(CommentTag).where(CommentTag.authority_id == authority_id)
    return session.scalars(tags.order_by(CommentTag.name, CommentTag.id)).all()


def put(session: Session, authority_id: int, comment_id: bytes, tags: Iterable[int]) -> bool:
    """Give a comment exactly these tags; say whether there is such a comment."""
    given = update(Comment).where(Comment.id == comment_id, Comment.authority_id == authority_id)
    result = session.execute(given.values(tags=sorted(tags)))
    return cast("CursorResult[None]", result).rowcount == 1
