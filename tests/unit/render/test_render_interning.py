"""Values and outlines come back as they were, in Python and as the lesson's own script reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodash import bundle
from geodash.render.lesson.interning import LINES, LIST, PLAIN, Interning
from geodash.render.lesson.outlines import fold_outlines

texts = st.sampled_from(["", "a", "Huanta", "Huanta, Ayacucho", "one\ntwo", "one\ntwo\nthree", "two", "\n", "0"])
plain = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.0, 1.0, 2.5])
values = st.recursive(
    texts | plain,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.sampled_from("abc"), parts, max_size=3),
    max_leaves=20,
)


def unfold(code: Any, held: Interning) -> Any:
    if isinstance(code, int):
        return unfold(held.pool[code], held)
    if isinstance(code, str):
        return code
    kind, *parts = code
    if kind == PLAIN:
        return parts[0]
    read = [unfold(part, held) for part in parts]
    if kind == LIST:
        return read
    return "\n".join(read) if kind == LINES else dict(zip(held.shapes[kind - PLAIN - 1], read, strict=True))


@given(st.dictionaries(st.sampled_from(["en", "es"]), values))
@settings(max_examples=300)
def test_values_come_back_as_they_were(given_values: dict[str, Any]) -> None:
    held = Interning(given_values)
    held_again = json.loads(json.dumps([held.pool, held.shapes, held.codes]))
    assert held_again == [held.pool, [list(shape) for shape in held.shapes], held.codes]
    back = {name: unfold(code, held) for name, code in held.codes.items()}
    assert json.dumps(back, sort_keys=True) == json.dumps(given_values, sort_keys=True)  # 1 is neither 1.0 nor true


def test_what_comes_again_is_said_once() -> None:
    source = {"text": "Zech, Autonomous Security Provision in Peru", "url": "https://example.org/a"}
    held = Interning({"en": [source, source, "other"], "es": [source]})
    told = json.dumps([held.pool, held.codes])
    assert told.count("Autonomous") == 1
    assert held.shapes == [["text", "url"]]


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node; the browser tests read it too")
def test_the_script_reads_the_same() -> None:
    given_values = {
        "en": {"a": [1, True, None, "x\ny", {"b": "long text", "c": []}], "b": "long text", "c": {}},
        "es": {"a": ["x\ny", 1.5, "long text", {"b": "long text", "c": []}], "b": "", "c": {"a": {}}},
    }
    held = Interning(given_values)
    packed = json.dumps({"pool": held.pool, "shapes": held.shapes, "codes": held.codes})
    read = run(f"""
        const packed = {packed};
        const open = module.exports.unfold(packed);
        return Object.fromEntries(Object.entries(packed.codes).map(([name, code]) => [name, open(code)]));""")
    assert read == given_values


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node; the browser tests read it too")
def test_outlines_come_back_as_they_were() -> None:
    ring = [[-74.2, -12.9], [-74.199, -12.9], [-74.1, -13.05], [-74.2, -12.9]]
    shapes = [
        {
            "type": "MultiPolygon",
            "coordinates": [[ring], [[[179.9, 0.001], [-179.9, 0.0], [0.0, 85.0], [179.9, 0.001]]]],
        },
        {"type": "MultiLineString", "coordinates": [ring[:2], ring[1:3]]},
    ]
    features = [
        {"type": "Feature", "properties": {"rank": rank}, "geometry": shape} for rank, shape in enumerate(shapes)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    folded = {"land": fold_outlines(collection), "lakes": fold_outlines({"features": []})}
    read = run(f"return module.exports.outlines({json.dumps(folded)});")
    assert read == {"land": collection, "lakes": {"type": "FeatureCollection", "features": []}}
    single = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": ring[:2]}}
    assert fold_outlines({"features": [single]}) == [[{}, 0, [-74200, -12900, 1, 0]]]


def run(body: str) -> Any:
    """Run a function's body after the lesson's script, and give what it returns."""
    script = bundle.path("static", "lesson", "unfold.js").read_text("utf-8")
    source = f"{script}\nconsole.log(JSON.stringify((() => {{ {body} }})()));"
    done = subprocess.run(["node", "-"], input=source, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)
