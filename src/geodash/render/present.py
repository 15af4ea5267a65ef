"""A story for the player in the browser: texts in every language, an order to the map and a camera for each chapter.

The page of a story in the app and the lesson file show the same JSON with the same scripts (static/present).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from geodash import bundle
from geodash.render.leaflet import camera_options, leaflet_file, plugin_script, plugin_sheet, wanted
from geodash.selection import LAYERS, Selection
from geodash.story import FRAME, Chapter, Story, Wording
from geodash.text import Texts, languages, load
from geodash.view import load_styles
from geodash.view.references import References, name_source

_SCRIPTS = (
    *("wording", "memory", "route", "line", "keys", "curtain", "predict", "compare", "stage"),
    *("pane", "bar", "presenter", "player"),
)
Kept = Callable[[Selection], str | None]


def tell(story: Story, references: Callable[[str], References], kept: Kept) -> dict[str, Any]:
    """Put a story into the JSON that static/present/player.js plays.

    `references` names sources in a language. `kept` says which marks of the view the filters of a selection leave
    (None for all), in the order of the very view that the map is given. A chapter that compares has its two `sides`,
    the earlier first. What a teacher alone should see (notes, plan) goes along, for the presenter's window.
    """
    codes = languages()
    styles = load_styles()
    return {
        "id": story.id,
        "languages": list(codes),
        "frame": list(FRAME),
        "story": {
            "title": _wording(story.title),
            "summary": _wording(story.summary),
            "audience": _wording(story.audience),
            "minutes": story.minutes,
            "content_note": _wording(story.content_note),
            "teacher_notes": _wording(story.teacher_notes),
            "author": story.author,
            "licence": story.licence,
            "plan": [
                {"minutes": step.minutes, "text": _wording(step.text), "chapters": list(step.chapters)}
                for step in story.plan
            ],
        },
        "chapters": [_chapter(chapter, kept) for chapter in story.chapters],
        "glossary": [{"term": _wording(row.term), "meaning": _wording(row.meaning)} for row in story.glossary],
        "sources": {
            source: {code: name_source(source, load(code), references(code)) for code in codes}
            for source in story.sources
        },
        "legend": [
            {
                "layer": layer,
                "glyph": load()[f"glyph.{layer}"],
                "light": styles.color(layer, "light"),
                "dark": styles.color(layer, "dark"),
                "name": {code: load(code)[f"layer.{layer}"] for code in codes},
                "classes": _classes() if layer == "coca_zones" else [],
            }
            for layer in reversed(LAYERS)
        ],
        "words": {code: words(code) for code in codes},
    }


def words(language: str) -> dict[str, str]:
    """Give the player's own words in a language."""
    return load(language).under("present")


def script() -> str:
    """Join Leaflet, the map's plugin as a function that makes a fresh one at each call, and the player.

    Two maps in one page need two plugins that share nothing: each call runs the plugin's scripts anew on an empty
    `geodash`, and puts back the one that was there.
    """
    plugin = (
        "window.geodashPlugin = function () {\nconst kept = window.geodash;\nwindow.geodash = undefined;\n"
        f"{plugin_script()}\nconst made = window.geodash;\nwindow.geodash = kept;\nreturn made;\n}};"
    )
    return "\n".join([leaflet_file("leaflet.js"), plugin, *(_static(f"{name}.js") for name in _SCRIPTS)])


def sheet() -> str:
    """Join the style sheets of Leaflet, the map and the player; the typeface is the page's business."""
    return "\n".join([leaflet_file("leaflet.css"), plugin_sheet(hosted=False), _static("present.css")])


def order(selection: Selection, kept: Kept) -> dict[str, Any]:
    """Put a selection into what a story decides of the map's order; theme and camera come from the page."""
    told = wanted(selection, kept=kept(selection))
    return {key: value for key, value in told.items() if key not in {"theme", "focus", "step"}}


def _chapter(chapter: Chapter, kept: Kept) -> dict[str, Any]:
    compare, predict = chapter.compare, chapter.predict
    sides: Sequence[tuple[Selection, str]] = ()
    if compare:
        sides = sorted(
            [(chapter.selection, chapter.year), (compare.selection, compare.year)],
            key=lambda side: (side[0].first, side[0].last),
        )
    return {
        "id": chapter.id,
        "kind": chapter.kind,
        "year": chapter.year,
        "title": _wording(chapter.title),
        "text": _wording(chapter.text),
        "order": order(chapter.selection, kept),
        "camera": camera_options(chapter.camera),
        "focus": list(chapter.focus),
        "sides": [{"year": year, "order": order(selection, kept)} for selection, year in sides] or None,
        "predict": predict
        and {
            "prompt": _wording(predict.prompt),
            "reveal": _wording(predict.reveal),
            "hidden": list(predict.hidden),
        },
        "question": _wording(chapter.question),
        "content_note": _wording(chapter.content_note),
        "notes": _wording(chapter.notes),
        "sources": list(chapter.sources),
    }


def _classes() -> list[dict[str, Any]]:
    """Name the greens of the coca zones, and the stripes that stand for no figure (with no colour of their own)."""
    styles = load_styles()
    breaks = styles.layer("coca_zones")["breaks"]
    spoken = {code: load(code) for code in languages()}

    def named(texts: Texts) -> list[str]:
        bounds = [texts.number(value) for value in breaks]
        between = [texts.say("panel.hectares_between", low=low, high=high) for low, high in pairwise(bounds)]
        least, most = (
            texts.say("panel.hectares_upto", high=bounds[0]),
            texts.say("panel.hectares_over", low=bounds[-1]),
        )
        return [f"{name} ha" for name in (least, *between, most)]

    names = {code: named(texts) for code, texts in spoken.items()}
    greens: list[dict[str, Any]] = [
        {
            "light": styles.class_color(number, "light"),
            "dark": styles.class_color(number, "dark"),
            "name": {code: told[number] for code, told in names.items()},
        }
        for number in range(len(breaks) + 1)
    ]
    none = {code: texts["panel.hectares_none"] for code, texts in spoken.items()}
    return [*greens, {"light": "", "dark": "", "name": none}]


def _wording(text: Wording | None) -> dict[str, str] | None:
    return None if text is None else dict(text.texts)


def _static(name: str) -> str:
    return bundle.path("static", "present", name).read_text("utf-8")
