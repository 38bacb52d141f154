"""The keys that this process has handed out or been handed: what must not show itself in anything it says.

A scanner finds keys by their shape. These are known by their value, so that a piece of one is found as well, and a
key of a shape that nobody knows. They are kept as long as the process lives: a key that was given away once may lie
in any variable. Of those that were only met somewhere, in a variable or an output, the last ones are kept.
"""

_MOST_MET = 200
"""Keys; looking for pieces of them takes time for each."""

_values: set[str] = set()
_met: dict[str, None] = {}


def remember(value: str) -> str:
    """Keep a key's value, and give it back."""
    if value := value.strip():
        _values.add(value)
    return value


def meet(value: str) -> None:
    """Keep a key that was seen somewhere, as long as not many others are seen."""
    if value not in _met and len(_met) >= _MOST_MET:
        for old in [*_met][: _MOST_MET // 2]:
            del _met[old]
    _met[value] = None


def remembered() -> frozenset[str]:
    return frozenset(_values).union(_met)
