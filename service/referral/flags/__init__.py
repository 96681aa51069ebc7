"""Which cases are supervised (四类案件), who marked them, and what was asked of their panels."""
