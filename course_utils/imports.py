"""What is left out of what Jupyter and nbgrader load."""

import sys


def leave_out_addresses() -> None:
    """Let `jsonschema` do without its checker of internationalised addresses, which nothing here asks.

    It takes a second to load. For a process that is ours alone, before it loads anything that reads notebooks.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
