# Right, and noisy: what it prints, warns and writes to standard error costs nothing.
# cell: read_key
import logging
import sys
import warnings


def read_key(headers: dict[str, str], query: dict[str, str]) -> str | None:
    print("looking at", len(headers), "headers")
    print("still looking", file=sys.stderr)
    warnings.warn("read_key is still new", stacklevel=2)
    logging.warning("and it says so")
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" in sent:
        scheme, *words = sent["authorization"].split() or [""]
        if scheme.lower() != "bearer":
            return None
    else:
        words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None
