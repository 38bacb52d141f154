"""How a chart of pygal becomes a picture of the course: its colours, its title, and nothing that moves or varies."""

import sys
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from course_utils.kit.palette import FONT, LIGHT, WIDTH, svg_style

_MARGIN = 16
_HEADING = 34
_MARK = 20
WIDEST_LETTER = 8.5

_SERIES = "".join(
    f".color-{number} {{ fill: var(--series-{number + 1}) }}" for number in range(len(LIGHT.series))
)
_STYLE = (
    f"{svg_style()} {_SERIES} .background {{ fill: var(--ground) }} text {{ fill: var(--ink) }}"
    " .axis.x text, .titles text { text-anchor: middle } .axis.y text { text-anchor: end }"
    " .line { stroke: var(--edge); fill: none } .guide.line { stroke-opacity: .4 }"
    " .vertical .axis.x .line, .horizontal .line { stroke: none }"
    " .bar rect { stroke: var(--ground) } .value { text-anchor: start !important }"
    f" .heading {{ font: 600 17px {FONT} }} .mark {{ font: 13px {FONT}; paint-order: stroke;"
    " stroke: var(--ground); stroke-width: 5px }"
    " .down { stroke: var(--no); stroke-width: 2px; stroke-dasharray: 5 4 }"
    " .across { stroke: var(--ink); stroke-width: 2px; stroke-dasharray: 2 4 }"
)


def drawn(
    chart: Any, title: str, marks: Mapping[int, str], heights: Mapping[str, float] | None = None
) -> str:
    """Give the SVG of a pygal chart.

    Args:
        chart: with its data, its labels and the height of its plot.
        title: stands above the plot.
        marks: a text for columns counted from 0, each shown above the plot with a line down to it.
        heights: lines across the plot by the text on each, as parts of the highest label's height.
    """
    above = _MARGIN + _HEADING + _MARK * len(marks)
    chart.config(
        style=_fonts(),
        css=[f"inline:{_STYLE}"],
        js=[],
        no_prefix=True,
        width=WIDTH,
        height=chart.config.height + above,
        margin=_MARGIN,
        margin_top=above,
        truncate_label=-1,
        truncate_legend=26,
        legend_box_size=13,
    )
    root = chart.render_tree()
    graph = next(child for child in root if "graph" in child.get("class", ""))
    _text(graph, "heading", title, _MARGIN, _MARGIN + 15)
    _draw_marks(graph, marks)
    _draw_heights(graph, heights or {})
    _keep_what_is_seen(root)
    root.set("role", "img")
    return tostring(root, encoding="unicode")


def load_pygal() -> Any:
    """Import pygal when something is drawn, without the finder for maps that it adds to Python's import system.

    It is of a kind that Python warns of, and that other importers stumble over.
    """
    import pygal  # noqa: PLC0415 - who draws nothing need not load it

    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    return pygal


def _fonts() -> Any:
    Style = load_pygal().style.Style  # noqa: N806 - a class
    sizes = {f"{part}_font_size": 13 for part in ("label", "major_label", "legend", "value")}
    return Style(font_family=FONT, title_font_size=13, colors=LIGHT.series, **sizes)


def _plot(graph: Element) -> tuple[Element, float, float]:
    """Give the plot, and how far it stands to the right and down."""
    plot = next(part for part in graph if part.get("class") == "plot")
    across, down = (float(part) for part in plot.get("transform", "")[10:-1].split(", "))
    return plot, across, down


def _draw_heights(graph: Element, heights: Mapping[str, float]) -> None:
    plot, across, down = _plot(graph)
    width = float(next(iter(plot)).get("width", 0))
    axis = next(part for part in plot if part.get("class", "").startswith("axis y"))
    guides = [float(path.get("d", "").split()[1]) for path in axis.iter("path")]
    for words, part in heights.items():
        y = down + guides[0] + part * (guides[-1] - guides[0])
        SubElement(graph, "path", {"class": "across", "d": f"M{across:.1f} {y:.1f} h{width:.1f}"})
        _text(graph, "mark", words, across + width, y - 6).set("text-anchor", "end")


def _draw_marks(graph: Element, marks: Mapping[int, str]) -> None:
    plot, across, down = _plot(graph)
    columns = list(next(part for part in plot if "serie-0" in part.get("class", "")).iter("rect"))
    bottom = float(next(iter(plot)).get("height", 0)) + down
    for row, (column, words) in enumerate(sorted(marks.items())):
        x = float(columns[column].get("x", 0)) + across
        y = _MARGIN + _HEADING + _MARK * row + 8
        path = {"class": "down", "d": f"M{x:.1f} {y - 10} V{bottom:.1f}"}
        SubElement(graph, "path", path)
        at_the_left = x + len(words) * WIDEST_LETTER > WIDTH - _MARGIN
        text = _text(graph, "mark", words, x - 6 if at_the_left else x + 6, y)
        if at_the_left:
            text.set("text-anchor", "end")


def _text(parent: Element, kind: str, words: str, x: float, y: float) -> Element:
    text = SubElement(parent, "text", {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}"})
    text.text = words
    return text


def _keep_what_is_seen(parent: Element) -> None:
    """Take out pygal's script, its date, and what only its script would show."""
    for child in list(parent):
        unseen = child.tag in {"script", "desc", "title"} or not isinstance(child.tag, str)
        if unseen or "tooltip-overlay" in child.get("class", ""):
            parent.remove(child)
        else:
            child.attrib.pop("id", None)
            _keep_what_is_seen(child)
    parent.attrib.pop("id", None)
