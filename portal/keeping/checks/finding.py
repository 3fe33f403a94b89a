"""What a check is and what it tells."""

from collections.abc import Callable, Iterator

from portal.config import Config
from portal.db import Database

Finding = tuple[str, dict[str, object]]
"""A message and its values; spoken in the keeper's language when it is printed."""

Check = Callable[[Config, Database], Iterator[Finding]]
