"""What a check's message says, part by part: whoever shows it to somebody takes it apart here."""

from dataclasses import dataclass

NOT_YET, NOT_ATTEMPTED = "Not yet", "Not attempted yet"
"""How a message begins: the check does not pass, or its task was not begun."""

EXPECTED = "Expected: "


@dataclass(frozen=True)
class Parts:
    """What a check's message says: what the code did, what was expected ("" if that is no value), and why."""

    found: str
    expected: str
    why: tuple[str, ...]


def parts(message: str) -> Parts:
    """Take apart what `str` makes of a `NotYet`."""
    found, *others = message.splitlines() or [""]
    for title in (NOT_ATTEMPTED, NOT_YET):
        found = found.removeprefix(f"{title}: ")
    expected = [line for line in others if line.startswith(EXPECTED)]
    why = tuple(line for line in others if not line.startswith(EXPECTED))
    return Parts(found, " ".join(line.removeprefix(EXPECTED) for line in expected), why)
