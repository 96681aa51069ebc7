"""How do equal papers become equal bytes?

python-docx stamps each member with the time of writing and leaves the time of its template in the
properties. Here the members are written again, all with one time.
"""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell."""


def settle(packed: bytes, *, parts: Mapping[str, bytes]) -> bytes:
    """Return a .docx with the same members in the same order, without times.

    Args:
        packed: The .docx.
        parts: Members whose content is replaced, by name.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            settled = zipfile.ZipInfo(member.filename, date_time=_EPOCH)
            settled.compress_type = zipfile.ZIP_DEFLATED
            settled.external_attr = 0o644 << 16
            target.writestr(settled, parts.get(member.filename) or source.read(member))
    return out.getvalue()
