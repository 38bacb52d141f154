import itertools

import pytest

from course_utils.kit.palette import DARK, LIGHT, Palette, contrast, svg_style

both = pytest.mark.parametrize("palette", [LIGHT, DARK])


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@both
def test_every_text_can_be_read_on_every_ground(palette: Palette) -> None:
    for text, ground in itertools.product(
        (palette.ink, palette.faint, palette.yes, palette.no, palette.key),
        (palette.ground, palette.card),
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)


@both
def test_every_line_and_area_stands_out_from_its_ground(palette: Palette) -> None:
    for colour in (*palette.series, palette.edge):
        assert contrast(colour, palette.ground) >= 3, colour


def test_a_figure_follows_the_readers_theme() -> None:
    light, dark = svg_style().split("@media (prefers-color-scheme: dark)")
    assert f"--ink: {LIGHT.ink};" in light
    assert f"--ink: {DARK.ink};" in dark
    assert f"--series-6: {DARK.series[5]};" in dark
