"""A map at every choice of months, worked out beforehand by the code that draws the screen.

The reader's browser only decides which claims touch the months, and shows what belongs to just
those claims: no rule about marks, hedges or labels is written a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.arrange import arrange
from nkmap.figures.equal_area import equal_area_camera
from nkmap.figures.frames import PHONE_HEIGHT, PRESETS, Camera, slide_camera
from nkmap.figures.grounds import bent_ground, ground, ground_size
from nkmap.figures.layers import Look
from nkmap.figures.outlines import GROUNDS
from nkmap.figures.picture import Target, Word, map_pieces
from nkmap.figures.prepared import Scene
from nkmap.months import Month
from nkmap.publish import legend as legends
from nkmap.publish.escape import svg, text
from nkmap.publish.moments import Store, Timing
from nkmap.publish.told import Told
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import Frame
from nkmap.web.colours import NAMED, named, named_ground

WIDTH, HEIGHT = 940, 540
PHONE_WIDTH = 358
"""Pixels of the map on a wide screen and on a phone, in its own units."""
MOST_MOMENTS = 60
"""Different maps of one kind; where there are more, a stretch of months goes by whole years."""
LONG_SHAPE = 1500
"""Characters from which on a shape stands once, and is referred to."""
MOST_FRAMES = 120
"""Different maps of all kinds, up to which a page holds every frame and not only the view's."""


_ITEM = re.compile(r"<li>.*?</li>", re.DOTALL)
_CLAIMS = re.compile(r' data-claims="[^"]*"')


def key(claims: Sequence[int]) -> str:
    """The claims of a map as the browser names them."""
    return ".".join(map(str, claims))


@dataclass(frozen=True, eq=False)
class KindOfMap:
    """The map of one kind of figure at every choice of months."""

    kind: Kind
    told: Told
    claims: tuple[Claim, ...]
    """Those of the claims shown that it holds."""
    timing: Timing
    by_year: bool
    sets: tuple[tuple[int, ...], ...]
    """Every set of claims that some choice of months shows; the whole is among them."""


def kinds_of(told: Told) -> tuple[KindOfMap, ...]:
    """The kinds of figure that the claims shown have a map of, that of the view among them."""
    there = {claim.kind for claim in told.shown} | {told.kind}
    kinds = [kind for kind in MAP_KINDS if kind in there]
    return tuple(_kind_of_map(kind, told) for kind in kinds or [told.kind])


def covered(told: Told) -> tuple[Month, ...]:
    """The months a page lets a reader choose among: the view's, else all that it covers."""
    known = told.months
    first, last = told.view.first or "", told.view.last or "9999"
    return tuple(month for month in known if first <= month <= last)


def _kind_of_map(kind: Kind, told: Told) -> KindOfMap:
    own = wording.of_map(told.shown, kind)
    timing, whole = Timing.of(own, covered(told)), tuple(range(len(own)))
    for by_year in (False, True):
        sets = dict.fromkeys([whole])
        sets |= dict.fromkeys(timing.touching(*s) for s in timing.stretches(by_year=by_year))
        if len(sets) <= MOST_MOMENTS:
            break
    return KindOfMap(kind, told, own, timing, by_year, tuple(sets))


@dataclass(frozen=True)
class Layout:
    """A map's size and camera on a wide screen or on a phone."""

    name: str
    width: float
    height: float

    def camera(self, frame: Frame) -> Camera:
        """The camera of a frame: of true areas where the frame is wide."""
        if frame is Frame.WIDE:
            return equal_area_camera(self.width, self.height)
        if self.name == "phone":
            preset = PRESETS[frame]
            return Camera(
                preset.phone_lon, preset.phone_lat, preset.phone_zoom, self.width, self.height
            )
        return slide_camera(frame, self.width, self.height)

    def look(self, frame: Frame) -> Look:
        """How a map is drawn into the page."""
        return Look("light", NAMED, frame, self.camera(frame), in_file=True)


LAYOUTS = (Layout("wide", WIDTH, HEIGHT), Layout("phone", PHONE_WIDTH, PHONE_HEIGHT))


def frames_of(told: Told, kinds: Sequence[KindOfMap]) -> tuple[Frame, ...]:
    """The frames a page holds: all, or the view's alone where there are very many maps."""
    few = sum(len(kind.sets) for kind in kinds) <= MOST_FRAMES
    return tuple(Frame) if few else (told.view.frame,)


def symbols(frames: Sequence[Frame]) -> str:
    """The grounds as SVG symbols, each once for both layouts."""
    return "".join(f'<symbol id="g-{frame.value}" {_ground(frame)}</symbol>' for frame in frames)


def _ground(frame: Frame) -> str:
    drawn = ground(frame, "light", slide=False)
    if frame is Frame.WIDE:
        box = f'viewBox="0 0 {WIDTH} {HEIGHT}" overflow="visible">'
        return box + named_ground(bent_ground(drawn, frame, LAYOUTS[0].camera(frame)))
    width, height = ground_size(drawn)
    body = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    box = f'viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none">'
    return box + named_ground(body)


def ground_use(frame: Frame, layout: Layout) -> str:
    """Where a ground stands in a layout's picture."""
    seen = layout.camera(frame)
    if frame is Frame.WIDE:
        first = LAYOUTS[0].camera(frame)
        share = 2 ** (seen.zoom - first.zoom)
        left, top = (seen.width - WIDTH * share) / 2, (seen.height - HEIGHT * share) / 2
        return _use(frame, left, top, WIDTH * share, HEIGHT * share)
    west, south, east, north = GROUNDS[frame]
    (left, top), (right, bottom) = seen.pixel(west, north), seen.pixel(east, south)
    return _use(frame, left, top, right - left, bottom - top)


def _use(frame: Frame, x: float, y: float, width: float, height: float) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<use href="#g-{frame.value}" {box}/>'


@dataclass
class Shelf:
    """What the maps of a page are put together from."""

    layers: Store = field(default_factory=Store)
    pieces: Store = field(default_factory=Store)
    styles: Store = field(default_factory=Store)
    texts: Store = field(default_factory=Store)
    samples: Store = field(default_factory=Store)
    """The entries of legends."""
    sentences: Store = field(default_factory=Store)
    shared: Store = field(default_factory=Store)
    """Long shapes, such as a country's hatching, that many maps show, each once in a page."""
    link_to: str = "#{}-{}"
    """The address of a claim or a place, from its kind of thing and its id."""
    places: frozenset[str] | None = None
    """The places that have an address; ``None``: all."""

    def drawn(self, scene_pieces: Iterator[tuple[str, str | Word | Target]]) -> list[Any]:
        """A map as numbers: its layers with their pieces, words as style, x, y and text."""
        found: dict[int, list[Any]] = {}
        for layer, piece in scene_pieces:
            own = found.setdefault(self.layers.number(layer.rstrip("-01")), [])
            if isinstance(piece, Word):
                own.append(self._word(piece))
            elif isinstance(piece, Target):
                own.append(self.pieces.number(self._target(piece)))
            else:
                own.append(self.pieces.number(self._once(_CLAIMS.sub("", named(piece)))))
        return [[layer, *own] for layer, own in found.items()]

    def legend(self, arranged: Scene) -> list[int]:
        """The legend of an arranged scene, entry by entry."""
        items = _ITEM.findall(named(legends.legend(arranged, NAMED)))
        return [self.samples.number(item) for item in items]

    def _once(self, piece: str) -> str:
        """A long shape by its number; any other as it is."""
        if len(piece) < LONG_SHAPE:
            return piece
        return f'<use href="#s-{self.shared.number(piece)}"/>'

    @property
    def symbols(self) -> str:
        """The long shapes, as the inside of an SVG that is not seen."""
        return "".join(f'<g id="s-{n}">{piece}</g>' for n, piece in enumerate(self.shared.things))

    def _word(self, word: Word) -> list[float]:
        style = f'font-size="{word.size:g}" fill="{word.colour}"'
        style += f' font-weight="{600 if word.italic else 700 if word.bold else 400}"'
        style += ' font-style="italic"' if word.italic else ""
        style += f' text-anchor="{word.anchor}"' if word.anchor != "start" else ""
        style += f' class="halo" stroke="{word.halo}"' if word.halo else ""
        down = word.y + word.size * 0.35
        return [
            self.styles.number(named(style)),
            round(word.x, 1),
            round(down, 1),
            self.texts.number(svg(word.text)),
        ]

    def _target(self, target: Target) -> str:
        thing = ("claim", target.claim) if target.claim else ("place", target.place)
        tip = svg(target.tip.replace("\n", " \u00b7 "))
        if not target.claim and self.places is not None and target.place not in self.places:
            return f"<g><title>{tip}</title>{target.shape}/></g>"
        address = text(self.link_to.format(*thing))
        return f'<a href="{address}"><title>{tip}</title>{target.shape}/></a>'

    def markup(self, drawn: Sequence[Any]) -> str:
        """A map of numbers as SVG elements, as the browser puts it together."""
        pieces, styles, texts = self.pieces.things, self.styles.things, self.texts.things
        parts = []
        for layer, *own in drawn:
            body = "".join(
                pieces[piece]
                if isinstance(piece, int)
                else f'<text x="{piece[1]:g}" y="{piece[2]:g}" {styles[int(piece[0])]}>'
                f"{texts[int(piece[3])]}</text>"
                for piece in own
            )
            parts.append(f'<g class="l-{self.layers.things[layer]}">{body}</g>')
        return "".join(parts)


def moments(kind: KindOfMap, frames: Sequence[Frame], shelf: Shelf) -> dict[str, list[Any]]:
    """Every map of a kind by its claims: headline, legends by frame, maps by layout and frame."""
    told, found = kind.told, {}
    for chosen in kind.sets:
        claims = tuple(kind.claims[number] for number in chosen)
        scene = told.scene_of(claims, kind.kind)
        maps, keys = [], []
        for layout in LAYOUTS:
            for frame in frames:
                seen = layout.look(frame)
                maps.append(shelf.drawn(map_pieces(scene, seen, told.names)))
                if layout is LAYOUTS[0]:
                    arranged = arrange(scene, frame, seen.camera, seen.scale)
                    keys.append(shelf.legend(arranged))
        found[key(chosen)] = [
            shelf.sentences.number(headline(told, claims, kind.kind)),
            keys,
            maps,
        ]
    return found


def headline(told: Told, claims: Sequence[Claim], kind: Kind) -> str:
    """The finding of a map of a kind, where so many of the claims are shown."""
    return wording.as_known(wording.map_headline(claims, kind, told.names), told.view.known_on)
