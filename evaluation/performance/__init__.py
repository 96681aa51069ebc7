"""How long do ingest, index and search take, and how much memory?"""
