"""The WSGI entry: `gunicorn wsgi:app`."""

import os

from portal import logs
from portal.app import create_app
from portal.commands.refusals import refusal
from portal.config import Config, ConfigError
from portal.db import Database
from portal.words.translate import DEFAULT_LANGUAGE

try:
    _config = Config.from_env(os.environ)
except ConfigError as error:
    raise SystemExit(refusal(error, DEFAULT_LANGUAGE)) from error
logs.install(_config.data_dir)
app = create_app(_config, Database(_config.effective_database_url))
