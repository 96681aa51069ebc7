"""Why may judgments that look divergent not be? Each module knows one innocent explanation."""
