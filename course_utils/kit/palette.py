"""One palette and one font for everything that lessons draw, on a light ground and on a dark one.

A figure in a file takes `svg_style()` as its first `<style>` and names colours as `var(--ink)`: the picture
then follows the reader's light or dark theme. Each pair of text and ground has a contrast of at least 4.5
(WCAG 2.2, 1.4.3), each line and area at least 3 (1.4.11).
"""

from dataclasses import asdict, dataclass

FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"

WIDTH = 704
"""How wide a picture may be, in pixels of an SVG: 44 rem."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. `ink`, `faint`, `yes`, `no` and `key` are for text as well as lines."""

    ground: str
    card: str
    ink: str
    faint: str
    edge: str
    yes: str
    no: str
    key: str
    series: tuple[str, ...]


LIGHT = Palette(
    ground="#f7f5ef",
    card="#ffffff",
    ink="#1f2a3d",
    faint="#51565f",
    edge="#80796a",
    yes="#0b5d33",
    no="#9c1c1c",
    key="#8a3d00",
    series=("#1f5fa8", "#b3520c", "#1a7346", "#7442a3", "#0d7080", "#6b6456"),
)
DARK = Palette(
    ground="#1b1f27",
    card="#262c37",
    ink="#eceff4",
    faint="#b9c0cc",
    edge="#7f8899",
    yes="#6fd39b",
    no="#ff9c94",
    key="#f2b06b",
    series=("#6fa8e8", "#f0a05a", "#5fc28c", "#c09aec", "#4fc3d4", "#b8b0a0"),
)


def svg_style() -> str:
    """Give the rules that name the colours, the dark ones where the reader prefers them."""
    return (
        f":root {{ {_variables(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}"
    )


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours such as `#1f2a3d`, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _variables(palette: Palette) -> str:
    named = asdict(palette)
    named |= {f"series-{number}": value for number, value in enumerate(named.pop("series"), 1)}
    return " ".join(f"--{name}: {value};" for name, value in named.items())


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
