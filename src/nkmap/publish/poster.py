"""The picture that stands where a map will be, until the browser has drawn the map itself.

It is made of the very layers of the map (``figures.picture``), so it shows the same marks in the
same places. A browser shows it with the page's first words; the map itself needs its scripts first.
"""

from __future__ import annotations

from nkmap import wording
from nkmap.figures.grounds import ground_file
from nkmap.figures.layers import Look
from nkmap.figures.outlines import GROUNDS, STATIC
from nkmap.figures.picture import Word, map_pieces
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import data_uri
from nkmap.publish.escape import text

_SHIFT = {"start": "0", "middle": "-50%", "end": "-100%"}


def poster(scene: Scene, look: Look, names: wording.Names) -> str:
    """The map as HTML without scripts, as large as the camera's picture, and not read aloud.

    The words of the map itself are for who does not see a picture; nothing here can be clicked.
    """
    width, height = look.camera.width, look.camera.height
    pieces = [piece for _, piece in map_pieces(scene, look, names)]
    drawn = "".join(piece for piece in pieces if isinstance(piece, str))
    marks = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{drawn}</svg>'
    )
    words = "".join(_word(piece) for piece in pieces if isinstance(piece, Word))
    return (
        f'<div class="nk-poster" aria-hidden="true" style="width:{width:.1f}px;'
        f'height:{height:.1f}px;margin-left:{-width / 2:.1f}px">{_ground(look)}'
        f'<img src="{text(data_uri(marks))}" alt="" style="left:0;top:0;width:{width:.1f}px;'
        f'height:{height:.1f}px">{words}</div>'
    )


def _ground(look: Look) -> str:
    """The outlines, from the file that the map itself will ask for."""
    west, south, east, north = GROUNDS[look.frame]
    left, top = look.camera.pixel(west, north)
    right, bottom = look.camera.pixel(east, south)
    file = STATIC + ground_file(look.frame, look.theme, slide=look.slide)
    return (
        f'<img src="{text(file)}" alt="" style="left:{left:.1f}px;top:{top:.1f}px;'
        f'width:{right - left:.1f}px;height:{bottom - top:.1f}px">'
    )


def _word(word: Word) -> str:
    weight = 600 if word.italic else 700 if word.bold else 400
    halo = f"text-shadow:0 0 2px {word.halo},0 0 2px {word.halo},0 0 3px {word.halo};"
    return (
        f'<span style="left:{word.x:.1f}px;top:{word.y:.1f}px;font-size:{word.size:g}px;'
        f"color:{word.colour};font-weight:{weight};"
        f"{'font-style:italic;' if word.italic else ''}{halo if word.halo else ''}"
        f'transform:translate({_SHIFT[word.anchor]},-50%)">{text(word.text)}</span>'
    )
