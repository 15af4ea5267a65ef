"""The page round a lesson: HTML that asks nobody for anything, and a policy that would not let it."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geodash import bundle
from geodash.errors import GeodashError
from geodash.render import present

_SCRIPTS = ("unfold", "pictures", "paper", "rows", "lesson")
_LICENCES = (("leaflet", "LICENSE"), ("source-sans", "LICENSE.md"))
_PICTURES = re.compile(r"url\((?:images/|#default)[^)]*\)")
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{sheet}</style>
</head>
<body>
<noscript>{needs}</noscript>
<div id="lesson"></div>
<div id="paper"></div>
<script type="application/json" id="content">{content}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What differs from lesson to lesson: the first language, the title, the content as inert JSON.

    `needs` says in each language that scripts are needed; `faces` are the typeface's rules.
    """

    language: str
    title: str
    content: str
    needs: Mapping[str, str]
    faces: str


def write_page(page: Page) -> bytes:
    """Write the page.

    Raises:
        GeodashError: a script or a sheet would end before it ends; mend it where it is.
    """
    sheet, script = _whole("style", f"{_licences()}\n{page.faces}\n{_sheet()}"), _whole("script", _script())
    needs = "".join(f'<p lang="{code}">{html.escape(text)}</p>' for code, text in page.needs.items())
    return _PAGE.format(
        language=html.escape(page.language),
        policy=html.escape(policy(sheet, script)),
        title=html.escape(page.title),
        sheet=sheet,
        needs=needs,
        content=page.content,
        script=script,
    ).encode()


def policy(sheet: str, script: str) -> str:
    """Write the Content-Security-Policy: this one sheet, this one script, pictures and typefaces in the page itself.

    Hashes and not 'unsafe-inline', so that even markup that got in could not run. A policy in a page cannot forbid
    links, which readers follow to the sources if they have a network.
    """
    rules = {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": _hash(sheet),
        "img-src": "data:",
        "font-src": "data:",
        "connect-src": "'none'",
        "form-action": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _whole(tag: str, text: str) -> str:
    if re.search(rf"</{tag}|<!--", text, re.IGNORECASE):
        raise GeodashError(
            f"a file of static/ has </{tag} or <!-- in it, which ends it early in a lesson; write it apart"
        )
    return text


@lru_cache(maxsize=1)
def _script() -> str:
    own = (bundle.path("static", "lesson", f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    return "\n".join([present.script(), *own])


@lru_cache(maxsize=1)
def _sheet() -> str:
    """Join the sheets, without Leaflet's pictures: controls that no lesson has would ask for them."""
    own = bundle.path("static", "lesson", "lesson.css").read_text("utf-8")
    return _PICTURES.sub("none", "\n".join([present.sheet(), own]))


def _licences() -> str:
    texts = [bundle.path("static", "vendor", *where).read_text("utf-8") for where in _LICENCES]
    told = "\n\n".join(text.strip() for text in texts).replace("*/", "* /").replace("<", "(").replace(">", ")")
    return f"/* Licences of what is in this file.\n\n{told}\n*/"
