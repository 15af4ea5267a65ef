"""Texts that nothing asks for: a translator's work in vain, and a word a reader never sees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import geodash
from geodash import bundle, text

PACKAGE = Path(geodash.__file__).parent
GIVEN = re.compile(r"\.under\(\s*f?[\"']([\w.]+)")  # a group handed on whole
NAMED = re.compile(r"(?:\.name|tell_codes)\(\s*f?[\"']([\w.]+)")  # a group whose keys are codes of the data
BROWSER = {"articles", "evidence", "map", "timeline", "filters", "space"}  # groups that only scripts take apart


def sources() -> Iterator[str]:
    for path in [bundle.path("app.py"), *PACKAGE.rglob("*.py")]:
        yield path.read_text("utf-8")


def asked() -> tuple[set[str], list[re.Pattern[str]]]:
    """What the code could ask for: its strings, and its f-strings that begin with the name of a group."""
    strings, patterns = set(), []
    for source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if re.match(r"[a-z_]+\.", str(parts[0] or "")):
                    patterns.append(re.compile("".join(".+" if p is None else re.escape(str(p)) for p in parts)))
    return strings, patterns


def named_in_tables() -> set[str]:
    """Groups that a table of columns names as the words for its codes."""
    files = [path for path in PACKAGE.rglob("*.yaml") if path.parent.name != "text"]
    return {group for path in files for group in re.findall(r"\bwords: ([\w.]+)", path.read_text("utf-8"))}


def spoken_by_scripts() -> set[str]:
    folder = bundle.path("static")
    files = [path for path in folder.rglob("*.js") if "vendor" not in path.parts]
    return {word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))}


def test_no_text_is_kept_that_nothing_asks_for() -> None:
    strings, patterns = asked()
    whole = {group for source in sources() for group in (*GIVEN.findall(source), *NAMED.findall(source))}
    whole = {group.rstrip(".") for group in whole} | named_in_tables()
    scripts = spoken_by_scripts()
    begun = tuple(word for word in scripts if word.endswith("_") and len(word) > 1)  # `state_${how}`
    ended = tuple(word for word in scripts if word.startswith("_") and len(word) > 1)  # `${code}_help`

    def used(key: str) -> bool:
        group, _, leaf = key.partition(".")
        if key in strings or any(pattern.fullmatch(key) for pattern in patterns):
            return True
        if group in BROWSER and group in whole:
            return leaf in scripts or leaf.startswith(begun) or leaf.endswith(ended)
        return group in whole or any(key.startswith(f"{prefix}.") for prefix in whole)

    assert sorted(key for key in text._read(text.DEFAULT) if not used(key)) == []
