"""Tell an article's own blocks from what its web page put round them, by the rules in boilerplate.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geodash.documents.draft import Cut, Span
from geodash.documents.surroundings import Block, find_surroundings
from geodash.documents.wording import load_words

# A rule about short lines need not look at a block longer than this (characters).
_LONGEST = 900
# A block of so many words is prose whatever heading stands above it; teasers are shorter.
_LONG_PROSE = 60
_DEFAULT_MAX_WORDS = 20
_MARKS = " \t#>*_|•·–—-[]"


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    max_words: int
    section: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    lines: re.Pattern[str]
    by_group: dict[str, _Rule]
    keep: re.Pattern[str]
    cuts: re.Pattern[str]
    cut_reasons: dict[str, str]


def sift(text: str, spans: Sequence[Span], *, title: str | None = None) -> list[str | None]:
    """Say for each block why it is dropped, or None where it is kept.

    Three passes: single lines by their wording; sections that close an article ("Related content"), with
    all that follows them unless a block of long prose does; then what only its place gives away (menus,
    breadcrumbs, dated teasers after the end). Author's notes and notices of first publication are always
    kept. If nothing would be left, everything is kept: then the rules have misjudged the text.

    Args:
        text: the text the spans are of.
        spans: the blocks, in order.
        title: the article's title where it is known; helps to tell a breadcrumb.
    """
    rules = _load_rules()
    blocks = [_look(text, span, rules) for span in spans]
    _close_sections(blocks)
    find_surroundings(blocks, title)
    if all(block.reason for block in blocks):
        return [None] * len(blocks)
    return [block.reason for block in blocks]


def find_cuts(text: str, spans: Sequence[Span]) -> list[Cut]:
    """Find boilerplate glued to the beginning of a block ("Reading time: 10 minutes")."""
    rules = _load_rules()
    return [
        Cut(match.start(), match.end(), rules.cut_reasons[match.lastgroup or ""])
        for span in spans
        if (match := rules.cuts.match(text, span.start, span.end))
    ]


def _look(text: str, span: Span, rules: _Rules) -> Block:
    size = span.end - span.start
    if size > _LONGEST:
        return Block(span, "", size // 6, None, protected=True, section=False)
    key = " ".join(text[span.start : span.end].split()).strip(_MARKS).lower()
    words = key.count(" ") + 1
    match = rules.lines.match(key)
    rule = rules.by_group[match.lastgroup or ""] if match else None
    if rule and words > rule.max_words:
        rule = None
    protected = bool(rules.keep.match(key))
    if protected or rule is None:
        return Block(span, key, words, None, protected, section=False)
    return Block(span, key, words, rule.reason, protected, rule.section)


def _close_sections(blocks: list[Block]) -> None:
    """Drop what stands under a closing heading: to the end, or up to the prose that follows."""
    last_prose = max((i for i, b in enumerate(blocks) if _is_long(b)), default=-1)
    under: str | None = None
    for i, block in enumerate(blocks):
        if block.section:
            # A heading at the top of the file is the site's menu or a title, not the close of an article.
            under = block.reason if i else None
            if not i:
                block.reason = None
        elif under and i <= last_prose and (_is_long(block) or _is_sentence(block)):
            under = None
        elif under and not block.protected and not block.reason:
            block.reason = under


def _is_long(block: Block) -> bool:
    return block.reason is None and block.words >= _LONG_PROSE


def _is_sentence(block: Block) -> bool:
    return block.words >= 12 and block.key.endswith((".", "!", "?", "”", '"', "»", ")"))


@cache
def _load_rules() -> _Rules:
    """Compile the table into one expression a question; the name of the group that matched gives the rule."""
    table = load_words("boilerplate")
    groups: list[str] = []
    by_group: dict[str, _Rule] = {}
    for section, key in ((True, "sections"), (False, "lines")):
        for entry in table[key]:
            name = f"g{len(by_group)}"
            by_group[name] = _Rule(
                entry["reason"], 12 if section else entry.get("max_words", _DEFAULT_MAX_WORDS), section
            )
            whole, opening = entry.get("whole", []), entry.get("opening", [])
            parts = [rf"\W*(?:{'|'.join(whole)})\W*$"] if whole else []
            parts += [rf"(?:{'|'.join(opening)})"] if opening else []
            groups.append(f"(?P<{name}>{'|'.join(parts)})")
    cuts = {f"c{i}": entry for i, entry in enumerate(table["cuts"])}
    return _Rules(
        lines=re.compile("|".join(groups)),
        by_group=by_group,
        keep=re.compile("|".join(table["keep"])),
        cuts=re.compile("|".join(f"(?P<{n}>{'|'.join(e['patterns'])})" for n, e in cuts.items()), re.IGNORECASE),
        cut_reasons={name: entry["reason"] for name, entry in cuts.items()},
    )
