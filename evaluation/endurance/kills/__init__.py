"""Is anything lost, or half there, when a process is killed at any moment?"""
