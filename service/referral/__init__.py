"""The way from a divergence to a rule: referral, conference, committee, rule, and the way back."""
