"""Where were like cases decided differently, and is there an innocent explanation?"""
