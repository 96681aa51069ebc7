"""The search report (类案检索报告): what it states, whether it may be signed, how it is printed."""
