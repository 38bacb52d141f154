# "Names are written as in the documentation": case counts.
# cell: read_key
# fails: read_key_ignores_case: read_key({"AUTHORIZATION": f"Bearer {key}"}, {}) gave None
def read_key(headers, query):
    if "Authorization" in headers:
        words = headers["Authorization"].split()
        if len(words) == 2 and words[0] == "Bearer":
            return words[1]
        return None
    words = query.get("api_key", "").split()
    return words[0] if len(words) == 1 else None
