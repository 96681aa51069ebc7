"""Commands by which judgments come in and become an index."""
