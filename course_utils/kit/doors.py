"""The five doors that a request passes, drawn with the one that turned it away."""

from collections.abc import Iterator
from dataclasses import dataclass

from course_utils.kit.palette import FONT, WIDTH, svg_style
from course_utils.kit.picture import Picture

DOORS = ("path, method", "key", "scope", "body, model", "limit")
INSIDE = "inside"
SERVER = "server"

_STYLE = (
    f"{svg_style()} text {{ font: 13px {FONT}; fill: var(--ink); text-anchor: middle }}"
    " rect { fill: var(--card); stroke: var(--edge); stroke-width: 1.5 }"
    " .passed rect { stroke: var(--yes); stroke-width: 2.5 } .passed .sign { fill: var(--yes) }"
    " .refused rect { fill: var(--no); stroke: var(--no) }"
    " .refused text { fill: var(--card); font-weight: 700 }"
    " .unseen rect { stroke-dasharray: 4 4 } .unseen text { fill: var(--faint) }"
    " .road { stroke: var(--edge); stroke-width: 3 } .ground { fill: var(--ground); stroke: none }"
)
_HEIGHT = 96
_DOOR = 108
_STEP = 116
_LEFT = 8


@dataclass(frozen=True)
class Way:
    """How far a request got: the door that turned it away, or `INSIDE`, or the `SERVER` that failed."""

    place: str
    status: int

    @property
    def words(self) -> str:
        if self.place in DOORS:
            passed = DOORS[: DOORS.index(self.place)]
            before = f"It passed {'; '.join(passed)}, and was" if passed else "It was"
            return f"{before} refused at the door {self.place}: {self.status}."
        if self.place == SERVER:
            return f"No door refused it: the server failed, {self.status}."
        if self.status < 400:
            return f"It passed all five doors and was served: {self.status}."
        return f"It passed all five doors and was refused behind them: {self.status}."

    def at(self, door: str) -> str:
        """Tell what became of the request at a door: "passed", "refused" or "unseen"."""
        if self.place == SERVER:
            return "unseen"
        if self.place not in DOORS or DOORS.index(door) < DOORS.index(self.place):
            return "passed"
        return "refused" if door == self.place else "unseen"


def draw_doors(way: Way) -> Picture:
    """Draw the doors in a row, and the verdict at their end."""
    parts = "".join(_doors(way))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_HEIGHT}" role="img">'
        f"<style>{_STYLE}</style>"
        f'<rect class="ground" width="{WIDTH}" height="{_HEIGHT}"/>'
        f'<path class="road" d="M0 {_HEIGHT // 2} H{_reach(way)}"/>{parts}</svg>'
    )
    return Picture(svg, f"Five doors: {', '.join(DOORS)}. {way.words}")


def _reach(way: Way) -> int:
    """Give how far the road goes: a request that was turned away goes no further."""
    doors = DOORS.index(way.place) if way.place in DOORS else len(DOORS)
    return _LEFT + _STEP * doors


def _doors(way: Way) -> Iterator[str]:
    signs = {"passed": "✓", "refused": str(way.status), "unseen": ""}
    for number, door in enumerate(DOORS):
        state = way.at(door)
        yield _box(_LEFT + _STEP * number, state, door, signs[state])
    if way.place not in DOORS:
        state = "passed" if way.status < 400 else "refused"
        yield _box(_LEFT + _STEP * len(DOORS), state, "answer", str(way.status))


def _box(x: int, state: str, name: str, sign: str) -> str:
    middle = x + _DOOR // 2
    return (
        f'<g class="{state}"><rect x="{x}" y="14" width="{_DOOR}" height="68" rx="7"/>'
        f'<text x="{middle}" y="42">{name}</text>'
        f'<text class="sign" x="{middle}" y="66">{sign}</text></g>'
    )
