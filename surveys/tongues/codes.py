"""Language tags (BCP 47), held against the registry of IANA, which carries ISO 639-3."""

import re

from langcodes import Language, tag_is_valid

LONGEST = 35
"""What BCP 47 wants every program to have room for."""

_FORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*|x(-[a-z0-9]{1,8})+")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def is_tongue(tag: str) -> bool:
    """Say whether a tag names a language, written the usual way: "rad", "hmn-Latn", "qaa-x-ab".

    Whether any program knows dates and numbers of it does not matter.
    """
    if len(tag) > LONGEST or not _FORM.fullmatch(tag) or tag in _NO_LANGUAGE:
        return False
    return tag_is_valid(tag) and Language.get(tag, normalize=False).to_tag() == tag
