"""Surveys in the field: which instrument is asked where and when."""
