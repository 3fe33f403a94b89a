"""Scores a spreadsheet of answers on a laptop, without the portal and in constant memory."""
