import sys
from pathlib import Path

import pytest

from course_utils.lab.browser import open_page


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_no_browser_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    doorway = tmp_path / "open-course.html"
    assert not open_page("http://127.0.0.1:8888/?token=t", doorway)
    assert not doorway.exists()
