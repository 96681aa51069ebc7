"""What holds for all tests."""

from hypothesis import settings

# How busy the machine is, is no fault of the code: a deadline fails tests by chance.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
