"""Every 429 of the platform: beyond a rate limit, beyond a spend limit, out of credit."""

import math

from course_utils.server.refusals.api_errors import ApiError, Cause


def rate_limited(
    model: str, unit: str, limit: int, wait_seconds: float, headers: dict[str, str]
) -> ApiError:
    """Refuse what is beyond a limit per minute; `unit` is "requests" or "tokens"."""
    return ApiError(
        429,
        f"Rate limit reached for {model} on {unit} per minute: limit {limit}. "
        f"Try again in {wait_seconds:.3f} seconds.",
        Cause("rate_limited", f"This project may use {limit} {unit} a minute of this model."),
        type=unit,
        code="rate_limit_exceeded",
        headers={
            **headers,
            "retry-after": str(math.ceil(wait_seconds)),
            "retry-after-ms": str(math.ceil(wait_seconds * 1000)),
        },
    )


def out_of_credit() -> ApiError:
    """Refuse what comes after the prepaid credit is used up."""
    return _out_of_money(
        "You have no credit left: the credit balance is used up. Add credit, or check your plan.",
        "credit_balance_exhausted",
        "Waiting doesn't help: somebody has to pay. platform.set_credit() does it here.",
    )


def spend_limit_reached(owner: str) -> ApiError:
    """Refuse what comes after a month's limit; `owner` is "organization" or "project"."""
    return _out_of_money(
        f"This {owner} has reached its spend limit of this month. Raise the limit, or wait for the next.",
        f"{owner}_spend_limit_exceeded",
        f"The spend limit of this {owner} stops it until the month ends or the limit is raised.",
    )


def _out_of_money(message: str, code: str, hint: str) -> ApiError:
    return ApiError(429, message, Cause(code, hint), type="insufficient_quota", code=code)
