"""Files and uploads in, checked packs out: one module for each publisher's format."""
