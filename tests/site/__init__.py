"""The course as a static site, where it is read, run and solved in a browser: `python -m tests.site`.

`fetching` gets what others made: Pyodide from npm and the wheels of `requirements-site.txt` from PyPI, each held
to its hash and kept in `.cache/site`. `lock` tells Pyodide which import needs which wheel, so that no cell installs
anything, and `compiling` adds the bytecode of what a notebook imports first. `lite` lets JupyterLite lay out its
notebooks around that. `reading` makes the lessons' pages for who only reads, and `first_page` the one that greets.
`building` is all of it, in this order.
"""

from course_utils.errors import CourseError


class SiteError(CourseError):
    """The site could not be built."""
