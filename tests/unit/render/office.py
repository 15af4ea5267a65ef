"""LibreOffice and PDFium, which show what is made for the classroom as its users see it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

_PACKAGE = "libreoffice-impress"
_ADVICE = """\
This test needs LibreOffice, which is not here and could not be installed. Install it and run the tests again:
  Debian, Ubuntu: sudo apt-get install libreoffice-impress       Fedora: sudo dnf install libreoffice-impress
  macOS: brew install --cask libreoffice       Windows: winget install TheDocumentFoundation.LibreOffice
"""


def office() -> str:
    """Give the path of LibreOffice, after installing it where the system lets us.

    Raises:
        RuntimeError: it is not here and cannot be installed; says what to install.
    """
    if shutil.which("soffice") is None and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", _PACKAGE]):
            subprocess.run(
                ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", *command],
                env=quiet,
                capture_output=True,
                timeout=600,
                check=False,
            )
    places = (shutil.which("soffice"), "/Applications/LibreOffice.app/Contents/MacOS/soffice")
    found = next((path for path in places if path and Path(path).exists()), None)
    if found is None:
        raise RuntimeError(_ADVICE)
    return found


def to_pdf(slides: bytes, folder: Path) -> Path:
    """Let LibreOffice open slides and print them; fails if it cannot."""
    path = folder / "slides.pptx"
    path.write_bytes(slides)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # a second run beside it would else do nothing
    command = [office(), own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return folder / "slides.pdf"


def to_pictures(pdf: bytes, scale: float = 0.4) -> list[Image.Image]:
    """Draw every page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=scale).to_pil().convert("L") for page in document]
