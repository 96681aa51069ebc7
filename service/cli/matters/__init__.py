"""Commands for cases, audits, reports, referrals and rules."""
