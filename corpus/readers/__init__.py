"""Files of many formats become raw judgments, piece by piece."""
