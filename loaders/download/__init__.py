"""Fetch the official files from their publishers: look up, page, retry, resume, check, record."""
