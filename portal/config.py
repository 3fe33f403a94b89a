"""One frozen configuration, read once from the environment and an optional TOML file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from os.path import isfile
from pathlib import Path
from urllib.parse import urlsplit

from portal.errors import DomainError
from portal.keys import Keys

MIN_SECRET_LENGTH = 32
USUAL_PORT = 8000
SQLITE_FILE = "portal.sqlite"
# How a mail server is spoken to, and at which port each way is usual.
USUAL_MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class ConfigError(DomainError):
    """The configuration does not allow a start; `code` says what to set, `data` to what."""

    def __init__(self, code: str, **data: object) -> None:
        self.code = code
        super().__init__(**data)


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in; `security` is starttls, tls or none."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password_file: Path | None = None

    def password(self) -> str:
        if self.password_file is None:
            return ""
        return self.password_file.read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Config:
    """Everything an installation decides outside its database.

    `public_url` is printed on posters and in mails; the Host header is never used for it.
    `trusted_proxies` counts the reverse proxies in front whose X-Forwarded-For is believed.
    `backup_key` is the public one (age1…), which can only seal. `metrics_token` opens /metrics to
    another machine; without one only this machine may ask. `keep_…_days` count from the end of a
    case; 0 is the period that comes with the program. `phone_channel` names the installed adapter
    for telephones, `channel_settings` are its own (`PORTAL_CHANNEL_…`). `webhook_loopback` lets
    webhooks lead to this machine, for trying them out.
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
    keep_contact_days: int = 0
    keep_files_days: int = 0
    mail: MailServer | None = None
    phone_channel: str = ""
    channel_settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    webhook_loopback: bool = False
    files_limit_bytes: int = 10 * 1024 * 1024
    request_limit_bytes: int = 128 * 1024 * 1024
    languages: tuple[str, ...] = field(default=("vi", "en"))

    @property
    def effective_database_url(self) -> str:
        """The database in use: what was configured, else SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data_dir / SQLITE_FILE}"

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read `PORTAL_*` and `PUBLIC_URL`; the TOML file PORTAL_CONFIG fills what is unset."""
        values = _settings(environ)
        production = values.get("PORTAL_ENV", "production") != "demo"
        return cls(
            data_dir=_data_dir(values).resolve(),
            keys=Keys(_secret(values, production=production)),
            public_url=_public_url(values, production=production),
            database_url=values.get("PORTAL_DATABASE_URL", ""),
            production=production,
            trusted_proxies=_count(values, "PORTAL_TRUSTED_PROXIES"),
            fast_hashing=not production,
            backup_dir=_folder(values, "PORTAL_BACKUP_DIR"),
            backup_key=values.get("PORTAL_BACKUP_KEY", ""),
            metrics_token=values.get("PORTAL_METRICS_TOKEN", ""),
            keep_contact_days=_count(values, "PORTAL_KEEP_CONTACT_DAYS"),
            keep_files_days=_count(values, "PORTAL_KEEP_FILES_DAYS"),
            mail=_mail(values),
            phone_channel=values.get("PORTAL_PHONE_CHANNEL", ""),
            channel_settings=_starting_with(values, "PORTAL_CHANNEL_"),
            webhook_loopback=_count(values, "PORTAL_WEBHOOK_LOOPBACK") > 0,
        )


def _mail(values: Mapping[str, str]) -> MailServer | None:
    """Return where letters go; None when no mail server is named."""
    host, sender = values.get("PORTAL_SMTP_HOST", ""), values.get("PORTAL_MAIL_FROM", "")
    if not host:
        return None
    security = values.get("PORTAL_SMTP_SECURITY", "starttls")
    user = values.get("PORTAL_SMTP_USER", "")
    if security not in USUAL_MAIL_PORTS:
        raise ConfigError("smtp_security", text=security)
    if "@" not in sender:
        raise ConfigError("mail_from")
    if user and security == "none":
        # The password would be readable on the way.
        raise ConfigError("smtp_open_password")
    port = _count(values, "PORTAL_SMTP_PORT", USUAL_MAIL_PORTS[security])
    password_file = _folder(values, "PORTAL_SMTP_PASSWORD_FILE")
    return MailServer(host, port, sender, security, user, password_file)


def _starting_with(values: Mapping[str, str], start: str) -> Mapping[str, str]:
    return {k.removeprefix(start): v for k, v in values.items() if k.startswith(start)}


def _folder(values: Mapping[str, str], name: str) -> Path | None:
    path = values.get(name, "")
    return Path(path).resolve() if path else None


def found_database_url(environ: Mapping[str, str]) -> str:
    """Return the address of the database that is configured or there already, else "".

    Reads no secret and makes nothing; ConfigError if PORTAL_CONFIG cannot be read.
    """
    values = _settings(environ)
    path = _data_dir(values).resolve() / SQLITE_FILE
    return values.get("PORTAL_DATABASE_URL") or (f"sqlite:///{path}" if isfile(path) else "")


def _data_dir(values: Mapping[str, str]) -> Path:
    return Path(values.get("PORTAL_DATA_DIR", "var"))


def _settings(environ: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    if path := environ.get("PORTAL_CONFIG"):
        try:
            parsed = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise ConfigError("config_file", path=path, reason=str(error)) from error
        values = {name: str(value) for name, value in parsed.items()}
    known = {k: v for k, v in environ.items() if k.startswith("PORTAL_") or k == "PUBLIC_URL"}
    return values | known


def _secret(values: Mapping[str, str], *, production: bool) -> bytes:
    secret = values.get("PORTAL_SECRET_KEY", "")
    if len(secret) >= MIN_SECRET_LENGTH:
        return secret.encode()
    if secret or production:
        raise ConfigError("secret_key", least=MIN_SECRET_LENGTH)
    try:
        return _kept_secret(_data_dir(values))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError("data_dir", path=str(_data_dir(values)), reason=reason) from error


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
        return f"http://127.0.0.1:{_kept_port(values)}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError("public_url")
    return url


def _kept_port(values: Mapping[str, str]) -> int:
    """Return the port named for the demonstration; without one, that of the last time."""
    path = _data_dir(values) / "port"
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    port = _count(values, "PORTAL_PORT", int(kept) if kept.isdecimal() else USUAL_PORT)
    if str(port) != kept and path.parent.exists():
        path.write_text(str(port), encoding="utf-8")
    return port


def _count(values: Mapping[str, str], name: str, default: int = 0) -> int:
    text = values.get(name, str(default))
    if not text.isdecimal():
        raise ConfigError("whole_number", name=name, text=text)
    return int(text)
