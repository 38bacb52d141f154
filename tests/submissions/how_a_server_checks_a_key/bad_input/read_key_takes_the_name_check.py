# Calls a helper of its own as the checks are called, and is right.
# cell: read_key
def check(words):
    return words[0] if len(words) == 1 else None


def read_key(headers, query):
    sent = {name.lower(): value for name, value in headers.items()}
    if "authorization" not in sent:
        return check(query.get("api_key", "").split())
    scheme, *words = sent["authorization"].split() or [""]
    return check(words) if scheme.lower() == "bearer" else None
