"""Words without Flask: gettext for pages, notices and documents alike."""
