"""Attachments: recognised by content, cleaned, kept encrypted, swept when abandoned."""
