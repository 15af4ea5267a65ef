"""LibreOffice and PDFium, which show what is made for the classroom as its users see it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
from installed import program
from PIL import Image


def office() -> str:
    """Give the path of LibreOffice.

    Raises:
        RuntimeError: it is not here and cannot be installed; says what to install.
    """
    return program(
        "soffice",
        "libreoffice-impress",
        name="LibreOffice",
        brew="--cask libreoffice",
        winget="TheDocumentFoundation.LibreOffice",
        places=("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    )


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
