"""Readers, one module for each publisher's format; each exports `READER`."""
