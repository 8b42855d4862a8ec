"""How fast the pages are in a real browser, beside the plain way of building them (`python3 tasks.py bench --browser`)."""
