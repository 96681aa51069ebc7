"""A report as a paper: Word by python-docx, PDF by LibreOffice."""
