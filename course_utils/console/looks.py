"""How the pages look: the course's palette, style sheet and script, and Jinja2 with the words for times and money."""

from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from jinja2 import Environment
from starlette.responses import PlainTextResponse, Response

from course_utils.console import words
from course_utils.kit.palette import DARK, FONT, LIGHT, Palette
from course_utils.pages import templates_of

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def environment() -> Environment:
    """Give the templates' environment, with the filters of the console's pages."""
    made = templates_of("course_utils.console")
    made.finalize = _plain
    made.filters |= {
        "ago": words.ago,
        "clock": words.clock,
        "moment": words.moment,
        "dollars": words.dollars,
        "iso": lambda seconds: datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds"),
        "count": lambda number: f"{number:,}",
    }
    return made


def _plain(value: object) -> object:
    """Clean a text; what is a macro's markup already, a subclass of `str`, has been through here."""
    return words.plain(value) if type(value) is str else value


def palette_sheet() -> str:
    """Give the style sheet that names the colours.

    They follow the reader's system, unless the page is framed by a JupyterLab that says which theme it has.
    """
    light, dark = _variables(LIGHT), _variables(DARK)
    return (
        f":root {{ --font: {FONT}; color-scheme: light; {light} }}\n"
        "@media (prefers-color-scheme: dark) {\n"
        f"  :root:not([data-theme='light']) {{ color-scheme: dark; {dark} }}\n}}\n"
        f":root[data-theme='dark'] {{ color-scheme: dark; {dark} }}\n"
    )


def static(name: str) -> Response:
    """Give a style sheet or a script of the package; nobody has to be signed in for it."""
    if name == "palette.css":
        content = palette_sheet()
    else:
        ours = (files("course_utils.console") / "static").iterdir()
        file = next((each for each in ours if each.name == name), None)
        if file is None:
            return PlainTextResponse("There is no such file.", HTTPStatus.NOT_FOUND)
        content = file.read_text(encoding="utf-8")
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(content, media_type=kind, headers={"cache-control": "no-cache"})


def _variables(palette: Palette) -> str:
    named = asdict(palette)
    for number, colour in enumerate(named.pop("series"), 1):
        named[f"series-{number}"] = colour
    return " ".join(f"--{name}: {colour};" for name, colour in named.items())
