"""What is left out of what nbgrader loads."""

import sys


def leave_out_addresses() -> None:
    """Let `jsonschema` do without its checker of internationalised addresses, which nothing here asks.

    It takes two seconds to load. For a process that is ours alone, before it loads nbgrader.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
