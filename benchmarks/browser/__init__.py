"""How fast the pages are in a real browser, beside the plain way of building them (`bench --browser`)."""
