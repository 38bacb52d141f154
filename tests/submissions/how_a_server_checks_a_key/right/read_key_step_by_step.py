# Right: a helper of the learner's own, strip and partition, one rule after the other.
# cell: read_key
def cleaned(text):
    text = text.strip()
    if text == "":
        return None
    for character in text:
        if character.isspace():
            return None
    return text


def read_key(headers, query):
    header = None
    for name in headers:
        if name.upper() == "AUTHORIZATION":
            header = headers[name]
    if header is None:
        return cleaned(query["api_key"]) if "api_key" in query else None
    scheme, _, rest = header.partition(" ")
    if scheme.upper() != "BEARER":
        return None
    return cleaned(rest)
