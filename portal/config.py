"""One frozen configuration, read once from the environment and an optional TOML file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from portal.keys import Keys

MIN_SECRET_LENGTH = 32


class ConfigError(Exception):
    """The configuration does not allow a start; the message says what to set."""


@dataclass(frozen=True)
class Config:
    """Everything an installation decides outside its database.

    `public_url` is printed on posters and in mails; the Host header is never used for it.
    `trusted_proxies` counts the reverse proxies in front whose X-Forwarded-For is believed.
    `backup_key` is the public one (age1…), which can only seal. `metrics_token` opens /metrics to
    another machine; without one only this machine may ask.
    """

    data_dir: Path
    keys: Keys
    public_url: str = "http://127.0.0.1:8000"
    database_url: str = ""
    production: bool = True
    trusted_proxies: int = 0
    fast_hashing: bool = False
    backup_dir: Path | None = None
    backup_key: str = ""
    metrics_token: str = ""
    files_limit_bytes: int = 10 * 1024 * 1024
    request_limit_bytes: int = 128 * 1024 * 1024
    languages: tuple[str, ...] = field(default=("vi", "en"))

    @property
    def effective_database_url(self) -> str:
        """The database in use: what was configured, else SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data_dir / 'portal.sqlite'}"

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read `PORTAL_*` and `PUBLIC_URL`; the TOML file PORTAL_CONFIG fills what is unset."""
        values = _settings(environ)
        production = values.get("PORTAL_ENV", "production") != "demo"
        return cls(
            data_dir=Path(values.get("PORTAL_DATA_DIR", "var")).resolve(),
            keys=Keys(_secret(values, production=production)),
            public_url=_public_url(values, production=production),
            database_url=values.get("PORTAL_DATABASE_URL", ""),
            production=production,
            trusted_proxies=_count(values, "PORTAL_TRUSTED_PROXIES"),
            fast_hashing=not production,
            backup_dir=_folder(values, "PORTAL_BACKUP_DIR"),
            backup_key=values.get("PORTAL_BACKUP_KEY", ""),
            metrics_token=values.get("PORTAL_METRICS_TOKEN", ""),
        )


def _folder(values: Mapping[str, str], name: str) -> Path | None:
    path = values.get(name, "")
    return Path(path).resolve() if path else None


def _settings(environ: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    if path := environ.get("PORTAL_CONFIG"):
        try:
            parsed = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(
                f"PORTAL_CONFIG names {path}, which cannot be read: {error}"
            ) from error
        values = {name: str(value) for name, value in parsed.items()}
    known = {k: v for k, v in environ.items() if k.startswith("PORTAL_") or k == "PUBLIC_URL"}
    return values | known


def _secret(values: Mapping[str, str], *, production: bool) -> bytes:
    secret = values.get("PORTAL_SECRET_KEY", "")
    if len(secret) >= MIN_SECRET_LENGTH:
        return secret.encode()
    if secret or production:
        raise ConfigError(
            f"PORTAL_SECRET_KEY must be set to at least {MIN_SECRET_LENGTH} random characters; "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(48))'` makes one"
        )
    return _kept_secret(Path(values.get("PORTAL_DATA_DIR", "var")))


def _kept_secret(data_dir: Path) -> bytes:
    """Return the demonstration's own secret, made at its first start and kept beside its data."""
    path = data_dir / "secret"
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32).hex().encode())
    return path.read_bytes()


def _public_url(values: Mapping[str, str], *, production: bool) -> str:
    url = values.get("PUBLIC_URL", "").rstrip("/")
    if not url and not production:
        return f"http://127.0.0.1:{_count(values, 'PORTAL_PORT', 8000)}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            "PUBLIC_URL must be the address citizens type, such as https://gopy.xa.vn"
        )
    return url


def _count(values: Mapping[str, str], name: str, default: int = 0) -> int:
    text = values.get(name, str(default))
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number, not {text!r}")
    return int(text)
