"""Which files hold the queries and labels that systems are measured on?"""
