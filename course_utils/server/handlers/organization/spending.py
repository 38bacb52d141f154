"""What spend limits and spend alerts have in common: an amount in cents, for each month."""

from course_utils.server.catalogue import NANODOLLARS_IN_A_DOLLAR
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, whole_number
from course_utils.server.types import Json

PARAMETERS = Parameters(
    required=("currency", "interval", "threshold_amount"),
    known=frozenset("currency interval threshold_amount".split()),
)

NANODOLLARS_IN_A_CENT = NANODOLLARS_IN_A_DOLLAR // 100
_MOST_CENTS = 100_000_000
_EVERY_MONTH = {"currency": "USD", "interval": "month"}


def threshold(body: Json) -> int:
    """Give the amount that a body names, in nanodollars.

    Raises:
        ApiError: 400, it names none, or not in dollars a month.
    """
    for name, only in _EVERY_MONTH.items():
        if body[name] != only:
            raise api_errors.invalid_value(name, f"'{only}'")
    cents = whole_number(body, "threshold_amount", _MOST_CENTS, least=0)
    assert cents is not None
    return cents * NANODOLLARS_IN_A_CENT


def show(amount: int) -> Json:
    """Write an amount as the API does."""
    return {**_EVERY_MONTH, "threshold_amount": amount // NANODOLLARS_IN_A_CENT}
