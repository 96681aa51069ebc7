"""How is a long list asked for, piece by piece? One way for lists that the database cuts."""

from typing import Annotated, Final

from fastapi import Query

USUAL_LINES: Final = 100
"""Lines of an answer where nothing else is asked."""

MOST_LINES: Final = 500

Words = Annotated[str, Query(max_length=100, description="每个词都须出现；词间用空格")]
"""What lines are looked for by."""

Skip = Annotated[int, Query(ge=0, le=1_000_000, description="略过前面多少项")]
"""How many lines are passed over."""

Limit = Annotated[int, Query(ge=1, le=MOST_LINES, description="至多返回多少项")]
"""How many lines are answered at most."""
