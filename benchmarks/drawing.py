"""What drawing the map costs, sort of layer by sort of layer: its first time in a page, and later.

    python benchmarks/drawing.py [--rounds 5] [--data DIR] [--path /]

The first time a browser compiles the layer's shaders. Each drawing is waited for, before and after,
so a page takes longer than it does for a reader; what counts is which layer takes which part.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from conftest import FLAGS, install_chromium, installed_chromium, serving  # noqa: E402

WATCH = """
window.drawings = []; window.lastDraw = 0;
(() => {
  const kind = WebGL2RenderingContext.prototype;
  const texts = new Map(), names = new Map();
  let current = null;
  const after = (name, then) => {
    const own = kind[name];
    kind[name] = function (...all) { then(...all); return own.apply(this, all); };
  };
  after('shaderSource', (shader, text) => texts.set(shader, text));
  after('attachShader', (program, shader) => {
    const found = /SHADER_NAME ([a-z-]+?)-layer/.exec(texts.get(shader));
    if (found) names.set(program, found[1]);
  });
  after('useProgram', (program) => { current = program; });
  const pixel = new Uint8Array(4);
  // Reading a pixel waits until everything asked for before is drawn.
  const wait = (gl) => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(kind)).filter(
      (name) => /^draw(Arrays|Elements)/.test(name))) {
    const draw = kind[name];
    kind[name] = function (...all) {
      wait(this);
      const start = performance.now();
      draw.apply(this, all);
      wait(this);
      lastDraw = performance.now();
      drawings.push([names.get(current) || 'other', lastDraw - start]);
    };
  }
})();
"""
DRAWN = "() => lastDraw > 0 && performance.now() - lastDraw > 3000"
DRAGS = 5
"""How often the map is moved, which draws all of it again."""


def main() -> None:
    """Open a page some times, move its map, and tell what each sort of layer took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--path", default="/")
    given = asked.parse_args()
    first: dict[str, list[float]] = defaultdict(list)
    later: dict[str, list[float]] = defaultdict(list)
    path = installed_chromium() or install_chromium()
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name) / "log.txt", given.data) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        for number in range(given.rounds + 1):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            page.goto(address + given.path)
            page.wait_for_function(DRAWN, timeout=120_000)
            opening = page.evaluate("drawings.splice(0)")
            box = page.locator("[data-testid=stDeckGlJsonChart] canvas").bounding_box()
            if box is None:
                raise SystemExit("no map on this page")
            for step in range(DRAGS):
                page.mouse.move(box["x"] + 200, box["y"] + 200)
                page.mouse.down()
                page.mouse.move(box["x"] + 203 + step, box["y"] + 200)
                page.mouse.up()
                page.wait_for_timeout(500)
            moved = page.evaluate("drawings.splice(0)")
            if number:  # the first page also fills the browser's and the server's stores
                for sort in {sort for sort, _ in opening}:
                    first[sort].append(sum(took for own, took in opening if own == sort))
                    later[sort].append(sum(took for own, took in moved if own == sort) / DRAGS)
            page.close()
    print("| layer | all drawings of an opening, ms | a frame later, ms |\n|---|---|---|")
    for sort in sorted(first, key=lambda sort: -statistics.median(first[sort])):
        print(f"| {sort} | {_told(first[sort])} | {_told(later[sort])} |")


def _told(found: list[float]) -> str:
    return f"{statistics.median(found):,.0f} ({min(found):,.0f}-{max(found):,.0f})"


if __name__ == "__main__":
    main()
