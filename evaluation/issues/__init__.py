"""Do holdings on one issue come together, and do holdings on different issues stay apart?"""
