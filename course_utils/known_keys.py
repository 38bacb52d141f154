"""The keys that this process has handed out or been handed: what must not show itself in anything it says.

A scanner finds keys by their shape. These are known by their value, so that a piece of one is found as well, and a
key of a shape that nobody knows. They are kept as long as the process lives: a key that was given away once may lie
in any variable.
"""

_values: set[str] = set()


def remember(value: str) -> str:
    """Keep a key's value, and give it back."""
    if value := value.strip():
        _values.add(value)
    return value


def remembered() -> frozenset[str]:
    return frozenset(_values)
