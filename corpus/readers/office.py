"""What do Word and Excel files have in common? A zip file of XML parts that may be forged."""

import re
import zipfile

from docx.opc.exceptions import OpcError

from corpus.readers.archives import ENCRYPTED, zip_refusal
from corpus.readers.pieces import Refusal

OFFICE_ERRORS = (
    OpcError,
    zipfile.BadZipFile,
    OSError,
    # The libraries do not check a damaged part: they fail at whatever it makes them trip over.
    # SyntaxError is the base of the errors of both XML parsers.
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    RuntimeError,
    AttributeError,
    UserWarning,
)
"""What reading a damaged Office file was seen to raise, by damaging thousands of them."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LOOKED_AT = 64 * 1024


def office_refusal(package: zipfile.ZipFile) -> Refusal | None:
    """Return why an Office file is not opened: a bomb, a password, or XML with entities."""
    refusal = zip_refusal(package)
    if refusal is not None:
        return refusal
    for info in package.infolist():
        if info.flag_bits & ENCRYPTED:
            return Refusal("encrypted", f"{info.filename} has a password; save it without one")
        if info.filename.endswith((".xml", ".rels")):
            with package.open(info) as part:
                if _DECLARATION.search(part.read(_LOOKED_AT)):
                    return Refusal("xml_entities", f"{info.filename} declares entities; forged")
    return None
