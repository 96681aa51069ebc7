"""What people do with it: search, sign in, read; over HTTP, pages and the command line."""
