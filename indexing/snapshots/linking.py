"""How do the files of one snapshot come into another without being copied?

Files of a snapshot never change, so that two names of one file are as good as two files. Where a
file system has no second names they are copied.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def link_tree(source: Path, folder: Path, *, names: Iterable[str]) -> None:
    """Give files of a folder a second name in another one.

    Args:
        source: Where they lie.
        folder: Where they are wanted; it is there.
        names: Their paths inside the folder, with slashes.

    Raises:
        OSError: A file is not there, or cannot be written.
    """
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source / name, target)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source / name, target)
