"""The WSGI entry: `gunicorn wsgi:app`."""

import os

from portal import logs
from portal.app import create_app
from portal.config import Config
from portal.db import Database

logs.install()
_config = Config.from_env(os.environ)
app = create_app(_config, Database(_config.effective_database_url))
