"""A picture in a cell's output that needs no trust: an SVG inside `<img>`, with a text in its place."""

from base64 import b64encode
from dataclasses import dataclass
from html import escape

from course_utils.kit.palette import WIDTH


@dataclass(frozen=True)
class Picture:
    """An SVG and the words for who does not see it."""

    svg: str
    words: str

    @property
    def html(self) -> str:
        source = b64encode(self.svg.encode()).decode()
        return f'<img src="data:image/svg+xml;base64,{source}" width="{WIDTH}" alt="{escape(self.words)}">'

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words
