"""Which command runs?"""

from contextvars import ContextVar

running: ContextVar[str] = ContextVar("running", default="tongpan")
"""Words of the command that runs, without its arguments, such as ``tongpan user add``."""
