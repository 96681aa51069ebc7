"""Word lists of the segmenter and of the query: legal terms and stop words."""
