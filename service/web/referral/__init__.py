"""Pages of referrals, of the two organs that decide on them, and of their rules."""
