"""Read one document or a folder of them; every reader is bounded and none touches the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from geodash.documents.article import Article
from geodash.documents.assembly import assemble
from geodash.documents.draft import Draft
from geodash.documents.metadata import SIDECAR, SidecarRow, read_sidecar
from geodash.errors import DocumentError, Fault

LARGEST_FILE = 20_000_000
_LARGEST_TEXT = 2_000_000
_FORMATS = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_REMEDIES = {
    ".doc": "Open it in a word processor and save it as .docx.",
    ".odt": "Save it as .docx.",
    ".rtf": "Save it as .docx.",
    ".mhtml": "Save the page as .html.",
    ".epub": "Save the chapter as .txt or .html.",
}
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "rich text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
_NO_ARTICLES = ("readme", "license", "licence", "copying", "sources", "datapackage")


def read_document(path: Path | str, *, metadata: Mapping[str, str] | None = None) -> Article:
    """Read an article from a .txt, .md, .html, .pdf or .docx file.

    The extension decides the reader, and the content must agree with it. Offsets are code points of
    `Article.text`: for txt and md the file's text as it is (a byte order mark is not part of it), for the
    other formats the extracted text.

    Args:
        path: the file.
        metadata: what is known of it, by the column names of metadata.csv; believed before front matter,
            which is believed before what the page declares.

    Raises:
        DocumentError: missing, empty, too large (20 MB), of another kind than its extension, without text.
    """
    path = Path(path)
    if path.is_dir():
        raise DocumentError(
            f"{path}: a folder. Name the files in it, or read it whole with geodash build --articles."
        )
    return parse_document(_read_bytes(path), path.name, metadata=metadata)


def parse_document(data: bytes, name: str, *, metadata: Mapping[str, str] | None = None) -> Article:
    """Read an article from a file's bytes, as `read_document`; for uploads, which have a name but no path.

    Raises:
        DocumentError: as `read_document`.
    """
    name = _safe_name(name)
    extension = PurePosixPath(name).suffix.lower()
    if extension not in _FORMATS:
        remedy = _REMEDIES.get(extension, "Save the article as .txt, .md, .html, .pdf or .docx.")
        raise DocumentError(f"{name}: files of the kind “{extension}” are not read. {remedy}")
    kind = _FORMATS[extension]
    _check_size(data, name, kind)
    _check_content(data, name, kind)
    draft = _reader(kind)(data, name)
    if not draft.text.strip():
        raise DocumentError(f"{name}: the file holds only blank lines. Put the article's text into it.")
    article = assemble(draft, name, metadata or {})
    if not article.paragraphs:
        raise DocumentError(f"{name}: no sentence in it, only code, comments or links. Put the text into it.")
    return article


def read_folder(folder: Path | str) -> tuple[list[Article], list[Fault]]:
    """Read every article of a folder, in the order of the files' names; one bad file never stops the rest.

    metadata.csv beside the files (file, id, title, author, publication, published, url, licence, language)
    says what is known of them. Subfolders, hidden files, metadata.csv itself and files called README,
    LICENSE, SOURCES or datapackage are passed over. Files that cannot be read, links that lead out of the
    folder, rows of metadata.csv without a file and a second article with the same id are faults.

    Returns:
        The articles, and the faults in the order of the files' names.

    Raises:
        DocumentError: the folder does not exist, or holds nothing that could be an article.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DocumentError(f"{folder.name}: no such folder. Check the path.")
    paths = sorted((p for p in folder.iterdir() if _is_candidate(p)), key=lambda p: p.name)
    if not paths:
        raise DocumentError(
            f"{folder}: no articles in this folder. Put .txt, .md, .html, .pdf or .docx files into it."
        )
    rows, faults = _read_rows(folder / SIDECAR)
    articles: list[Article] = []
    taken: dict[str, str] = {}
    for path in paths:
        try:
            article = _read_inside(folder, path, rows.get(path.name))
            _claim_id(article, taken)
        except DocumentError as error:
            faults.append(_fault(path.name, error))
            continue
        articles.append(article)
    return articles, sorted(faults, key=str)


def dump_text(article: Article) -> str:
    """The text that all offsets count in, to be written to a file."""
    return article.text


def _read_inside(folder: Path, path: Path, row: SidecarRow | None) -> Article:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise DocumentError(f"{path.name}: a link that leads out of the folder. Copy the file itself here.")
    return read_document(path, metadata=row.values if row else None)


def _claim_id(article: Article, taken: dict[str, str]) -> None:
    """Note the file that an id belongs to; refuse an id that another file has."""
    first = taken.setdefault(article.id, article.source)
    if first != article.source:
        raise DocumentError(
            f"{article.source}: its id {article.id} is also that of {first}. Give it another in {SIDECAR}."
        )


def _read_rows(path: Path) -> tuple[dict[str, SidecarRow], list[Fault]]:
    if not path.is_file():
        return {}, []
    try:
        rows = read_sidecar(_read_bytes(path), SIDECAR)
    except DocumentError as error:
        return {}, [_fault(SIDECAR, error)]
    present = {p.name for p in path.parent.iterdir()}
    return rows, [
        Fault(SIDECAR, row.row, "file", f"names {_safe_name(file)}, which is not here", "correct the row")
        for file, row in rows.items()
        if file not in present
    ]


def _fault(file: str, error: DocumentError) -> Fault:
    """What a reader refused; its message begins with the file's name and ends with the remedy."""
    return Fault(file, None, "", str(error).removeprefix(f"{file}: "), "")


def _read_bytes(path: Path) -> bytes:
    """Read a file, one byte past the limit at most, so that a huge one costs no memory."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise DocumentError(f"{path.name}: cannot be opened ({error.strerror}). Check the path.") from error
    if len(data) > LARGEST_FILE:
        raise DocumentError(f"{path.name}: larger than {LARGEST_FILE:,} bytes. Split it, one article to a file.")
    return data


def _is_candidate(path: Path) -> bool:
    name = path.name
    return (
        not name.startswith((".", "~$"))
        and name.lower() != SIDECAR
        and path.stem.lower() not in _NO_ARTICLES
        and not path.is_dir()
    )


def _check_size(data: bytes, name: str, kind: str) -> None:
    if not data:
        raise DocumentError(f"{name}: the file is empty. Save the article's text into it again.")
    largest = _LARGEST_TEXT if kind in ("txt", "md") else LARGEST_FILE
    if len(data) > largest:
        raise DocumentError(f"{name}: larger than {largest:,} bytes. Split it, one article to a file.")


def _check_content(data: bytes, name: str, kind: str) -> None:
    """Refuse a file that is plainly of another kind than its extension says."""
    if kind in ("pdf", "docx"):
        return  # their readers look for themselves
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(f"{name}: the content is {what}, not {kind}. Give it the right extension.")
    if kind == "txt" and data.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        raise DocumentError(f"{name}: the content is a web page, not txt. Give it the extension .html.")


def _safe_name(name: str) -> str:
    """The last part of a name, printable and short: names of uploads are as hostile as their content."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[-120:] or "unnamed"


def _reader(kind: str) -> Callable[[bytes, str], Draft]:
    """The reader of a format; imported when first needed, since some bring slow libraries."""
    if kind == "html":
        from geodash.documents.html import read_html as read  # noqa: PLC0415
    elif kind == "pdf":
        from geodash.documents.pdf import read_pdf as read  # noqa: PLC0415
    elif kind == "docx":
        from geodash.documents.docx import read_docx as read  # noqa: PLC0415
    elif kind == "md":
        from geodash.documents.md import read_md as read  # noqa: PLC0415
    else:
        from geodash.documents.txt import read_txt as read  # noqa: PLC0415
    return read
