"""Bytes in, text out: UTF-8 first, then a guess that is owned up to."""

from __future__ import annotations

import codecs
import re

from geodash.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# Guessing looks at this much: enough for any article, and bounded for any file.
_GUESS_BYTES = 200_000
# The first wins a tie.
_WESTERN = ("cp1252", "mac_roman", "cp850")
_ACCENTS_AND_QUOTES = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ªº°“”‘’«»–—…\u00a0")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode a text file.

    A byte order mark is part of the encoding, not of the text: it decides the encoding and is not counted in
    offsets. Without one UTF-8 is tried, then charset-normalizer guesses, and the guess is returned as a note.
    Newlines are left as they are.

    Returns:
        The text, and notes for the reader.

    Raises:
        DocumentError: the bytes are not text in any encoding that fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, encoding, name), ()
    if b"\0" in data:
        raise DocumentError(f"{name}: this is a binary file, not text. Save the article as .txt in UTF-8.")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data, name)


def decode_html(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode a web page: by its byte order mark, as UTF-8, by the charset it declares, or by a guess.

    UTF-8 goes before the declaration because pages saved by a browser often keep an outdated one.

    Raises:
        DocumentError: the bytes are not text in any encoding that fits.
    """
    declared = _HTML_CHARSET.search(data[:4096])
    if declared and not any(data.startswith(bom) for bom, _ in _BOMS) and b"\0" not in data:
        try:
            return data.decode("utf-8"), ()
        except UnicodeDecodeError:
            pass
        try:
            encoding = codecs.lookup(declared[1].decode("ascii"))
            # Python has codecs that are no text encodings (zlib, rot13); they must not run on hostile bytes.
            if getattr(encoding, "_is_text_encoding", True):
                return data.decode(encoding.name), ()
        except (LookupError, UnicodeError):
            pass
    return decode(data, name)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name}: the file says it is {encoding} but byte {error.start} is not. Save it again as UTF-8."
        ) from error


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = _guess_western(data) or _guess_any(data)
    if encoding is not None and _is_mostly_text(text := data.decode(encoding, errors="replace")):
        note = f"{name} is not UTF-8; it was read as {encoding}, which is a guess: look at its accents."
        return text, (note,)
    raise DocumentError(f"{name}: the encoding cannot be told, or this is no text. Save it again as UTF-8.")


def _guess_western(data: bytes) -> str | None:
    """The old Western encoding in which the letters beyond ASCII are those of Spanish and English.

    charset-normalizer takes short Spanish texts in Windows-1252 for DOS ones, so these are tried first.
    """
    marks = bytes(byte for byte in data[:_GUESS_BYTES] if byte >= 0x80)
    shares = {code: _share_of_known(marks.decode(code, errors="replace")) for code in _WESTERN}
    best = max(_WESTERN, key=lambda code: shares[code])
    return best if shares[best] >= 0.8 else None


def _share_of_known(marks: str) -> float:
    return sum(map(_ACCENTS_AND_QUOTES.__contains__, marks)) / len(marks)


def _guess_any(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (heavy, and rarely needed)

    best = from_bytes(data[:_GUESS_BYTES]).best()
    return best.encoding if best is not None else None


def _is_mostly_text(text: str) -> bool:
    """Whether control and replacement characters are rare, as they are in prose and not in binary data."""
    sample = text[:20_000]
    odd = sum(not (c.isprintable() or c in "\t\r\n\f\v\u00a0\u00ad\u200b") or c == "\ufffd" for c in sample)
    return odd * 100 <= len(sample)
