"""Charts of counts: `chart.hours` stacks what each key did in each hour, `chart.bars` compares totals.

The same numbers give the same bytes. A chart is the last line of its cell; the words that a reader without
eyes for it gets are made from the numbers.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Any

from course_utils.errors import CourseError
from course_utils.kit.drawing import WIDEST_LETTER, drawn, load_pygal
from course_utils.kit.palette import LIGHT, WIDTH
from course_utils.kit.picture import Picture

_HEIGHT = 290
_HEIGHT_OF_A_BAR = 34
_LABELS_AT_MOST = 12


class ChartError(CourseError):
    """These numbers can't be drawn; the message says which and what to do."""


def hours(
    title: str,
    counts: Mapping[str, Sequence[float]],
    *,
    unit: str = "requests",
    first: int = 0,
    marks: Mapping[int, str] | None = None,
    levels: Mapping[str, float] | None = None,
) -> Picture:
    """Draw a column for each hour, in which each key has its part.

    Args:
        title: what the picture shows.
        counts: for each key one number an hour, all of the same length; six keys at most.
        unit: what is counted.
        first: the hour of the first number.
        marks: hours that something happened in, each with a few words.
        levels: heights at which a line is drawn across, by a few words on each.

    Raises:
        ChartError: a number is no count, the series differ in length, or there are too many.
    """
    length = _common_length(counts)
    marks, levels = marks or {}, levels or {}
    if levels:
        _common_length({name: [level] for name, level in levels.items()})
    if outside := [hour for hour in marks if not first <= hour < first + length]:
        raise ChartError(f"The mark at hour {outside[0]} lies outside of the chart.")
    pygal = load_pygal()
    every = -(-length // _LABELS_AT_MOST)
    names = [str(hour) for hour in range(first, first + length)]
    ticks = _ticks(max([*map(sum, zip(*counts.values(), strict=True)), *levels.values()]))
    chart = pygal.StackedBar(
        x_labels=names,
        x_labels_major=names[-first % every if first < 0 else 0 :: every],  # hour 0 has its label
        show_minor_x_labels=False,
        x_title="hour",
        y_title=unit,
        y_labels=ticks,
        height=_HEIGHT,
        **_legend(len(counts)),
    )
    for name, series in counts.items():
        chart.add(name, list(series))
    where = {hour - first: text for hour, text in sorted(marks.items())}
    heights = {f"{name}: {_number(level)}": level / ticks[-1] for name, level in levels.items()}
    told = _words_of_hours(title, counts, unit, first, marks)
    told += "".join(f" A line at {_number(level)}: {name}." for name, level in levels.items())
    return Picture(drawn(chart, title, where, heights), told)


def bars(title: str, counts: Mapping[str, float], *, unit: str = "requests") -> Picture:
    """Draw a bar for each name, with its number.

    Raises:
        ChartError: a number is no count, or there is none.
    """
    _common_length({name: [value] for name, value in counts.items()}, at_most=None)
    pygal = load_pygal()
    chart = pygal.HorizontalBar(
        x_labels=list(counts)[::-1],
        range=(0, max(counts.values()) * _room_for_values(counts, unit) or 1),
        show_x_labels=False,
        height=_HEIGHT_OF_A_BAR * (len(counts) + 1),
        show_legend=False,
        print_values=True,
        print_values_position="top",
        value_formatter=lambda value: f"{_number(value)} {unit}",
    )
    chart.add(title, list(counts.values())[::-1])
    told = ", ".join(f"{name} {_number(value)}" for name, value in counts.items())
    return Picture(drawn(chart, title, {}), f"{title}. Bars, {unit}: {told}.")


def _room_for_values(counts: Mapping[str, float], unit: str) -> float:
    """Give how many times as long as the longest bar the plot must be, so that a number fits behind it."""
    names = max(map(len, counts)) * WIDEST_LETTER
    numbers = max(len(f"{_number(value)} {unit}") for value in counts.values()) * WIDEST_LETTER
    return 1 / max(0.3, 1 - numbers / (WIDTH - names))


def _common_length(
    counts: Mapping[str, Sequence[float]], at_most: int | None = len(LIGHT.series)
) -> int:
    if not counts or not all(counts.values()):
        raise ChartError("There is nothing to draw: give at least one name with its numbers.")
    if at_most is not None and len(counts) > at_most:
        raise ChartError(
            f"{len(counts)} keys are too many to tell apart: draw {at_most} at most, and add the others up."
        )
    if len({len(series) for series in counts.values()}) > 1:
        told = ", ".join(f"{name} has {len(series)}" for name, series in counts.items())
        raise ChartError(f"Every key needs one number for each hour, but {told}.")
    for name, series in counts.items():
        for value in series:
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or not 0 <= value < 1e12
            ):
                raise ChartError(f"{value!r} of {name} is no count: it must be a number from 0 on.")
    return len(next(iter(counts.values())))


def _ticks(top: float) -> list[float]:
    """Give four to six round numbers from 0 to past the highest column."""
    power = 10 ** max(0, floor(log10(max(top, 1) / 5)))
    step = next(power * round_one for round_one in (1, 2, 5, 10) if power * round_one * 5 >= top)
    return [step * number for number in range(ceil(top / step) + 1 or 1)]


def _legend(series: int) -> dict[str, Any]:
    if series == 1:
        return {"show_legend": False}
    return {"legend_at_bottom": True, "legend_at_bottom_columns": min(series, 3)}


def _words_of_hours(
    title: str,
    counts: Mapping[str, Sequence[float]],
    unit: str,
    first: int,
    marks: Mapping[int, str],
) -> str:
    told = [f"{title}. Columns, {unit} in each hour."]
    for name, series in counts.items():
        top = max(series)
        when = first + list(series).index(top)
        told.append(f"{name}: {_number(sum(series))} in all, most in hour {when}, {_number(top)}.")
    told += [f"Marked at hour {hour}: {text}." for hour, text in sorted(marks.items())]
    return " ".join(told)


def _number(value: float) -> str:
    return f"{value:,.10g}"
