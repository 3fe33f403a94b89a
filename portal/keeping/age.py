"""The two keys of a backup, as age has them (X25519): one seals, the other opens."""

from dataclasses import dataclass, field

from pyrage import IdentityError, RecipientError, x25519

from portal.keeping.errors import KeyTextError


@dataclass(frozen=True)
class PublicKey:
    """Whom a file is for, as "age1…"; it can seal and never open."""

    text: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read "age1…"; raise `KeyTextError`."""
        try:
            return cls(str(x25519.Recipient.from_str(text.strip())))
        except (RecipientError, UnicodeError) as error:
            raise KeyTextError from error


@dataclass(frozen=True)
class PrivateKey:
    """What opens a file; it never lies on the machine that makes backups. `repr` hides it."""

    text: str = field(repr=False)

    @classmethod
    def new(cls) -> "PrivateKey":
        return cls(str(x25519.Identity.generate()))

    @classmethod
    def parse(cls, text: str) -> "PrivateKey":
        """Read "AGE-SECRET-KEY-1…"; raise `KeyTextError`."""
        try:
            return cls(str(x25519.Identity.from_str(text.strip())))
        except (IdentityError, UnicodeError) as error:
            raise KeyTextError from error

    @property
    def public(self) -> PublicKey:
        return PublicKey(str(x25519.Identity.from_str(self.text).to_public()))

    def reveal(self) -> str:
        """Return the key as text, to be printed once and kept on paper."""
        return self.text
