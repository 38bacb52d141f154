"""What is left out of what Jupyter and nbgrader load."""

import sys
from types import ModuleType

_PAGES = ("assignment_list", "course_list", "validate_assignment", "formgrader")


def leave_out_addresses() -> None:
    """Let `jsonschema` do without its checker of internationalised addresses, which nothing here asks.

    It takes a second to load. For a process that is ours alone, before it loads anything that reads notebooks.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def leave_out_pages() -> None:
    """Let nbgrader do without its pages for JupyterLab, which load all of its programs, exchange and nbconvert.

    The package loads them first of all, and half of what a gradebook takes to load is theirs. For a process that
    shows none of them.
    """
    for name in _PAGES:
        page = ModuleType(f"nbgrader.server_extensions.{name}")
        page.__dict__["load_jupyter_server_extension"] = None
        sys.modules.setdefault(page.__name__, page)
