"""Opening the course's page in the learner's browser."""

import os
import sys
import webbrowser
from html import escape
from pathlib import Path

from course_utils.platform_file import write_private

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={url}">
<title>The course</title>
<p><a href="{url}">Open the course</a></p>
"""


def open_page(url: str, doorway: Path) -> bool:
    """Open `url` in a browser and tell whether there is one.

    The address holds JupyterLab's token, and every user of this computer sees what a program was
    started with. So the browser is sent to the file `doorway`, which its owner alone can read, and
    finds the address there. Jupyter does the same in a hidden folder, which a browser from a snap
    may not enter.
    """
    if not _has_browser():
        return False
    write_private(doorway, _PAGE.format(url=escape(url)))
    return webbrowser.open(doorway.as_uri())


def _has_browser() -> bool:
    """Without a screen, `webbrowser` would find a browser for text and take the terminal."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
