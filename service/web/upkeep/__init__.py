"""Pages of those who keep an installation: how it stands, what it is set to, what was done."""
