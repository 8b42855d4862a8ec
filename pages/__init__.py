"""What people see: one script for each page."""
