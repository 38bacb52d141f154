"""The recorded walk through the console: as long as its transcript, small enough to load, with a still."""

from PIL import Image

from tests.console_walk import FIGURES, NAME

MOST_BYTES = 400_000


def test_the_clip_shows_a_picture_for_each_line_of_its_transcript() -> None:
    text = (FIGURES / f"{NAME}.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    with Image.open(FIGURES / f"{NAME}.webp") as clip, Image.open(FIGURES / f"{NAME}.png") as still:
        assert getattr(clip, "n_frames", 1) == len(lines) > 5
        assert clip.size == still.size
    assert (FIGURES / f"{NAME}.webp").stat().st_size < MOST_BYTES
