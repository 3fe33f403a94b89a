"""The Flask application, wired from a configuration and a database that are handed in."""

from pathlib import Path

from flask import Blueprint, Flask, g
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.config import Config
from portal.db import Database
from portal.fieldwork.posters.visits import Visits
from portal.files.shelf import Shelf
from portal.keys import Purpose
from portal.web import errors, i18n, numbers, security, wire
from portal.web.admin.blueprints import ADMIN
from portal.web.assets import inline_css, inline_icon, static_url
from portal.web.citizen import (
    complaint,
    easy,
    kiosk,
    letters,
    listening,
    petition,
    rating,
    receipt,
    scanned,
    signed,
    slip,
    tracking,
)
from portal.web.console import (
    closing,
    password,
    period_plans,
    periods,
    remarks,
    reports,
    signin,
)
from portal.web.console.blueprints import CONSOLE
from portal.web.console.navigation import Navigation
from portal.web.public import (
    health,
    home,
    methods,
    notices,
    published,
    schedule,
    working_days,
)
from portal.web.session import Parts
from portal.web.throttle import Throttle
from portal.web.uploads import PortalRequest
from portal.web.watch import Watch

ROOT = Path(__file__).resolve().parent.parent

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.bp,
    home.bp,
    published.bp,
    working_days.bp,
    methods.bp,
    schedule.bp,
    notices.bp,
    rating.bp,
    scanned.bp,
    easy.bp,
    listening.bp,
    slip.bp,
    kiosk.bp,
    petition.bp,
    receipt.bp,
    signed.bp,
    tracking.bp,
    complaint.bp,
    letters.bp,
    password.bp,
    signin.bp,
    reports.bp,
    remarks.bp,
    periods.bp,
    period_plans.bp,
    closing.bp,
    *ADMIN,
    *CONSOLE,
)


def create_app(config: Config, database: Database) -> Flask:
    """Return the application; nothing is read from the environment and no clock is looked at."""
    app = Flask(
        __name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates")
    )
    app.request_class = PortalRequest
    app.config.update(_settings(config))
    app.extensions["portal"] = parts_of(config, database)
    _prepare_templates(app, is_demo=not config.production)
    numbers.install(app)
    i18n.install(app, config.languages)
    security.guard(app)
    errors.install(app)
    wire.install(app, https=config.is_https)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask documents this
    return app


def _settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": config.keys.key(Purpose.SESSION_COOKIE),
        "MAX_CONTENT_LENGTH": config.request_limit_bytes,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "portal",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.is_https,
    }


def parts_of(config: Config, database: Database) -> Parts:
    """Return what the views work with, the only thing of an application that knows its data."""
    return Parts(
        config=config,
        database=database,
        throttle=Throttle(config.data_dir / "throttle.sqlite", config.keys),
        watch=Watch(config.data_dir / "throttle.sqlite", config.keys, database),
        shelf=Shelf(config.data_dir / "files", config.keys),
        visits=Visits(database),
    )


def _prepare_templates(app: Flask, *, is_demo: bool) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        inline_css=inline_css, inline_icon=inline_icon, static_url=static_url
    )

    @app.context_processor
    def people() -> dict[str, object]:
        return {
            "authority": g.get("authority"),
            "current_staff": g.get("staff"),
            "nav": Navigation(),
            # A demonstration says so on pages of no commune too, and without asking a database.
            "is_demo": is_demo,
        }
