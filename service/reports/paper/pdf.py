"""How does a .docx become a PDF? By LibreOffice, where it is installed.

It runs without a window, under a profile of its own that is thrown away, with macros off, and is
ended when it takes too long. The same .docx gives the same pages, but not the same bytes: a PDF
carries the time at which it was made.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from service.errors import PdfUnavailableError

_NAMES = ("soffice", "libreoffice")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def find_office() -> str | None:
    """Return where LibreOffice lies, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def render_pdf(word: bytes, *, office: str | None, seconds: float) -> bytes:
    """Return a .docx as PDF.

    Args:
        word: The .docx.
        office: Where LibreOffice lies, as :func:`find_office` tells it.
        seconds: How long it may take.

    Raises:
        PdfUnavailableError: LibreOffice is absent, fails or takes too long.

    Cost: about three seconds, nearly all of it LibreOffice starting.
    """
    if office is None:
        raise PdfUnavailableError(reason="LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="tongpan-pdf-") as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / "report.docx"
        source.write_bytes(word)
        _convert(office, source, profile=folder / "profile", seconds=seconds)
        made = folder / "report.pdf"
        if not made.is_file():
            raise PdfUnavailableError(reason="LibreOffice ended without a PDF")
        return made.read_bytes()


def _convert(office: str, source: Path, *, profile: Path, seconds: float) -> None:
    command = [
        office,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    # A group of its own, because the program that is started starts the one that works.
    with subprocess.Popen(  # noqa: S603 - the program is found by name, its words are our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise PdfUnavailableError(
                reason=f"LibreOffice took more than {seconds:g} seconds"
            ) from None
    if code != 0:
        raise PdfUnavailableError(reason=f"LibreOffice ended with code {code}")
